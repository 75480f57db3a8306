// What a person's own device makes of what they type, before Slack sees it.

/** A phone's keyboard writes dashes, quotes and dots as a typesetter would: what breaks a command that was typed on it. */
export function phoneText(typed: string): string {
  return typed
    .replaceAll(/(^|[\s([{])"/g, "$1“")
    .replaceAll('"', "”")
    .replaceAll(/(^|[\s([{])'/g, "$1‘")
    .replaceAll("'", "’")
    .replaceAll("...", "…")
    .replaceAll("--", "—");
}
