/** The table of contents, as a modal and as a part of App Home: tracks, lessons, and how far one has read. */
import type { KnownBlock, ModalView } from "@slack/types";
import type { Shelf } from "../../school/learn.ts";
import { actionId, actions } from "../actions.ts";
import { escapeText, shorten } from "../mrkdwn.ts";
import { button } from "./answer.ts";
import { context, section } from "./drawn.ts";

/** Slack's limit for the blocks of a view. */
const MOST_BLOCKS = 100;

type Opened = { channel?: string; track?: string; missing?: boolean; mastery?: Mastery };

/** All tracks, or one. `channel` is where the contents were opened, "" for App Home; `missing`: what was looked for is no lesson. */
export function indexView(
  shelves: Shelf[],
  { channel = "", track, missing = false, mastery = NOTHING }: Opened = {},
): ModalView {
  const one = shelves.filter((shelf) => shelf.track.id === track);
  return {
    type: "modal",
    title: { type: "plain_text", text: "Lessons" },
    close: { type: "plain_text", text: "Close" },
    private_metadata: channel,
    notify_on_close: channel === "",
    callback_id: actions.openIndex,
    blocks: [
      ...(missing
        ? [section("ℹ️ No lesson goes by that name. All lessons are below; questions go to `/shipmate ask`.")]
        : []),
      ...(one.length > 0
        ? [...one.flatMap((shelf) => wholeShelf(shelf, mastery)).slice(0, MOST_BLOCKS - 2), allTracks()]
        : shelfBlocks(shelves, MOST_BLOCKS - 1, mastery)),
    ],
  };
}

/** Every lesson of every track, or, where that is more than a view holds, a row a track that opens it. */
export function shelfBlocks(shelves: Shelf[], room = MOST_BLOCKS, mastery: Mastery = NOTHING): KnownBlock[] {
  const whole = shelves.flatMap((shelf) => wholeShelf(shelf, mastery));
  return whole.length <= room ? whole : shelves.map((shelf) => closedShelf(shelf, mastery)).slice(0, room);
}

/** "12 of 58 lessons read". */
export function progressOf(shelves: Shelf[]): string {
  const lessons = shelves.flatMap((shelf) => shelf.lessons);
  const done = lessons.filter(({ read, count }) => read >= count).length;
  const begun = lessons.filter(({ read, count }) => read > 0 && read < count).length;
  return `${done} of ${lessons.length} lessons read${begun > 0 ? `, ${begun} begun` : ""}`;
}

/** By lesson, 0 to 1. */
type Mastery = ReadonlyMap<string, number>;
const NOTHING: Mastery = new Map();

function atHand(shares: number[]): string {
  const mean = shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length);
  return mean > 0 ? ` · ${Math.round(mean * 100)} % at hand` : "";
}

function wholeShelf(shelf: Shelf, mastery: Mastery): KnownBlock[] {
  const { track, lessons } = shelf;
  return [
    { type: "header", text: { type: "plain_text", text: shorten(track.title, 150) } },
    context(`${escapeText(track.summary)} · ${progressOf([shelf])}`),
    ...lessons.map((listed) => lessonRow(listed, mastery)),
  ];
}

function lessonRow({ lesson, read, count }: Shelf["lessons"][number], mastery: Mastery): KnownBlock {
  const progress = read === 0 ? "not begun" : read >= count ? "✅ read" : `${read} of ${count} pages read`;
  const whose = lesson.own ? " · your team's own" : "";
  return {
    type: "section",
    text: {
      type: "mrkdwn",
      text: `*${escapeText(lesson.title)}*\n${lesson.level} · ${progress}${atHand([mastery.get(lesson.id) ?? 0])}${whose}`,
    },
    accessory: {
      ...button(read === 0 ? "Read" : "Open", actionId(actions.openSection, lesson.id), lesson.id),
      accessibility_label: `Open the lesson ${shorten(lesson.title, 55)}`,
    },
  };
}

function closedShelf(shelf: Shelf, mastery: Mastery): KnownBlock {
  const { track, lessons } = shelf;
  const known = atHand(lessons.map(({ lesson }) => mastery.get(lesson.id) ?? 0));
  return {
    ...section(
      `*${escapeText(track.title)}*\n${escapeText(shorten(track.summary, 2000))} · ${progressOf([shelf])}${known}`,
    ),
    accessory: {
      ...button("Open", actionId(actions.openIndex, track.id), track.id),
      accessibility_label: `Open the track ${shorten(track.title, 55)}`,
    },
  } as KnownBlock;
}

function allTracks(): KnownBlock {
  return { type: "actions", elements: [button("All tracks", actionId(actions.openIndex, "view"), "all")] };
}
