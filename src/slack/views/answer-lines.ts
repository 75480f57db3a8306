/** The sentences of an answer as lines of text, each with the [n] of what it cites. */
import type { Role, Sentence } from "../../ask/answer.ts";
import type { Covered } from "../../school/content.ts";
import { escapeText } from "../mrkdwn.ts";

const ROLE: Record<Exclude<Role, "symptom" | "step">, string> = { cause: "Cause", check: "Check", fix: "Fix" };

/** One line a sentence, in Slack's mrkdwn: headlines in bold, steps numbered, code in its own block. */
export function answerLines(sentences: Sentence[], draw: (text: string) => string): string[] {
  let step = 0;
  return sentences.map(({ text, cites, code, role }) => {
    if (code) return `\`\`\`${escapeText(text)}\`\`\` ${marks(cites)}`;
    if (role === "symptom") return `*${draw(text)}* ${marks(cites)}`;
    if (role === "step") return `${(step += 1)}. ${draw(text)} ${marks(cites)}`;
    return `${role ? `${ROLE[role]}: ` : ""}${draw(text)} ${marks(cites)}`;
  });
}

export const IN_ENGLISH = "My lessons are in English, and so is this answer.";

/** The same as Markdown, which streams are written in; a paragraph each, so that one can follow another at any time. */
export function answerMarkdown({ sentences, translated }: Covered): string {
  const said = sentences.map(({ text, cites, code }) =>
    code ? `\`\`\`\n${defused(text)}\n\`\`\`\n${marks(cites)}` : `${toMarkdown(text)} ${marks(cites)}`,
  );
  return [...(translated ? [IN_ENGLISH] : []), ...said].join("\n\n");
}

/** A lesson's or model's inline Markdown, in which nothing can address anybody: entities mean themselves everywhere but in code. */
function toMarkdown(text: string): string {
  return text
    .split(/(`[^`\n]+`)/)
    .map((part, at) => (at % 2 === 1 ? defused(part) : escapeText(part)))
    .join("");
}

/** A mention is none when something invisible stands behind its bracket. */
function defused(text: string): string {
  return text.replaceAll(/<(?=[!@#])/g, "<\u200B");
}

function marks(cites: number[]): string {
  return cites.map((n) => `[${n}]`).join(" ");
}
