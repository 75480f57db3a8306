// A message as Slack delivers it -> the lines its author typed: entities, links, typographic dashes and quotes undone.

/** More than this is no command that anybody typed. */
export const LONGEST_MESSAGE = 20_000;

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

/** Whether the message is one code block, and its lines without prompts, blank lines and comments. */
export function repair(text: string): { code: boolean; lines: string[] } {
  const whole = text.slice(0, LONGEST_MESSAGE).replace(/\r\n?/g, "\n").trim();
  const fenced =
    /^```(?:(?:bash|sh|shell|console|text)\n|\n)?([^]*?)\n?```$/.exec(whole) ?? /^`([^`\n]+)`$/.exec(whole);
  const body = plainCharacters(fenced?.[1] ?? whole);
  const joined = body.replace(/\\\n[ \t]*/g, " ");
  const lines = joined.split("\n").map(withoutPrompt);
  return { code: fenced !== null, lines: lines.filter((line) => line !== "" && !line.startsWith("#")) };
}

/** `$ kubectl` -> `kubectl`; a phone's `Kubectl` -> `kubectl`. */
export function withoutPrompt(line: string): string {
  const bare = line.trim().replace(/^\$\s+/, "");
  return /^kubectl(\s|$)/i.test(bare) ? `kubectl${bare.slice(7)}` : bare;
}

/** Entities, links and typographic characters undone. */
export function plainCharacters(text: string): string {
  return (
    text
      .replace(/<(?:mailto:|tel:)?[^<>|\s]+\|([^<>\n]*)>/g, "$1")
      .replace(/<((?:https?|mailto):[^<>|\s]+)>/g, "$1")
      .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity]!)
      .replace(/[\u201C\u201D\u201E\u00AB\u00BB]/g, '"')
      .replace(/[\u2018\u2019\u201A]/g, "'")
      // A phone turns `--` into one long dash.
      .replace(/(^|\s)[\u2014\u2015](?=[a-z])/gim, "$1--")
      .replace(/(^|\s)\u2013(?=[a-z]{2})/gim, "$1--")
      .replace(/[\u2010-\u2015\u2212]/g, "-")
      .replace(/[\u00A0\u2007\u202F\u200B-\u200D\uFEFF]/g, (space) => (/[\u200B-\u200D\uFEFF]/.test(space) ? "" : " "))
  );
}
