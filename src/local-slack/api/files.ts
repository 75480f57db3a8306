// files.*: the two-step upload, for charts as images.
import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Desk } from "../desk.ts";
import { postMessage } from "../messages.ts";
import type { StoredFile } from "../records.ts";
import { asBot, threadOf } from "./chat.ts";
import { findPostable } from "./find.ts";
import { count, method, refuse, text, type Method } from "./method.ts";

const MIMETYPES: Record<string, string> = { png: "image/png", jpg: "image/jpeg", gif: "image/gif", txt: "text/plain" };

export const fileMethods: Record<string, Method> = {
  "files.getUploadURLExternal": method({
    scopes: ["files:write"],
    // The documentation says alt_txt, the SDK sends alt_text.
    args: { filename: text, length: count, alt_txt: text.optional(), alt_text: text.optional() },
    run(desk, args) {
      const id = `F${randomBytes(5).toString("hex").toUpperCase()}`;
      const mimetype = MIMETYPES[args.filename.split(".").at(-1) ?? ""] ?? "application/octet-stream";
      const alt_txt = args.alt_txt ?? args.alt_text ?? "";
      const names = { id, name: args.filename, title: args.filename };
      desk.save({ kind: "file", file: { ...names, mimetype, alt_txt, length: args.length, base64: null } });
      return { file_id: id, upload_url: `${desk.url()}/files/upload/${id}` };
    },
  }),

  "files.completeUploadExternal": method({
    scopes: ["files:write"],
    args: {
      files: z.array(z.object({ id: text, title: text.optional() })).min(1),
      channel_id: text.optional(),
      thread_ts: text.optional(),
      initial_comment: text.optional(),
    },
    run(desk, args) {
      const files = args.files.map(({ id, title }) => complete(desk, id, title));
      if (args.channel_id !== undefined) {
        const channel = findPostable(desk, args.channel_id);
        const thread = threadOf(desk, channel, args.thread_ts);
        const shared = { text: args.initial_comment ?? "", files: files.map((file) => sharedFile(desk, file)) };
        postMessage(desk, { channel: channel.id, ...asBot(desk), subtype: "file_share", ...shared, ...thread });
      }
      return { files: files.map((file) => sharedFile(desk, file)) };
    },
  }),
};

function complete(desk: Desk, id: string, title?: string): StoredFile {
  const file = desk.workspace.files.get(id);
  if (!file || file.base64 === null) return refuse("file_not_found");
  const next = { ...file, title: title ?? file.title };
  desk.save({ kind: "file", file: next });
  return next;
}

/** Takes the bytes of an upload; false when nobody asked for this upload. */
export function takeUpload(desk: Desk, id: string, bytes: Buffer): boolean {
  const file = desk.workspace.files.get(id);
  if (!file) return false;
  desk.save({ kind: "file", file: { ...file, length: bytes.length, base64: bytes.toString("base64") } });
  return true;
}

function sharedFile(desk: Desk, { id, name, title, mimetype, alt_txt, length }: StoredFile) {
  return { id, name, title, mimetype, alt_txt, size: length, url_private: `${desk.url()}/files/${id}` };
}
