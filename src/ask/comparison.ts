// What compares the things that a question compares: the rows of "Do not confuse", and facts that name both.
import { type Entity, phrase } from "./lexicon.ts";
import { type Query, says, shareOfTerms } from "./query.ts";
import type { Ranked } from "./rerank.ts";
import type { Index } from "./search.ts";
import { tellsEnd } from "./unasked.ts";
import { asksChoice, decides } from "./verdict.ts";

/** How much more of the question than a row a verdict must say to come before it, and by how much more another fact must fit. */
const SAYS_MORE = 0.05;
const FITS_MORE = 0.5;

/**
 * The comparing cards, best first: rows before facts, unless a fact decides what is asked ("... for PostgreSQL"), or tells the two sides apart in what
 * is asked of them ("... in scheduling"). Where no row compares the two, what decides between them.
 */
export function comparing(query: Query, ranked: Ranked[], index: Index): Ranked[] {
  const rows = rowsFor(query, ranked);
  const [row] = rows;
  if (!row) return verdictOn(query, ranked);
  const least = worthOf(row, query, index);
  const hasMore = !query.bare || query.subjects.length > row.card.names.length;
  const comesFirst = (each: Ranked): boolean => {
    if (each.card.kind !== "fact" || !namesSeveral(each, query)) return false;
    const more = worthOf(each, query, index) - least;
    if (isVerdict(each, query) && more > SAYS_MORE) return true;
    return more >= 0 && hasMore && each.score >= row.score + FITS_MORE && tellsApart(each, row);
  };
  const [first] = ranked.filter(comesFirst);
  return first ? [first, ...rows.filter((each) => !isTold(each, query))] : rows;
}

/** Of the best card's score, what a fact must reach that decides between the two, to be told first. */
const NEARLY = 0.85;

/** What decides between the things compared, where no row does. */
function verdictOn(query: Query, ranked: Ranked[]): Ranked[] {
  const near = ranked.filter(({ score }) => score >= ranked[0]!.score * NEARLY);
  const verdict = near.find(
    (each) => each.card.kind === "fact" && namesSeveral(each, query) && decides(each.card.sentences[0] ?? ""),
  );
  return verdict ? [verdict] : [];
}

/** How much of the question's own words a card says by itself. */
function worthOf({ card }: Ranked, query: Query, index: Index): number {
  const { own } = index.entryOf(card.id);
  return shareOfTerms(query, index.weightOf, (term) => Number(says(own, term, query)));
}

/** Does it tell that one of the two has ended, which nobody asked? */
function isTold({ card }: Ranked, { text }: Query): boolean {
  return tellsEnd(card.sentences.join(" "), text);
}

function isVerdict({ card: { sentences } }: Ranked, { asked }: Query): boolean {
  return asksChoice(asked) && decides(sentences[0] ?? "");
}

/** Does a card name two of the things that are compared? */
function namesSeveral({ card }: Ranked, { subjects }: Query): boolean {
  return namedIn(card.sentences.join(" "), subjects).length > 1;
}

/** Does it speak of one side of a row in one part of its first sentence, and of the other in the next? */
function tellsApart({ card: { sentences } }: Ranked, { card: { names } }: Ranked): boolean {
  const [first = "", ...others] = (sentences[0] ?? "")
    .split(/; |, (?:so|but|while|whereas)\b/)
    .map((part) => ` ${phrase(part)} `);
  const sides = names.map((name) => ` ${phrase(name).replace(/^apache /, "")} `);
  const named = sides.filter((side) => first.includes(side));
  return named.length === 1 && sides.some((side) => side !== named[0] && others.some((part) => part.includes(side)));
}

function namedIn(text: string, things: Entity[]): Entity[] {
  const words = ` ${phrase(text)} `;
  return things.filter(({ phrases }) => phrases.some((name) => words.includes(` ${name} `)));
}

/** The rows of "Do not confuse" whose two sides are what the question compares, each pair once, those that tell of an end last. */
function rowsFor(query: Query, ranked: Ranked[]): Ranked[] {
  const question = ` ${phrase(query.text)} `;
  const things = new Map(query.entities.flatMap(({ key, phrases }) => phrases.map((name) => [name, key])));
  const isNamed = (name: string) =>
    things.has(phrase(name)) || question.includes(` ${phrase(name)} `) || sharesHead(phrase(name), question);
  const rows = ranked.filter(({ card }) => card.kind === "contrast" && card.names.every(isNamed));
  const sideOf = (name: string) => things.get(phrase(name)) ?? phrase(name);
  const sides = ({ card }: Ranked) => [...new Set(card.names.map(sideOf))].toSorted();
  const ofTwo = rows
    .filter((row) => query.entities.length < 2 || sides(row).length > 1)
    .toSorted((a, b) => Number(isTold(a, query)) - Number(isTold(b, query)));
  const pairs = ofTwo.map((row) => sides(row).join(" / "));
  return ofTwo.filter((_, at) => pairs.indexOf(pairs[at]!) === at).slice(0, Math.max(2, query.entities.length));
}

/** "liveness and readiness probe" names the liveness probe too. */
function sharesHead(name: string, question: string): boolean {
  const [own = "", head, ...others] = name.split(" ");
  const [, after] = question.split(new RegExp(` ${RegExp.escape(own)} (?:and|or|vs|versus) `));
  return head !== undefined && others.length === 0 && after?.split(" ")[1] === head;
}
