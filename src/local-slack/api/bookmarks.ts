// bookmarks.*: the links at the top of a channel.
import { randomBytes } from "node:crypto";
import type { Desk } from "../desk.ts";
import type { Bookmark } from "../records.ts";
import { findChannel } from "./find.ts";
import { method, refuse, refuseWith, text, type Method } from "./method.ts";

const MOST_BOOKMARKS = 100;
const named = { channel_id: text.optional(), bookmark_id: text.optional() };
const changes = { title: text.optional(), link: text.optional(), emoji: text.optional() };

export const bookmarkMethods: Record<string, Method> = {
  "bookmarks.add": method({
    scopes: ["bookmarks:write"],
    args: { ...changes, channel_id: text.optional(), title: text, type: text },
    run(desk, args) {
      const channel_id = channelOf(desk, args.channel_id);
      if (args.type !== "link") refuse("invalid_bookmark_type");
      if (inChannel(desk, channel_id).length >= MOST_BOOKMARKS) refuse("too_many_bookmarks");
      const now = desk.clock.nowMs();
      const id = `Bk${randomBytes(5).toString("hex").toUpperCase()}`;
      const shown = { title: args.title, link: checkedLink(args.link), emoji: args.emoji ?? "" };
      return kept(desk, { id, channel_id, ...shown, created_ms: now, updated_ms: 0 });
    },
  }),

  "bookmarks.edit": method({
    scopes: ["bookmarks:write"],
    args: { ...named, ...changes },
    run(desk, args) {
      const before = findBookmark(desk, args);
      return kept(desk, {
        ...before,
        title: args.title ?? before.title,
        link: args.link === undefined ? before.link : checkedLink(args.link),
        emoji: args.emoji ?? before.emoji,
        updated_ms: desk.clock.nowMs(),
      });
    },
  }),

  "bookmarks.remove": method({
    scopes: ["bookmarks:write"],
    args: named,
    run(desk, args) {
      desk.save({ kind: "bookmark-removed", id: findBookmark(desk, args).id });
      return {};
    },
  }),

  "bookmarks.list": method({
    scopes: ["bookmarks:read"],
    args: { channel_id: text.optional() },
    run(desk, args) {
      const found = inChannel(desk, channelOf(desk, args.channel_id));
      return { bookmarks: found.map((each) => shownBookmark(desk, each)) };
    },
  }),
};

function kept(desk: Desk, bookmark: Bookmark) {
  desk.save({ kind: "bookmark", bookmark });
  return { bookmark: shownBookmark(desk, bookmark) };
}

function shownBookmark(desk: Desk, { created_ms, updated_ms, ...plain }: Bookmark) {
  const { bot_user_id, team_id, app_id } = desk.identity;
  return {
    ...plain,
    icon_url: null,
    type: "link",
    entity_id: null,
    date_created: Math.floor(created_ms / 1000),
    date_updated: Math.floor(updated_ms / 1000),
    rank: "i",
    last_updated_by_user_id: bot_user_id,
    last_updated_by_team_id: team_id,
    shortcut_id: null,
    app_id,
  };
}

function inChannel(desk: Desk, channel: string): Bookmark[] {
  return [...desk.workspace.bookmarks.values()].filter(({ channel_id }) => channel_id === channel);
}

function findBookmark(
  desk: Desk,
  args: { channel_id?: string | undefined; bookmark_id?: string | undefined },
): Bookmark {
  const channel = channelOf(desk, args.channel_id);
  if (args.bookmark_id === undefined) {
    return refuseWith("invalid_arguments", ["[ERROR] missing required field: bookmark_id"]);
  }
  const found = desk.workspace.bookmarks.get(args.bookmark_id);
  return found?.channel_id === channel ? found : refuse("not_found");
}

function channelOf(desk: Desk, id: string | undefined): string {
  if (id === undefined) return refuseWith("invalid_arguments", ["[ERROR] missing required field: channel_id"]);
  return findChannel(desk, id).id;
}

function checkedLink(link: string | undefined): string {
  return link !== undefined && URL.canParse(link) ? link : refuse("invalid_link");
}
