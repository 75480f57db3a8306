// Slack message text -> the plain question in it.

/** More than this is never read: nobody asks a question that long, and a paste must not slow the rest down. */
const READ_AT_MOST = 10_000;

/** A question as plain text. `long` says that the message was longer than what is read. */
export type Cleaned = { text: string; long: boolean };

/** Takes out what Slack adds: mentions, channel links, link brackets, entities, emoji shortcodes, fences; parts "What.dockerignore". Whitespace becomes one space. */
export function cleanSlackText(raw: string): Cleaned {
  const long = raw.length > READ_AT_MOST;
  const text = raw
    .slice(0, READ_AT_MOST)
    .normalize("NFKC")
    .replace(/<[@!][^<>]*>/g, " ")
    .replace(/<#[^<>|]*(?:\|([^<>]*))?>/g, " $1 ")
    .replace(/<((?:https?|mailto):[^<>|]*)\|([^<>]*)>/g, " $2 ")
    .replace(/<((?:https?|mailto):[^<>|]*)>/g, " $1 ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/```[a-z]*\n?/g, " ")
    .replace(/(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])/g, " ")
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .replace(/\b(what|which|how|why|when|is|are|the|a|an|does|do)(?=\.[a-z])/gi, "$1 ")
    .replace(/\s+/g, " ")
    .trim();
  return { text, long };
}
