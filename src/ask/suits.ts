// Whether a card is the sort of sentence that answers the question's sort: a way, a yes or no, where to look, a number.
import type { Card } from "../knowledge/types.ts";
import type { Query } from "./query.ts";
import type { Index } from "./search.ts";
import { unasked } from "./unasked.ts";
import { asksChoice, decides } from "./verdict.ts";
import { namesEnd, unaskedWay, wayFor } from "./ways.ts";

const A_NUMBER = 0.4;
const A_VERDICT = 0.3;

/** What a card gains or loses for what its sentence does, on the scale of the parts of a card's score (each 0 to 1). */
export function suits(card: Card, query: Query, index: Index): number {
  const number = numberFor(card, query.asked);
  const [first = ""] = card.sentences;
  const verdict = asksChoice(query.asked) && card.kind !== "symptom" && decides(first) ? A_VERDICT : 0;
  return way(card, query, index) + (tells(card, query) ? TELLING : 0) + number + verdict - unasked(first, query.text);
}

/** Facts that begin with "To ..." say how something is done, and steps that are no instructions say how something goes on. */
function way(card: Card, query: Query, index: Index): number {
  if (card.kind === "fact" || (card.kind === "step" && query.intent === "how-to" && namesEnd(card)))
    return query.intent === "how-to" ? wayFor(card, query, index) : -unaskedWay(card, query, index);
  return query.intent !== "how-to" && isStage(card, index) && query.facets.some(({ side }) => side === "course")
    ? 0.4
    : 0;
}

/** Is a card a step of something that goes on by itself? */
export function isStage(card: Card, index: Index): boolean {
  return card.kind === "step" && !index.entryOf(card.id).instructs;
}

/** Yes and no are said by what may, must or need not be, and by what is not. */
const ALLOWS =
  /\b(can|cannot|may|must|should|need|needs|never|always|not|no|only|both|together|either|safe|unless|without)\b/i;
/** Where to look is said by what names the command that shows it. */
const LOOKS =
  /\bwhere (do|should|can|could) (i|we|you) (look|start|check|see|find)\b|\bwhat (do|should|can) (i|we|you) (check|look)\b/i;
const SHOWING = /`(kubectl (describe|get|logs|events|top)|docker (inspect|logs|ps|events|service ps|node ls))\b/;
const TELLING = 0.2;

/** Is a card the sort of sentence that a question of this sort is answered by? */
function tells(card: Card, { intent, asked }: Query): boolean {
  const [first = ""] = card.sentences;
  return (
    (intent === "yes-no" && ALLOWS.test(first)) || (LOOKS.test(asked) && card.kind === "fact" && SHOWING.test(first))
  );
}

const ASKS_NUMBER =
  /\bhow (many|much|long|often|frequently|big|large|fast)\b|\b(which|what) (ports?|number|limit)\b|\bdefault (value|number|limit|port|size|time|timeout|interval|period)\b/i;
const NUMBER = String.raw`(?:\d[\d.,%]*|one|two|three|four|five|six|seven|eight|nine|ten|number of|at most|at least)`;

/** Is a single figure asked for? */
export const asksNumber = ({ asked }: Query): boolean => ASKS_NUMBER.test(asked);

/** What gives no number is no answer to "how many", whatever else it tells of the same things. */
function numberFor(card: Card, question: string): number {
  if (!ASKS_NUMBER.test(question)) return 0;
  if (HOW_OFTEN.test(question)) return card.sentences.some((text) => FREQUENCY.test(text)) ? A_NUMBER : -A_NUMBER;
  if (tellsNumber(card, question)) return A_NUMBER;
  return HOW_MANY.test(question) ? -A_NUMBER : 0;
}

const HOW_OFTEN = /\bhow (?:often|frequently)\b/i;
const FREQUENCY =
  /\bevery (?:\d|\w+ )?.{0,20}\b(?:milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?)\b|\b(?:once|twice|times) (?:an?|per|every|in)\b/i;
const HOW_MANY = /\bhow (?:many|long)\b/i;

/** Does a card give a number, of the counted things where the question counts some ("how many swarm managers" counts managers)? */
function tellsNumber(card: Card, question: string): boolean {
  const [, first = "", second = ""] = /\bhow many (\w+)(?: (\w+))?/i.exec(question) ?? [];
  const nouns = (second.endsWith("s") ? second : first).replace(/s$/, "");
  const pattern = new RegExp(nouns ? `\\b${NUMBER}(?:\\W+\\w+){0,2}?\\W+(?:${nouns})` : `\\b${NUMBER}`, "i");
  return card.sentences.some((text) => pattern.test(text));
}
