// Files in messages: shared by the app's upload, or made of a paste that is too long to be a message.
import { randomBytes } from "node:crypto";
import { tellFileShared } from "./channel-events.ts";
import type { Desk } from "./desk.ts";
import { pageFile } from "./file-output.ts";
import { postMessage, type Draft } from "./messages.ts";
import type { StoredFile, StoredMessage } from "./records.ts";

/** What Slack's client sends as a text snippet instead. */
export const LONGEST_TYPED = 12_000;

/** Posts a message that shares these files. */
export function shareFiles(desk: Desk, draft: Draft, files: StoredFile[]): StoredMessage {
  const shown = files.map((file) => pageFile(desk, file));
  const message = postMessage(desk, { ...draft, subtype: "file_share", files: shown });
  const channel = desk.workspace.channels.get(draft.channel);
  for (const file of files) {
    const shares = [...(file.shares ?? []), { channel: draft.channel, ts: message.ts }];
    desk.save({ kind: "file", file: { ...file, shares } });
    if (channel) tellFileShared(desk, channel, draft.user, file.id);
  }
  return message;
}

/** Makes a long paste into the file that Slack's client makes of it. */
export function snippetOf(desk: Desk, user: string, text: string): StoredFile {
  const bytes = Buffer.from(text);
  const file: StoredFile = {
    id: newFileId(),
    name: "Untitled.txt",
    title: "Untitled",
    mimetype: "text/plain",
    alt_txt: "",
    length: bytes.length,
    base64: bytes.toString("base64"),
    user,
    created_ms: desk.clock.nowMs(),
    is_snippet: true,
  };
  desk.save({ kind: "file", file });
  return file;
}

/** A new file's id. */
export function newFileId(): string {
  return `F${randomBytes(5).toString("hex").toUpperCase()}`;
}
