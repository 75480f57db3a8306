// A model for a whole workspace: it reads what the bot sends and says sentences of the passages, good or bad, at the pace of a script.
import type { Script } from "../llm/model-server.ts";
import { pieces, type Step, streams } from "../llm/model-streams.ts";

export type Data = { question: string; passages: { id: string; text: string }[] };
export type Said = { text: string; cites: string[] };

/** What the bot sent, from a request of Responses. */
export function dataOf(body: Record<string, any>): Data {
  return JSON.parse(body["input"][0].content) as Data;
}

/** So many sentences that stand: verbatim from the passages, each citing its own. Two passages may say the same, which is said once. */
export function trueSentences({ passages }: Data, count: number): Said[] {
  return passages
    .flatMap(({ id, text }) =>
      text
        .split(/(?<=[.!?])\s+/)
        .filter((sentence) => /^[A-Z][^\n<>|:]{30,110}\.$/.test(sentence))
        .slice(0, 2)
        .map((sentence) => ({ text: sentence, cites: [id] })),
    )
    .filter(
      ({ text }) =>
        !/^(It|This|That|These|Those|They|Such|Both|So|But|Then|Its|Their|However|Otherwise|For example|There)\b/.test(
          text,
        ),
    )
    .filter(({ text }, at, all) => all.findIndex((other) => other.text === text) === at)
    .slice(0, count);
}

/** A sentence that no passage holds. */
export const FALSE = "The Zorblax controller restarts 9999 pods a second.";

/** A script that is written for each question anew. */
export const answersWith =
  (steps: (data: Data) => Step[]): Script =>
  (response, seen) => {
    streams(...steps(dataOf(seen.body)))(response, seen);
  };

/** The pieces of a reply, and the same cut in two after so many sentences. */
export const reply = (sentences: Said[]): string[] => pieces({ answerable: true, sentences });
export function replyInTwo(sentences: Said[], first: number): [string, string] {
  const whole = JSON.stringify({ answerable: true, sentences });
  const at = JSON.stringify({ answerable: true, sentences: sentences.slice(0, first) }).length - 2;
  return [whole.slice(0, at), whole.slice(at)];
}
