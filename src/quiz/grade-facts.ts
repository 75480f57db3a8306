// An answer in one's own words, held against the key facts: all of them, however they are put.
import { missingFacts } from "../knowledge/question/facts.ts";
import type { FreeTextQuestion } from "../knowledge/types.ts";
import type { Judgement } from "./judgement.ts";

export function gradeFacts({ facts }: FreeTextQuestion, text: string): Judgement {
  const missing = missingFacts(text, facts);
  if (missing.length === 0) return { correct: true, feedback: "", partly: "" };
  return {
    correct: false,
    feedback: missing.map(({ fact }) => `• Not found: ${fact}`).join("\n"),
    partly: `${facts.length - missing.length} of ${facts.length} key facts were found.`,
  };
}
