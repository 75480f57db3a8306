// Decides whether the library covers a question: a logistic rule over what search found, with three zones.
import type { Asked } from "./asks.ts";
import { type Features, featuresOf, probabilityOf } from "./features.ts";
import type { Query } from "./query.ts";
import { weights } from "./refusal-weights.ts";
import type { Ranking } from "./rerank.ts";
import type { Index } from "./search.ts";

export type Zone = "answer" | "nearest" | "refuse";

/** The zone of a question. */
export function judge(query: Query, ranking: Ranking, index: Index): { zone: Zone; probability: number } {
  const features = featuresOf(query, ranking, index);
  const probability = probabilityOf(features, weights);
  if (isAskedExactly(query, ranking.asked)) return { zone: "answer", probability };
  const isCovered =
    probability >= weights.zones.answer ||
    isAsked(query, features, ranking.asked) ||
    isMeant(features) ||
    isOfTeam(query, ranking, index);
  if (isCovered && query.strangers.length === 0 && !isOfUnknown(query, features) && !isByChance(ranking))
    return { zone: "answer", probability };
  return { zone: probability >= weights.zones.nearest ? "nearest" : "refuse", probability };
}

/** What a section is asked in these very words it answers, whatever words they are. */
function isAskedExactly({ terms }: Query, { near, wording }: Asked): boolean {
  const isSo = ([section, words]: [string, number]) => words >= EXACTLY && (near.get(section) ?? 0) >= LIKE;
  return terms.length > 1 && wording.entries().some(isSo);
}

/** What leads, and is neither asked nor meant, leads by chance; symptoms stand in sections that nobody asks for. */
const UNASKED = 0.05;
const FAR = 0.6;
/** What leads with so little says hardly a word of the question. */
const WEAK = 2;

function isByChance({ cards: [lead], meant }: Ranking): boolean {
  return (
    lead !== undefined && lead.card.kind !== "symptom" && lead.lift < UNASKED && (meant < FAR || lead.score < WEAK)
  );
}

/** This near in meaning a question is ours, whatever words of the asker's own stand in it ("param0"). */
const MEANT = 0.85;

function isMeant({ meant, anchors, elsewhere, dailyLife }: Features): boolean {
  return meant >= MEANT && anchors > 0 && elsewhere === 0 && dailyLife === 0;
}

/** What a team calls its own is answered by its lessons, whatever such a word means to others ("the captain"). */
function isOfTeam({ entities }: Query, { cards: [lead] }: Ranking, index: Index): boolean {
  return lead !== undefined && entities.some(({ own }) => own) && index.entryOf(lead.card.id).ofTeam;
}

/** What is "the Mesos fluxdrive allocator"? Not the allocator: who asks what something is wants just that. */
function isOfUnknown({ intent }: Query, { missing }: Features): boolean {
  return intent === "define" && missing > 0;
}

/** So nearly must a canonical question be put in the same words, and ask for the same, to speak for a question by itself. */
const SAME_WORDS = 0.8;
const LIKE = 0.65;
const EXACTLY = 0.97;
/** This nearly nobody asks by chance, whatever else such words are used for. */
const WORD_FOR_WORD = 0.95;

/** Is a section asked just this? Then it is covered; with unknown words, or words of daily life or of another subject, if it is asked in the same words. */
function isAsked({ terms }: Query, { missing, dailyLife, elsewhere }: Features, { near, wording }: Asked): boolean {
  const isOfOthers = missing > 0 || dailyLife > 0 || elsewhere > 0;
  const least = isOfOthers ? WORD_FOR_WORD : SAME_WORDS;
  return wording
    .entries()
    .some(([section, words]) => words >= (terms.length > 1 ? least : 1) && (near.get(section) ?? 0) >= LIKE);
}
