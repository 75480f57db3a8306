// The bytes of files: taken within bounds, given only to the app and to the page.
import type { Desk } from "./desk.ts";
import type { StoredFile } from "./records.ts";

const MEGABYTE = 1024 * 1024;
/** One file, and all of them together: they are kept in memory. */
export const LARGEST_FILE = 8 * MEGABYTE;
const MOST_KEPT = 32 * MEGABYTE;

export type Taken = "taken" | "unknown" | "full";

/** Takes the bytes of an upload that files.getUploadURLExternal promised. */
export function takeUpload(desk: Desk, id: string, bytes: Buffer): Taken {
  const file = desk.workspace.files.get(id);
  if (!file) return "unknown";
  if (!hasRoom(desk, bytes.length, id)) return "full";
  desk.save({ kind: "file", file: { ...file, length: bytes.length, base64: bytes.toString("base64") } });
  return "taken";
}

/** Whether so many bytes more may be kept; `id` is the file whose place they take, if any. */
export function hasRoom(desk: Desk, length: number, id?: string): boolean {
  const others = [...desk.workspace.files.values()].filter((each) => each.id !== id && each.base64 !== null);
  return others.reduce((sum, file) => sum + file.length, 0) + length <= MOST_KEPT;
}

/** The file that may be given to this caller: the app shows its token, the page is told by its own browser. */
export function fileFor(
  desk: Desk,
  id: string,
  caller: { authorization: string | undefined; site: string | undefined },
): StoredFile | "unknown" | "forbidden" {
  const file = desk.workspace.files.get(id);
  if (!file || file.base64 === null) return "unknown";
  const token = caller.authorization?.replace(/^Bearer\s+/i, "");
  const isPage = caller.site === "same-origin" || caller.site === "none";
  return isPage || token === desk.workspace.identity?.bot_token ? file : "forbidden";
}
