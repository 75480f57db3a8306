// A person brings a file: its bytes are kept, and it stands nowhere until a message or a form takes it.
import type { Desk } from "../desk.ts";
import { apiFile, mimetypeOf } from "../file-output.ts";
import { newFileId } from "../sharing.ts";
import type { StoredFile } from "../records.ts";
import { hasRoom } from "../uploads.ts";
import { wrong, type Done } from "./answer.ts";

const LONGEST_NAME = 255;

export type Upload = { user: string; name: string; alt_txt: string };

/** Takes the file; the answer has it as Slack's API shows it. */
export function upload(desk: Desk, { user, name, alt_txt }: Upload, bytes: Buffer): Done {
  if (name === "" || name.length > LONGEST_NAME || /[\p{Cc}/\\]/u.test(name)) {
    return wrong(
      "invalid_name",
      `A file's name has 1 to ${LONGEST_NAME} characters, and no slash; found ${name.length}.`,
    );
  }
  if (bytes.length === 0) return wrong("empty_file", `${name} is empty: there is nothing to share.`);
  if (!hasRoom(desk, bytes.length)) {
    return wrong("no_room", `The local Slack keeps at most 32 MB of files; delete some, or reset the workspace.`);
  }
  const file: StoredFile = {
    id: newFileId(),
    name,
    title: name,
    mimetype: mimetypeOf(name),
    alt_txt: alt_txt.slice(0, 1000),
    length: bytes.length,
    base64: bytes.toString("base64"),
    user,
    created_ms: desk.clock.nowMs(),
  };
  desk.save({ kind: "file", file });
  return { ok: true, file: apiFile(desk, file) };
}

/** The files that a message is to share, or what is wrong with them. */
export function broughtFiles(desk: Desk, user: string, ids: readonly string[]): StoredFile[] | string {
  const files: StoredFile[] = [];
  for (const id of ids) {
    const file = desk.workspace.files.get(id);
    if (!file || file.base64 === null || file.user !== user) return `${user} brought no file ${id}.`;
    files.push(file);
  }
  return files;
}
