// An answer in one's own words, held against the key facts: all of them, however they are put.
import { missingFacts } from "../knowledge/question/facts.ts";
import type { FreeTextQuestion } from "../knowledge/types.ts";
import { heardFacts } from "./heard-facts.ts";
import type { Judgement } from "./judgement.ts";

/** `spans` is what a model has read, if one has: its grade is reckoned from it anew each time, and needs no model again. */
export function gradeFacts(question: FreeTextQuestion, { text, spans }: { text: string; spans?: string[] }): Judgement {
  const { facts } = question;
  const missing = missingFacts(text, facts);
  const found = spans ? heardFacts(question, text, spans) : facts.map((fact) => !missing.includes(fact));
  const count = found.filter(Boolean).length;
  return {
    correct: count === facts.length,
    feedback: facts.map(({ fact }, at) => `• ${found[at] ? "Found" : "Not found"}: ${fact}`).join("\n"),
    partly: count === facts.length ? "" : `${count} of ${facts.length} key facts were found.`,
    reader: spans ? "model" : "words",
  };
}
