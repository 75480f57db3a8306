// The real library and its ask function, built once for all tests of this folder.
import { join } from "node:path";
import { createAsk } from "../../src/ask/ask.ts";
import type { Answer } from "../../src/ask/answer.ts";
import { createLexicon } from "../../src/ask/lexicon.ts";
import { readLibrary } from "../../src/knowledge/read.ts";

export const library = readLibrary(join(import.meta.dirname, "../../knowledge"));
export const lexicon = createLexicon(library);
export const ask = createAsk(library);

/** "answer", "nearest", or the reason of a refusal. */
export function outcome(answer: Answer): string {
  return answer.kind === "refused" ? answer.reason : answer.kind;
}

/** What an answer says, as one text; "" when it says nothing. */
export function said(answer: Answer): string {
  return answer.kind === "answer" ? answer.sentences.map(({ text }) => text).join("\n") : "";
}
