// An answer -> text for a terminal.
import type { Answer, Nearby, Reason, Role, Sentence } from "../ask/answer.ts";

type Paint = (code: number, text: string) => string;

const WORDS: Record<Reason, string> = {
  empty: "Ask me a question about container orchestration.",
  "too-long": "That is too long for a question. Ask it in a sentence or two.",
  "small-talk": "I am Shipmate. I answer questions about container orchestration from lessons.",
  injection: "I only answer questions about container orchestration, from lessons.",
  action: "I cannot touch your clusters. I can explain how you would do that.",
  unknowable: "That is not something lessons can know.",
  "off-language": "I only know lessons in English. Please ask in English.",
  "not-covered": "The lessons do not cover that.",
};

/** Draws an answer with its citations, in colour when asked to. */
export function printAnswer(answer: Answer, colour: boolean): string {
  const paint: Paint = colour ? (code, text) => `\u001B[${code}m${text}\u001B[0m` : (_, text) => text;
  switch (answer.kind) {
    case "answer": {
      const cites = answer.citations.map(({ n, passage, lessonTitle, heading }) =>
        paint(2, `[${n}] ${lessonTitle}: ${heading} (${passage.id})`),
      );
      const aside = answer.translated ? ["The lessons are in English, and so is this answer."] : [];
      return [...aside, ...printSentences(answer.sentences, paint), "", ...cites].join("\n");
    }
    case "nearest":
      return ["The lessons do not say exactly that.", ...printNearest(answer.nearest)].join("\n");
    case "refused":
      return [WORDS[answer.reason], ...printNearest(answer.nearest)].join("\n");
  }
}

/** Steps are numbered; a symptom is a headline, and its cause, check and fix stand under it. */
function printSentences(sentences: Sentence[], paint: Paint): string[] {
  let step = 0;
  return sentences.map(({ text, cites, code, role }) => {
    const numbers = paint(36, cites.map((n) => `[${n}]`).join(""));
    if (code) return `${text.replace(/^/gm, "    ")}  ${numbers}`;
    if (role === "symptom") return `${paint(1, text)} ${numbers}`;
    if (role === "step") return `  ${(step += 1)}. ${text} ${numbers}`;
    return `${role ? `  ${LABEL[role]}: ` : ""}${text} ${numbers}`;
  });
}

const LABEL: Record<Exclude<Role, "symptom" | "step">, string> = { cause: "Cause", check: "Check", fix: "Fix" };

function printNearest(nearest: Nearby[]): string[] {
  return nearest.length
    ? ["Nearest lessons:", ...nearest.map(({ title, section, lesson }) => `  ${title} (${section ?? lesson})`)]
    : [];
}
