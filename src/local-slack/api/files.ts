// files.*: the two-step upload, and what is there.
import { z } from "zod";
import { tellFileDeleted } from "../channel-events.ts";
import type { Desk } from "../desk.ts";
import { apiFile, mimetypeOf, textOf } from "../file-output.ts";
import { newFileId, shareFiles } from "../sharing.ts";
import type { StoredFile } from "../records.ts";
import { asBot, threadOf } from "./chat.ts";
import { findChannel, findPerson, findPostable } from "./find.ts";
import { checkBlocks } from "./message-content.ts";
import { blocks, count, method, refuse, text, type Method } from "./method.ts";

const USUAL_PAGE = 100;
/** Slack works on a file after its upload is complete. How long is not documented; it is long enough that nobody may count on none. */
const WORK_MS = 150;
const KINDS: Record<string, (file: StoredFile) => boolean> = {
  all: () => true,
  images: ({ mimetype }) => mimetype.startsWith("image/"),
  snippets: ({ is_snippet = false }) => is_snippet,
  pdfs: ({ mimetype }) => mimetype === "application/pdf",
  spaces: () => false,
  gdocs: () => false,
  zips: () => false,
};

export const fileMethods: Record<string, Method> = {
  "files.getUploadURLExternal": method({
    scopes: ["files:write"],
    // The documentation says alt_txt, the SDK sends alt_text.
    args: {
      filename: text,
      length: count,
      alt_txt: text.max(1000).optional(),
      alt_text: text.max(1000).optional(),
      snippet_type: text.optional(),
    },
    run(desk, args) {
      if (args.length === 0) refuse("invalid_arguments");
      const id = newFileId();
      const alt_txt = args.alt_txt ?? args.alt_text ?? "";
      const names = { id, name: args.filename, title: args.filename, mimetype: mimetypeOf(args.filename) };
      const kind = args.snippet_type === undefined ? {} : { is_snippet: true };
      const by = { user: desk.identity.bot_user_id, created_ms: desk.clock.nowMs() };
      desk.save({ kind: "file", file: { ...names, alt_txt, length: args.length, base64: null, ...by, ...kind } });
      return { file_id: id, upload_url: `${desk.url()}/files/upload/${id}` };
    },
  }),

  "files.completeUploadExternal": method({
    scopes: ["files:write"],
    args: {
      files: z.array(z.object({ id: text, title: text.optional() })).min(1),
      channel_id: text.optional(),
      channels: text.optional(),
      thread_ts: text.optional(),
      initial_comment: text.optional(),
      blocks: blocks.optional(),
    },
    run(desk, args) {
      const ids = args.channels?.split(",") ?? (args.channel_id === undefined ? [] : [args.channel_id]);
      const places = ids.map((id) => findPostable(desk, id));
      const files = args.files.map(({ id, title }) => complete(desk, id, title));
      for (const channel of places) {
        const said = args.blocks ? { blocks: checkBlocks(args.blocks) } : {};
        const draft = { channel: channel.id, ...asBot(desk), text: args.initial_comment ?? "", ...said };
        shareFiles(desk, { ...draft, ...threadOf(desk, channel, args.thread_ts) }, files);
      }
      return { files: files.map(({ id }) => apiFile(desk, desk.workspace.files.get(id) as StoredFile)) };
    },
  }),

  "files.info": method({
    scopes: ["files:read"],
    args: { file: text },
    run(desk, args) {
      const file = findFile(desk, args.file);
      const content = file.is_snippet ? { content: textOf(file.base64) } : {};
      return { file: apiFile(desk, file), ...content, comments: [], response_metadata: { next_cursor: "" } };
    },
  }),

  "files.list": method({
    scopes: ["files:read"],
    args: {
      channel: text.optional(),
      user: text.optional(),
      types: text.optional(),
      count: count.optional(),
      page: count.optional(),
    },
    run(desk, args) {
      if (args.user !== undefined) findPerson(desk, args.user);
      if (args.channel !== undefined) findChannel(desk, args.channel);
      const isWanted = wantedKinds(args.types ?? "all");
      const files = [...desk.workspace.files.values()]
        .filter((file) => file.base64 !== null && isWanted(file))
        .filter(({ user }) => args.user === undefined || user === args.user)
        .filter(({ shares }) => args.channel === undefined || shares?.some(({ channel }) => channel === args.channel))
        .toReversed();
      const size = Math.min(args.count || USUAL_PAGE, 1000);
      const page = args.page || 1;
      const shown = files.slice((page - 1) * size, page * size).map((file) => apiFile(desk, file));
      const pages = Math.max(1, Math.ceil(files.length / size));
      return { files: shown, paging: { count: size, total: files.length, page, pages } };
    },
  }),

  "files.delete": method({
    scopes: ["files:write"],
    args: { file: text },
    run(desk, args) {
      const file = findFile(desk, args.file);
      if ((file.user ?? desk.identity.bot_user_id) !== desk.identity.bot_user_id) refuse("cant_delete_file");
      desk.save({ kind: "file-removed", id: file.id });
      tellFileDeleted(desk, file.id);
      return {};
    },
  }),
};

function findFile(desk: Desk, id: string): StoredFile {
  const file = desk.workspace.files.get(id);
  return file && file.base64 !== null ? file : refuse("file_not_found");
}

function wantedKinds(types: string): (file: StoredFile) => boolean {
  const wanted = types.split(",").map((type) => KINDS[type.trim()] ?? refuse("unknown_type"));
  return (file) => wanted.some((is) => is(file));
}

function complete(desk: Desk, id: string, title?: string): StoredFile {
  const file = findFile(desk, id);
  const next = { ...file, title: title ?? file.title, ready_ms: file.ready_ms ?? Date.now() + WORK_MS };
  desk.save({ kind: "file", file: next });
  return next;
}
