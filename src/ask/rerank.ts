// Search results -> cards in the order in which they answer the question.
import type { Card, CardKind } from "../knowledge/types.ts";
import type { Intent, Passage } from "./answer.ts";
import { isForeign } from "./families.ts";
import { type Entity, phrase } from "./lexicon.ts";
import { type Query, says, shareOfTerms } from "./query.ts";
import type { Index } from "./search.ts";
import { stem, termsOf, wordsOf } from "./words.ts";

/** `says` is the share of the question that the card says itself; `about` the share of the named things that it is about. */
export type Ranked = { card: Card; score: number; says: number; about: number };

/** The best cards and passages, best first, and what the refusal rule needs to know of the search. */
export type Ranking = { cards: Ranked[]; passages: Passage[]; topScore: number; asks: Map<string, number> };

/** How much a kind of card suits an intent, on the scale of the other parts (each 0 to 1). */
const SUITS: Record<Intent, Partial<Record<CardKind, number>>> = {
  define: { term: 0.3, short: 0.3, fact: 0.1, symptom: -0.5, step: -0.3, contrast: -0.1 },
  compare: { contrast: 0.5, fact: 0.1, symptom: -0.5, step: -0.3 },
  "how-to": { step: 0.3, fact: 0.05, symptom: -0.3 },
  trouble: { symptom: 0.2, fact: 0.1, contrast: -0.1, step: -0.2 },
  "yes-no": { fact: 0.15, contrast: 0.05, symptom: -0.3, step: -0.3 },
  facts: { fact: 0.15, symptom: -0.3, step: -0.15 },
};

const PASSAGES_READ = 8;
const CARDS_READ = 40;

/** Ranks what search finds for a query. */
export function rank(query: Query, index: Index): Ranking {
  const cardScores = index.searchCards(query);
  const passageScores = index.searchPassages(query);
  const asks = index.matchAsks(query.terms);
  const near = new Set([...passageScores.keys()].slice(0, PASSAGES_READ));
  const candidates = [...index.cards.values()].filter((card) => near.has(card.section));
  const ids = new Set([...[...cardScores.keys()].slice(0, CARDS_READ), ...candidates.map((card) => card.id)]);
  const topScore = Math.max(0, ...passageScores.values());
  const topCard = Math.max(1, ...cardScores.values());
  const cards = [...ids].map((id) => {
    const card = index.cards.get(id)!;
    const found =
      (cardScores.get(id) ?? 0) / topCard + (0.7 * (passageScores.get(card.section) ?? 0)) / Math.max(1, topScore);
    const about = aboutness(card, query.entities);
    const said = shareOfTerms(query, index.weightOf, (term) => Number(says(index.entryOf(id).own, term, query)));
    return { card, score: found + fit(card, about, query, index, asks), says: said, about };
  });
  cards.sort((a, b) => b.score - a.score || (a.card.id < b.card.id ? -1 : 1));
  return { cards, passages: orderPassages(cards, passageScores, index), topScore, asks };
}

/** What a card has beyond matching words: the right kind, the right subject, the question's terms, a lesson that asks the same. */
function fit(card: Card, about: number, query: Query, index: Index, asks: Map<string, number>): number {
  const kind = card.kind === "short" && about === 0 ? -0.3 : (SUITS[query.intent][card.kind] ?? 0);
  const symptom = card.kind === "symptom" ? 0.8 * symptomMatch(card, query, index) : 0;
  const foreign = isForeign(index.entryOf(card.id).families, query.families) ? -0.6 : 0;
  return (
    kind + symptom + foreign + 0.3 * (asks.get(card.lesson) ?? 0) + 0.8 * coverage(card, query, index) + 0.4 * about
  );
}

/** How much of a symptom's own words the question uses, by weight. */
function symptomMatch(card: Card, query: Query, index: Index): number {
  const asked = new Set([...query.terms, ...[...query.variants.values()].flat()]);
  const terms = [...new Set(termsOf(card.names[0] ?? ""))];
  const total = (some: string[]) => some.reduce((sum, term) => sum + index.weightOf(term), 0);
  return total(terms.filter((term) => asked.has(term))) / Math.max(1, total(terms));
}

/** The share of the question's terms, by weight, that the card says itself (headings above it count half). */
function coverage(card: Card, query: Query, index: Index): number {
  const { own, context } = index.entryOf(card.id);
  return shareOfTerms(query, index.weightOf, (term) =>
    says(own, term, query) ? 1 : says(context, term, query) ? 0.5 : 0,
  );
}

/** The share of the named things that the card is about: it bears the name, or opens with it. */
function aboutness(card: Card, entities: Entity[]): number {
  if (entities.length === 0) return 0;
  const opening = openingOf(card);
  const about = entities.filter((entity) => entity.names.some((name) => opening.includes(` ${phrase(name)} `)));
  return about.length / entities.length;
}

/** How far into a card its subject is looked for; a lesson's summary must begin with it. */
const OPENING_WORDS = 6;
const SUMMARY_OPENING_WORDS = 3;

function openingOf(card: Card): string {
  const first = wordsOf(card.sentences[0] ?? "").slice(
    0,
    card.kind === "short" ? SUMMARY_OPENING_WORDS : OPENING_WORDS,
  );
  const stems = first.map((word) => stem(word.toLowerCase())).join(" ");
  return [...card.names.map(phrase), stems].map((text) => ` ${text} `).join("|");
}

/** Passages in the order of their best card, mixed with their own search score. */
function orderPassages(cards: Ranked[], scores: Map<string, number>, index: Index): Passage[] {
  const best = new Map<string, number>();
  for (const { card, score } of cards) best.set(card.section, Math.max(score, best.get(card.section) ?? -Infinity));
  const top = Math.max(1, ...scores.values());
  const total = (id: string) => (best.get(id) ?? 0) + (0.8 * (scores.get(id) ?? 0)) / top;
  const ids = [...best.keys()].filter((id) => index.passages.has(id));
  return ids
    .toSorted((a, b) => total(b) - total(a) || (a < b ? -1 : 1))
    .slice(0, 20)
    .map((id) => index.passages.get(id)!);
}

/** How much two texts say the same: shared terms over the smaller one's terms. */
export function overlap(a: string, b: string): number {
  const left = new Set(termsOf(a));
  const right = new Set(termsOf(b));
  const smaller = Math.min(left.size, right.size);
  return smaller ? left.intersection(right).size / smaller : 0;
}
