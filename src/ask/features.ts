// Measures how well the library covers a question: the numbers that the refusal rule weighs.
import type { Card } from "../knowledge/types.ts";
import { anchorsIn } from "./anchors.ts";
import { elsewhereIn, isOfContainers, isOfDailyLife } from "./elsewhere.ts";
import { withoutOwnNames } from "./own-names.ts";
import { type Query, says, shareOfTerms } from "./query.ts";
import type { Ranking } from "./rerank.ts";
import type { Index } from "./search.ts";
import { NO_TERMS, type Terms, anyOf } from "./terms.ts";

/** Numbers about a question and what was found for it; the names of the weights. */
export type Features = Record<FeatureName, number>;
export type FeatureName = (typeof FEATURES)[number];
export const FEATURES = [
  "top",
  "coverage",
  "cardCoverage",
  "cardSays",
  "whole",
  "exact",
  "anchors",
  "homonyms",
  "elsewhere",
  "beside",
  "dailyLife",
  "plain",
  "known",
  "missing",
  "missingShare",
  "onlyTerm",
  "ask",
  "wording",
  "meant",
  "length",
] as const;

/** The weights of the rule; written by src/cli/train-refusal.ts. */
export type Weights = {
  provenance: string;
  bias: number;
  features: Record<FeatureName, number>;
  /** Above `answer` it is answered, above `nearest` the nearest lessons are named, below it is refused. */
  zones: { answer: number; nearest: number };
};

/** What a canonical question asks nearly as well is ours, whatever neighbouring subject it names ("Should I commit Secrets to Git?"). */
const OURS = 0.9;
/** Less is enough when it is put in nearly the same words. */
const LIKE = 0.65;
const PUT_SO = 0.78;

/** To put a question in words that no canonical question has is no sign against it. */
const OTHER_WORDS = 0.6;

function isOurs({ entities, terms }: Query, ask: number, wording: number): boolean {
  const isAsked = ask >= OURS || (ask >= LIKE && wording >= PUT_SO);
  return isAsked && entities.length > 0 && terms.length > 1;
}

/** How many neighbouring subjects it names; more than two say no more. */
function namedElsewhere({ text, families }: Query, index: Index): number {
  return Math.min(2, elsewhereIn(withoutOwnNames(text, index.isKnown), families));
}

/** Measures a question against what was found for it. */
export function featuresOf(query: Query, ranking: Ranking, index: Index): Features {
  const passages = ranking.passages.slice(0, 5).map((passage) => passage.id);
  const cards = ranking.cards.slice(0, 8).map(({ card }) => card);
  const isKnown = (term: string) => index.isKnown(term) || (query.variants.get(term) ?? []).some(index.isKnown);
  const missing = query.terms.filter((term) => !isKnown(term)).length;
  const said = (card: Card) => share(query, index.entryOf(card.id).own, index);
  const both = together(query, cards, index);
  const best = (some: Card[]) => Math.max(0, ...some.map(said));
  const { anchors, homonyms } = anchorsIn(query.text, query.entities);
  const entities = anchors + homonyms;
  const ofDailyLife = isOfDailyLife(query.text, query.entities);
  const ask = Math.max(0, ...ranking.asked.near.values());
  const wording = Math.max(0, ...ranking.asked.wording.values());
  const named = isOurs(query, ask, wording) ? 0 : namedElsewhere(query, index);
  const [elsewhere, beside] = anchors > 0 || isOfContainers(query.text) ? [0, named] : [named, 0];
  return {
    top: Math.log1p(ranking.topScore),
    coverage: Math.max(0, ...passages.map((id) => share(query, everything(id, index), index))),
    cardCoverage: Math.max(
      share(query, both, index),
      ...cards.map((card) => share(query, everything(card.id, index), index)),
    ),
    cardSays: Math.max(best(cards), share(query, both, index)),
    whole: Number(Math.max(0, ...cards.map((card) => share(query, everything(card.id, index), index))) > 0.99),
    exact: Math.max(
      0,
      ...cards.map(({ id }) => shareOfTerms(query, index.weightOf, (term) => Number(index.entryOf(id).own.has(term)))),
    ),
    anchors: Math.min(2, anchors),
    homonyms: Math.min(3, homonyms),
    elsewhere,
    beside,
    dailyLife: Number(ofDailyLife),
    plain: Number(entities > 0 && !ofDailyLife && named === 0 && missing === 0),
    known: shareOfTerms(query, index.weightOf, (term) => Number(isKnown(term))),
    missing: Math.min(3, missing),
    missingShare: query.terms.length ? missing / query.terms.length : 1,
    onlyTerm:
      query.intent === "define" || query.intent === "compare"
        ? 0
        : best(cards) - best(cards.filter((card) => card.kind !== "term")),
    ask,
    wording: Math.max(0, wording - OTHER_WORDS),
    meant: ranking.meant,
    length: Math.log1p(query.terms.length),
  };
}

/** A comparison may be told by several cards: what the first few say together. */
function together({ intent }: Query, cards: Card[], index: Index): Terms {
  if (intent !== "compare") return NO_TERMS;
  return anyOf(cards.slice(0, 4).map((card) => index.entryOf(card.id).own));
}

function everything(id: string, index: Index): Terms {
  const { own, context } = index.entryOf(id);
  return anyOf([own, context]);
}

function share(query: Query, terms: Terms, index: Index): number {
  return shareOfTerms(query, index.weightOf, (term) => Number(says(terms, term, query)));
}

/** The probability that the library covers a question with these features. */
export function probabilityOf(features: Features, { bias, features: by }: Pick<Weights, "bias" | "features">): number {
  const sum = FEATURES.reduce((total, name) => total + by[name] * features[name], bias);
  return 1 / (1 + Math.exp(-sum));
}
