/** What a view draws: always a plain `text` that says it all (notifications and screen readers use it), and blocks. */
import type { KnownBlock } from "@slack/types";

/** `blocks` may hold kinds that are newer than the installed types; Slack's limits per message are 50 blocks and 13,200 characters. */
export type Drawn = { text: string; blocks?: KnownBlock[] };

/** A section of mrkdwn. Slack takes 3,000 characters. */
export function section(text: string): KnownBlock {
  return { type: "section", text: { type: "mrkdwn", text } };
}

export function context(text: string): KnownBlock {
  return { type: "context", elements: [{ type: "mrkdwn", text }] };
}

/** Slack's limit for the text of a button. */
export const BUTTON_TEXT = 75;

/** An instant as each reader sees it, in their own zone; `fallback` is for clients that cannot. */
export function when(ms: number): string {
  const fallback = `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return `<!date^${Math.floor(ms / 1000)}^{date_long_pretty} at {time}|${fallback}>`;
}

/** Text as it is, in a fixed-width font: nothing in it can format, address or link. */
export function preformatted(text: string): KnownBlock {
  return {
    type: "rich_text",
    elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text: text || " " }], border: 0 }],
  };
}
