/** Text for Slack's mrkdwn: what people, lessons and models wrote can format itself, but never address or link by accident. */

/** Escapes the three characters that carry meaning in Slack text; `<!channel>` and `<@U1>` become plain words by it. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A lesson's inline Markdown (code, bold, italics, links) as mrkdwn. */
export function toMrkdwn(markdown: string): string {
  // Code spans stay as they are; everything between them is translated.
  return markdown
    .split(/(`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? escapeText(part) : translate(escapeText(part))))
    .join("");
}

function translate(text: string): string {
  return text
    .replaceAll(/\[([^\]]+)\]\((https?:\/\/[^)\s]+)\)/g, "<$2|$1>")
    .replaceAll(/(?<![*\w])\*(?!\s|\*)([^*\n]+?)(?<!\s)\*(?![*\w])/g, "_$1_")
    .replaceAll(/\*\*([^*\n]+)\*\*/g, "*$1*");
}

/** At most `length` characters, cut at a word, with an ellipsis where something was cut. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  const space = cut.lastIndexOf(" ");
  return `${(space > length * 0.6 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
