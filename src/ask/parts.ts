// Whether a question with several parts is answered by one section, or each part by its own.
import type { Part } from "./compose.ts";
import { type Ranked, WORD_FOR_WORD } from "./rerank.ts";
import { SURELY } from "./tails.ts";

const IN_THESE_WORDS = 0.75;
/** Beside a half that is surely asked of its section, so nearly must the other be asked of its own. */
const AS_WELL = 0.6;

/**
 * Is each half asked of a section of its own? Then no section answers the whole. The one that leads the whole is asked a half of it; else one must be
 * asked surely.
 */
export function asksTwice(halves: Part[], { ranking: { cards } }: Part): boolean {
  const leads = halves.map(({ ranking }) => ranking.cards[0]);
  const sections = new Set(leads.map((lead) => lead?.card.section));
  const isOfWhole = (lead: Ranked | undefined) => lead !== undefined && lead.card.section === cards[0]?.card.section;
  const least = (cards[0]?.lift ?? 0) >= SURELY ? SURELY : AS_WELL;
  const isAsked = leads.every((lead) => isOfWhole(lead) || (lead?.lift ?? 0) >= least);
  const isSure = leads.some((lead) => isOfWhole(lead) || (lead?.lift ?? 0) >= SURELY);
  if (sections.size < halves.length || sections.size < 2) return false;
  return (isAsked && isSure) || areMeantApart(halves, cards[0]);
}

/** A half that means less than this to its section says too little by itself. */
const MEANT = 0.68;
const HALF_AS_SURELY = 0.5;

/** Where no section is surely asked the whole: are the halves asked of theirs more nearly, or each nearly enough? */
function areMeantApart(halves: Part[], lead: Ranked | undefined): boolean {
  const whole = lead?.lift ?? 0;
  if (whole >= SURELY || halves.some(({ ranking }) => ranking.meant < MEANT)) return false;
  const lifts = halves.map(liftOf);
  const average = lifts.reduce((sum, lift) => sum + lift, 0) / lifts.length;
  return average >= whole || lifts.every((lift) => lift >= HALF_AS_SURELY);
}

/** How surely the leading section is asked a part. */
export function liftOf({ ranking: { cards } }: Part): number {
  return cards[0]?.lift ?? 0;
}

/** A half that is asked of a section less surely may be on what the half before names. */
const HALF_SURE = 0.5;

const lessonOf = ({ ranking: { cards } }: Part) => cards[0]?.card.lesson;

/** May a half go on about what the one before names: where it says too little alone, or leads away from that one's lesson? */
export function mayLean(alone: Part, before: Part): boolean {
  return liftOf(alone) < HALF_SURE || lessonOf(alone) !== lessonOf(before);
}

/** Is such a half nearer to what is meant when it is read `within` the one before? */
export function goesOnIn(before: Part, alone: Part, within: Part): boolean {
  if (within.ranking.meant <= alone.ranking.meant) return false;
  if (liftOf(alone) < HALF_SURE && liftOf(within) > liftOf(alone)) return true;
  const stays = lessonOf(within) === lessonOf(before) && lessonOf(alone) !== lessonOf(before);
  return stays && liftOf(within) >= HALF_SURE;
}

/** The only half, when all else is an afterthought to it and it is asked more surely than the whole. */
export function coreOf(halves: Part[], whole: Part): Part | undefined {
  const [core] = halves;
  return core && halves.length === 1 && liftOf(core) > liftOf(whole) ? core : undefined;
}

/** The half that is asked most surely, when all are asked of one section, which need not be the one that the whole is nearest to. */
export function askedOfOne(halves: Part[]): Part | undefined {
  const [best] = halves.toSorted((a, b) => liftOf(b) - liftOf(a));
  if (halves.length < 2) return undefined;
  const section = best?.ranking.cards[0]?.card.section;
  const isOne = halves.every(
    ({ ranking: { cards } }) => cards[0]?.card.section === section && (cards[0]?.lift ?? 0) >= SURELY,
  );
  return isOne ? best : undefined;
}

/** So nearly are all things asked that the question asks, and put in these words: then no half is left to another section. */
const ALL_OF_IT = 0.97;
const NEARLY_SO = 0.85;

/** Is a section asked the whole question word for word, or all of it in nearly the same words? */
export function isPutSo({ ranking: { cards, asked } }: Part): boolean {
  const section = cards[0]?.card.section ?? "";
  const wording = asked.wording.get(section) ?? 0;
  return wording >= WORD_FOR_WORD || (wording >= NEARLY_SO && (asked.near.get(section) ?? 0) >= ALL_OF_IT);
}

/** Is it surely asked the whole question, and nearly in its words? */
export function isAskedWhole({ ranking: { cards, asked } }: Part): boolean {
  const [lead] = cards;
  if (!lead || lead.lift < SURELY) return false;
  return (asked.wording.get(lead.card.section) ?? 0) >= IN_THESE_WORDS;
}
