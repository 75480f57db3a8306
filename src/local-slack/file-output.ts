// An uploaded file as Slack's API shows it, and as the page has it.
import type { Ground } from "./ground.ts";
import type { SharedFile } from "./protocol.ts";
import type { StoredFile } from "./records.ts";

const KINDS: Record<string, [mimetype: string, pretty: string]> = {
  png: ["image/png", "PNG"],
  jpg: ["image/jpeg", "JPEG"],
  jpeg: ["image/jpeg", "JPEG"],
  gif: ["image/gif", "GIF"],
  webp: ["image/webp", "WebP"],
  txt: ["text/plain", "Plain Text"],
  csv: ["text/csv", "CSV"],
  json: ["application/json", "JSON"],
  yaml: ["text/plain", "YAML"],
  yml: ["text/plain", "YAML"],
  log: ["text/plain", "Plain Text"],
  sh: ["text/plain", "Shell"],
  md: ["text/plain", "Markdown"],
  pdf: ["application/pdf", "PDF"],
};
const SHOWN_LINES = 5;

/** What a file's name says of its content. Anything unknown is bytes, never something that a browser would run. */
export function mimetypeOf(name: string): string {
  return KINDS[endingOf(name)]?.[0] ?? "application/octet-stream";
}

function endingOf(name: string): string {
  return name.includes(".") ? (name.split(".").at(-1) as string).toLowerCase() : "";
}

/** A file object. */
export function apiFile(ground: Ground, file: StoredFile): Record<string, unknown> {
  const created = Math.floor((file.created_ms ?? 0) / 1000);
  const { identity } = ground;
  return {
    ...pageFile(ground, file),
    created,
    timestamp: created,
    ...kindFields(file),
    user: file.user ?? identity.bot_user_id,
    user_team: identity.team_id,
    is_external: false,
    external_type: "",
    public_url_shared: false,
    display_as_bot: false,
    username: "",
    url_private_download: `${ground.url()}/files/${file.id}?download=1`,
    permalink: `${ground.url()}/files/${file.id}`,
    ...placeFields(ground, file),
    comments_count: 0,
    has_rich_preview: false,
    file_access: "visible",
    ...(file.is_snippet && preview(file)),
  };
}

function kindFields(file: StoredFile) {
  const { name, is_snippet = false } = file;
  if (!isWorkedOn(file)) return { mimetype: "", filetype: "", pretty_type: "", mode: "hosted", editable: false };
  if (is_snippet) return { filetype: "text", pretty_type: "Plain Text", mode: "snippet", editable: true };
  const ending = endingOf(name) || "binary";
  return { filetype: ending, pretty_type: KINDS[ending]?.[1] ?? "Binary", mode: "hosted", editable: false };
}

/** Whether Slack knows its kind by now; what people bring is known at once. */
export function isWorkedOn({ ready_ms = 0 }: StoredFile): boolean {
  return ready_ms <= Date.now();
}

function placeFields({ workspace }: Ground, { shares = [] }: StoredFile) {
  const places = [...new Set(shares.map(({ channel }) => channel))];
  const isDirect = (id: string) => workspace.channels.get(id)?.is_im === true;
  const isHidden = (id: string) => !isDirect(id) && workspace.channels.get(id)?.is_private === true;
  const channels = places.filter((id) => !isDirect(id) && !isHidden(id));
  return { channels, groups: places.filter(isHidden), ims: places.filter(isDirect), is_public: channels.length > 0 };
}

function preview({ base64 }: StoredFile) {
  const lines = textOf(base64).split("\n");
  const shown = lines.slice(0, SHOWN_LINES).join("\n").slice(0, 500);
  return {
    preview: shown,
    lines: lines.length,
    lines_more: Math.max(0, lines.length - SHOWN_LINES),
    preview_is_truncated: shown.length < textOf(base64).length,
  };
}

/** What the page shows of a text: its first lines. Nothing of a picture or of bytes. */
export function pagePreview({ mimetype, base64 }: StoredFile): { preview?: string } {
  const isText = mimetype.startsWith("text/") || mimetype === "application/json";
  if (!isText) return {};
  // Enough for the lines, however long the whole is.
  const begin = textOf((base64 ?? "").slice(0, 4000));
  const shown = begin.split("\n").slice(0, SHOWN_LINES).join("\n").slice(0, 500);
  return { preview: shown };
}

/** A file's bytes read as text. */
export function textOf(base64: string | null): string {
  return Buffer.from(base64 ?? "", "base64").toString();
}

/** The little that the page needs. The address is made when it is read, because the port may be another one tomorrow. */
export function pageFile(ground: Ground, { id, name, title, mimetype, alt_txt, length }: StoredFile): SharedFile {
  return { id, name, title, mimetype, alt_txt, size: length, url_private: `${ground.url()}/files/${id}` };
}
