// Search results -> cards in the order in which they answer the question.
import type { Card, CardKind } from "../knowledge/types.ts";
import type { Intent, Passage } from "./answer.ts";
import type { Asked } from "./asks.ts";
import { facetFit } from "./facets.ts";
import { FOREIGN, strangeness } from "./families.ts";
import { above } from "./above.ts";
import { alsoMeant, createAptness } from "./aptness.ts";
import type { Meaning } from "./meaning.ts";
import { type Query, says, shareOfTerms } from "./query.ts";
import type { Hits, Index } from "./search.ts";
import { placeOf } from "./place.ts";
import { strays } from "./strays.ts";
import { aboutness, defines } from "./subject.ts";
import { suits } from "./suits.ts";
import { described, symptomFit, symptomMatch } from "./symptom-fit.ts";

/** `says` is the share of the question that the card and its headings say; `about` the share of the named things that it is about; `defines` is how much it defines one of them, when the question asks for that; `shows` is the share of a symptom that the question describes; `lift` is what of the score comes from a canonical question of its section. */
export type Ranked = {
  card: Card;
  score: number;
  says: number;
  about: number;
  defines: number;
  shows: number;
  lift: number;
};

/** The best cards and passages, best first, and what the refusal rule needs to know of the search: `meant` is how near the nearest section's meaning is. */
export type Ranking = { cards: Ranked[]; passages: Passage[]; topScore: number; asked: Asked; meant: number };

/** How much a kind of card suits an intent, on the scale of the other parts (each 0 to 1). Prose tells stories and leads through examples. */
const SUITS: Record<Intent, Partial<Record<CardKind, number>>> = {
  define: { prose: -0.5, term: 0.3, short: 0.3, fact: 0.1, symptom: -0.5, step: -0.3, contrast: -0.1 },
  compare: { prose: -0.5, contrast: 0.5, fact: 0.1, symptom: -0.5, step: -0.3 },
  "how-to": { prose: -0.9, step: 0.3, fact: 0.05, symptom: -0.3 },
  trouble: { prose: -0.9, symptom: 0.2, fact: 0.1, contrast: -0.1, step: -0.2 },
  "yes-no": { prose: -0.5, fact: 0.15, short: -0.2, contrast: 0.05, symptom: -0.3, step: -0.3 },
  facts: { prose: -0.5, fact: 0.15, symptom: -0.3, step: -0.15 },
};

/** What a card gains that defines the thing whose definition is asked for. */
export const DEFINITION = 1.5;

/** A team's own definition goes before whatever is shipped, also where that is asked word for word. */
const OF_TEAM = 20;

/** What a card gains that is about all that is named; whether two things go together is said by what names both. */
const ABOUT: Record<Intent, number> = {
  define: 0.4,
  compare: 0.4,
  "how-to": 0.4,
  trouble: 0.4,
  "yes-no": 0.8,
  facts: 0.4,
};

/** How much more the side of a thing counts when a question asks for nothing else. */
const ALL_IT_ASKS = 2;

const PASSAGES_READ = 8;
const MEANT_READ = 12;
/** What the first fact of a section gains: a section begins with its answer, and a small one is all about one question. */
const FIRST = 0.1;
const FIRST_OF_ANSWER = 0.5;
const SMALL = 4;

/** How much a card gains for opening its section, which counts more the nearer the section's canonical question is. */
function opens(card: Card, likeness: number, { cardsOf }: Index): number {
  if (card.kind !== "fact" || placeOf(card) > 1) return 0;
  return FIRST + (cardsOf(card.section).length > SMALL ? 0 : FIRST_OF_ANSWER * above(likeness, SAME_QUESTION));
}

/** What the cards of a section gain that is asked exactly this; a likeness up to `CHANCE` says nothing. */
const ASKED_OF_IT = 0.5;
const CHANCE = 0.3;
/** Beyond this likeness the question is the same in other words, and its section is the answer. */
const SAME_QUESTION = 0.65;
const ANSWERS_IT = 1;
/** Of several questions on the same things the one in the same words is meant. */
const PUT_SO = 2;
/** What is asked word for word leads. */
export const WORD_FOR_WORD = 0.97;
const EXACTLY_SO = 3;
/** Of that, what counts when lines of other sections are held against it: those asked as much may be on the same matter. */
const IN_LIFT = 0.4;
const SAME_WORDS = 0.7;
/** How near a question must be for all cards of its section to be looked at. */
const NEARLY_ASKED = 0.6;
const CARDS_READ = 40;

/** Ranks what search finds for a query. */
export function rank(query: Query, index: Index): Ranking {
  const found = { cards: index.searchCards(query), passages: index.searchPassages(query) };
  const meaning = index.meaningOf(query.meant);
  const worded = index.matchAsks(query);
  const asked = alsoMeant(worded, meaning);
  const aptness = createAptness(query, meaning, index);
  const told = described(query);
  const cards = Array.from(candidatesFor(query, found, asked.near, meaning, index), (card): Ranked => {
    const matches =
      found.cards.scoreOf(card.id) / Math.max(1, found.cards.top) +
      (0.9 * found.passages.scoreOf(card.section)) / Math.max(1, found.passages.top);
    const definition = query.intent === "define" ? definitionBy(card, query, index) : 0;
    const about = aboutness(index.entryOf(card.id).subject, query.subjects);
    const said = coverage(card, query, index);
    const shows = card.kind === "symptom" ? symptomMatch(card, told, index) : 0;
    const ofTeam = definition === 1 && index.entryOf(card.id).ofTeam ? OF_TEAM : 0;
    const score =
      matches +
      aptness(card.section) +
      1.2 * said +
      DEFINITION * definition +
      ofTeam +
      fit(card, { about, shows }, query, index, asked);
    const lift = askedOf(card.section, asked) + IN_LIFT * putSo(card.section, asked);
    return { card, score, shows, says: said, about, defines: definition, lift };
  });
  cards.sort((a, b) => b.score - a.score || (a.card.id < b.card.id ? -1 : 1));
  const meant = Math.max(0, ...meaning.nearest(1).map(meaning.nearnessOf));
  const passages = orderPassages(cards, found.passages, index);
  return { cards, passages, topScore: found.passages.top, asked: worded, meant };
}

