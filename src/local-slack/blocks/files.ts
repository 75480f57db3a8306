// Pictures that blocks name by an uploaded file: Slack takes them once it has worked on the file, and only pictures.
import { isWorkedOn } from "../file-output.ts";
import type { Ground } from "../ground.ts";

const SHOWN = new Set(["image/png", "image/jpeg", "image/gif"]);

/** What is wrong with the files that these blocks name, in Slack's words. */
export function fileComplaints(ground: Ground, value: unknown, pointer = "/blocks"): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    const at = `${pointer}/${key}`;
    if (key !== "slack_file") return fileComplaints(ground, each, at);
    return isPicture(ground, each as { id?: string; url?: string })
      ? []
      : [`[ERROR] invalid slack file [json-pointer:${at}]`];
  });
}

/** By its id, or by the address that Slack gave it. */
function isPicture({ workspace }: Ground, { id, url }: { id?: string; url?: string }): boolean {
  const named = id ?? /\/files\/(F[0-9A-Z]+)(?:[?/]|$)/.exec(url ?? "")?.[1];
  const file = named === undefined ? undefined : workspace.files.get(named);
  return file !== undefined && file.base64 !== null && SHOWN.has(file.mimetype) && isWorkedOn(file);
}
