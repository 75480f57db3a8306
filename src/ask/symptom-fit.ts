// How well a symptom of the lessons fits the trouble that a question tells of.
import type { Card } from "../knowledge/types.ts";
import { phrase } from "./lexicon.ts";
import { type Query, quotedIn } from "./query.ts";
import type { Index } from "./search.ts";
import { statusesIn } from "./status.ts";

const SAME_STATUS = 0.3;

/** A symptom fits trouble by any of its words, and another question only when it names most of the symptom. */
export function symptomFit({ names: [name = ""] }: Card, shows: number, { intent, text }: Query): number {
  const status = statusesIn(name).isDisjointFrom(statusesIn(text)) ? 0 : SAME_STATUS;
  const message = quotesMessage(text, name) ? MESSAGE : 0;
  return intent === "trouble" || shows >= MOST_OF_IT ? 0.8 * shows + status + message : message - 0.3;
}

/** A message of a tool that stands in a question word for word is the one that the symptom is known by. */
const MESSAGE = 1;

/** Two words ("connection refused") stand in many messages. */
const WHOLE_MESSAGE = 3;

function quotesMessage(question: string, symptom: string): boolean {
  const [asked, told] = [question, symptom].map((text) => ` ${phrase(text)} `);
  const holds = (text: string, message: string) => message.length > 0 && text.includes(` ${message} `);
  return (
    quotedIn(question).some((message) => holds(told!, phrase(message))) ||
    quotedIn(symptom)
      .flatMap((message) => message.split("..."))
      .some((message) => message.trim().split(" ").length >= WHOLE_MESSAGE && holds(asked!, phrase(message)))
  );
}

/** A symptom of which so much is described is the one. */
export const MOST_OF_IT = 0.8;

/** The words in which trouble may be described: the question's own and, when it is about trouble, those that say the same. */
export function described({ intent, terms, variants }: Query): Set<string> {
  return new Set([...terms, ...(intent === "trouble" ? [...variants.values()].flat() : [])]);
}

/** How much of a symptom's own words a question uses, by weight. */
export function symptomMatch(card: Card, asked: Set<string>, index: Index): number {
  const terms = index.entryOf(card.id).named;
  const total = (some: string[]) => some.reduce((sum, term) => sum + index.weightOf(term), 0);
  return total(terms.filter((term) => asked.has(term))) / Math.max(1, total(terms));
}