/** How much a card defines what is asked for; little where it defines only a part of that. */
function definitionBy(card: Card, { targets }: Query, index: Index): number {
  const { head } = index.entryOf(card.id);
  return targets.reduce((most, target) => Math.max(most, target.share ** 2 * defines(head, [target])), 0);
}

/** The cards worth a look: those that match best, all of the sections that match best or are asked nearly the same, and definitions. */
function candidatesFor(
  query: Query,
  found: { cards: Hits; passages: Hits },
  asks: Map<string, number>,
  meaning: Meaning,
  index: Index,
): Set<Card> {
  const candidates = new Set(found.cards.best(CARDS_READ).map((id) => index.cards.get(id)!));
  const near = new Set([
    ...found.passages.best(PASSAGES_READ),
    ...meaning.nearest(MEANT_READ),
    ...sectionsOnThatSide(query, index),
  ]);
  for (const [id, likeness] of asks) if (likeness >= NEARLY_ASKED) near.add(id);
  for (const section of near) for (const card of index.cardsOf(section)) candidates.add(card);
  if (query.intent !== "define") return candidates;
  const openings = query.targets.flatMap(({ phrases }) => phrases.map((name) => name.split(" ", 1)[0]!));
  for (const card of new Set(openings).values().flatMap(index.cardsOpening))
    if (defines(index.entryOf(card.id).head, query.targets) === 1) candidates.add(card);
  return candidates;
}

/** Of the lessons on the named things, the sections whose heading tells the side that the question is about ("When a mesh is worth it"). */
function sectionsOnThatSide({ facets, entities }: Query, index: Index): string[] {
  const lessons = new Set(entities.map(({ lesson }) => lesson).filter(Boolean));
  const sections = [...lessons].flatMap(index.passagesOf);
  return sections.filter(({ heading }) => facets.some((facet) => facet.heading.test(heading))).map(({ id }) => id);
}

/** What a card has beyond matching words: the right kind, the right subject, the question's terms, a lesson that asks the same. */
function fit(
  card: Card,
  { about, shows }: Pick<Ranked, "about" | "shows">,
  query: Query,
  index: Index,
  asked: Asked,
): number {
  const kind = card.kind === "short" && about === 0 ? -0.3 : (SUITS[query.intent][card.kind] ?? 0);
  const symptom = card.kind === "symptom" ? symptomFit(card, shows, query) : 0;
  const foreign = strangeness(index.entryOf(card.id).families, query.families, query.near);
  const likeness = asked.near.get(card.section) ?? 0;
  const lift =
    0.3 * (asked.near.get(card.lesson) ?? 0) +
    askedOf(card.section, asked) +
    putSo(card.section, asked) +
    opens(card, likeness, index);
  const askedHere = lift * (foreign >= FOREIGN ? ASKED_ELSEWHERE : 1);
  const side = facetFit(query.facets, index.entryOf(card.id).heading, card.sentences.join(" "));
  const facet = (query.bare ? ALL_IT_ASKS : 1) * side;
  const stray = strays(card, likeness, index);
  return kind + suits(card, query, index) + symptom - foreign + askedHere + facet + ABOUT[query.intent] * about - stray;
}

/** The same may be asked of another orchestrator, whose answer it is not. */
const ASKED_ELSEWHERE = 0.4;

/** What the cards of a section gain for how near its nearest canonical question is. */
function askedOf(section: string, { near }: Asked): number {
  const likeness = near.get(section) ?? 0;
  return ASKED_OF_IT * above(likeness, CHANCE) + ANSWERS_IT * above(likeness, SAME_QUESTION);
}

/** What they gain for how nearly it is put in the same words. */
function putSo(section: string, { wording }: Asked): number {
  const words = wording.get(section) ?? 0;
  return PUT_SO * above(words, SAME_WORDS) + (words >= WORD_FOR_WORD ? EXACTLY_SO : 0);
}

/** The share of the question's terms, by weight, that the card says itself (headings above it count half). */
function coverage(card: Card, query: Query, index: Index): number {
  const { own, context } = index.entryOf(card.id);
  return shareOfTerms(query, index.weightOf, (term) =>
    says(own, term, query) ? 1 : says(context, term, query) ? 0.5 : 0,
  );
}

/** Passages in the order of their best card, mixed with their own search score. */
function orderPassages(cards: Ranked[], found: Hits, index: Index): Passage[] {
  const best = new Map<string, number>();
  for (const { card, score } of cards) best.set(card.section, Math.max(score, best.get(card.section) ?? -Infinity));
  const total = (id: string) => (best.get(id) ?? 0) + (0.8 * found.scoreOf(id)) / Math.max(1, found.top);
  const ids = [...best.keys()].filter((id) => index.passages.has(id));
  return ids
    .toSorted((a, b) => total(b) - total(a) || (a < b ? -1 : 1))
    .slice(0, 20)
    .map((id) => index.passages.get(id)!);
}
