// Whether a card is the sort of sentence that answers the question's sort: a way, a yes or no, where to look, a number.
import type { Card } from "../knowledge/types.ts";
import type { Query } from "./query.ts";
import type { Index } from "./search.ts";
import { termsOf } from "./words.ts";

const A_NUMBER = 0.4;

/** What a card gains or loses for what its sentence does, on the scale of the parts of a card's score (each 0 to 1). */
export function suits(card: Card, query: Query, index: Index): number {
  const number = ASKS_NUMBER.test(query.asked) && tellsNumber(card, query.asked) ? A_NUMBER : 0;
  return way(card, query, index) + (tells(card, query) ? TELLING : 0) + number;
}

/** Facts that begin with "To ..." say how something is done, and steps that are no instructions say how something goes on. */
function way(card: Card, query: Query, index: Index): number {
  const { intent, facets } = query;
  if (intent === "how-to") return card.kind === "fact" ? wayOf(card, query, index) : 0;
  return isStage(card, index) && facets.some(({ side }) => side === "course") ? 0.4 : 0;
}

/** "To undo a rollout, ..." tells a way when the question is after the same end; a command is a way, too. */
function wayOf(card: Card, query: Query, { weightOf }: Index): number {
  const [first = ""] = card.sentences;
  const end = /^To (\p{Ll}[^,]*),/u.exec(first)?.[1];
  if (end === undefined) return COMMAND.test(first) ? 0.15 : 0;
  const terms = [...new Set(termsOf(end))];
  const asked = new Set([...query.terms, ...[...query.variants.values()].flat()]);
  const weigh = (some: string[]) => some.reduce((sum, term) => sum + weightOf(term), 0);
  return weigh(terms.filter((term) => asked.has(term))) / Math.max(1, weigh(terms)) - 0.4;
}

const COMMAND = /`(kubectl|docker|helm|kubeadm|nomad|etcdctl|etcdutl|crictl|systemctl|curl|GET|PUT|POST|DELETE) /;

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
  /\bhow (many|much|long|often|big|large|fast)\b|\b(which|what) (ports?|number|limit)\b|\bdefault (value|number|limit|port|size|time|timeout|interval|period)\b/i;
const NUMBER = String.raw`(?:\d[\d.,%]*|one|two|three|four|five|six|seven|eight|nine|ten|number of|at most|at least)`;

/** Does a card give a number, of the counted things where the question counts some ("how many managers")? */
function tellsNumber(card: Card, question: string): boolean {
  const counted = /\bhow many (\w+)(?: (\w+))?/i.exec(question)?.slice(1).filter(Boolean);
  const nouns = counted?.map((word) => word.replace(/s$/, "")).join("|");
  const pattern = new RegExp(nouns ? `\\b${NUMBER}(?:\\W+\\w+){0,2}?\\W+(?:${nouns})` : `\\b${NUMBER}`, "i");
  return card.sentences.some((text) => pattern.test(text));
}
