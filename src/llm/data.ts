// A question and its passages -> the data that a model is shown. Instructions are never part of it.
import type { Passage } from "../ask/answer.ts";
import { cleanSlackText } from "../ask/clean.ts";
import type { Covered } from "./reply.ts";

const MOST_PASSAGES = 8;
const MOST_EARLIER = 4;

/** The passages that a model may cite: what the keyless answer cites first, then the best others, each once. */
export function passagesFor({ citations, retrieved }: Covered): Passage[] {
  const passages = [...citations.map(({ passage }) => passage), ...retrieved];
  return [...new Map(passages.map((passage) => [passage.id, passage])).values()].slice(0, MOST_PASSAGES);
}

/** One JSON object: no text in it can end its own string, so what people and passages say stays in its field. */
export function dataOf(question: { text: string; history: string[] }, passages: Passage[]): string {
  return JSON.stringify({
    question: cleanSlackText(question.text).text,
    earlier_questions: question.history.slice(-MOST_EARLIER).map((each) => cleanSlackText(each).text),
    passages: passages.map(({ id, text }) => ({ id, text })),
  });
}
