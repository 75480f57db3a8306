// What says again, in the same words or in others, what an answer has said already.
import type { Quote } from "./answer.ts";
import { overlap } from "./overlap.ts";
import type { Index } from "./search.ts";
import { synonymsOf } from "./synonyms.ts";
import { termsOfWord, wordsOf } from "./words.ts";

/** Two sentences that share this much say the same. */
export const SAME = 0.8;
/** Of the weight of the words of the later sentence, what the earlier one of another section says, in these words or synonyms, when both say the same. */
const IN_OTHER_WORDS = 0.72;
/** Two that begin with the same thing ("A PodDisruptionBudget limits ...", "A PodDisruptionBudget protects ..."). */
const OF_THE_SAME_THING = 0.62;
/** The same when one of them is the glossary's definition, which a lesson gives too. */
const DEFINED = 0.45;
/** When both give the same figure ("350 seconds"), less shows that it is of the same thing. */
const SAME_FIGURE = 0.42;

/** Without the cards that begin with what was said already: what follows would lean on it. Who asks for a definition may get it in two ways. */
export function dropRepeats(groups: Quote[][], index: Index, isDefinition = false): Quote[][] {
  const kept: Quote[][] = [];
  for (const group of groups) {
    const [first] = group;
    const asWritten = isDefinition || group.length > 1;
    if (!first || !kept.flat().some((earlier) => repeats(first, earlier, asWritten, index))) kept.push(group);
  }
  return kept;
}

/** What several sentences say is not all said where the first one is said in other words: it must be `asWritten`. */
function repeats(later: Quote, earlier: Quote, asWritten: boolean, index: Index): boolean {
  if (later.text === earlier.text) return true;
  if (later.role || earlier.code) return false;
  if (overlap(earlier.text, later.text) >= SAME) return true;
  if (asWritten || later.passage === earlier.passage) return false;
  const isDefined = [later, earlier].some(({ passage }) => passage.startsWith("glossary#"));
  return retells(later.text, earlier.text, isDefined ? DEFINED : OF_THE_SAME_THING, index);
}

/** The facts of one section are told apart by their author; another section may tell one of them again. */
function retells(later: string, earlier: string, ofTheSame: number, { weightOf }: Index): boolean {
  const [terms, told] = [termsIn(later), termsIn(earlier)];
  const weigh = (some: Iterable<string>) => [...some].reduce((sum, term) => sum + weightOf(term), 0);
  const shared = [...terms].filter((term) => told.has(term) || synonymsOf(term).some((other) => told.has(other)));
  const share = weigh(shared) / Math.max(1, weigh(terms));
  const sameMeasure = !measuresIn(later).isDisjointFrom(measuresIn(earlier));
  if (sameMeasure && share >= SAME_FIGURE) return true;
  if (!figuresIn(later).isSubsetOf(figuresIn(earlier))) return false;
  const [[opening], [other]] = [terms, told];
  return share >= (opening === other ? ofTheSame : IN_OTHER_WORDS);
}

/** A compound counts once, not with its parts. */
function termsIn(text: string): Set<string> {
  return new Set(wordsOf(text).flatMap((word) => termsOfWord(word).slice(0, 1)));
}

/** Numbers and code, which make two sentences in the same words two facts. */
function figuresIn(text: string): Set<string> {
  return new Set(text.match(/`[^`]+`|\b\d[\d.,]*\b/g) ?? []);
}

/** Numbers of two digits and more with their unit. */
function measuresIn(text: string): Set<string> {
  return new Set(text.match(/\b\d[\d.,]*\d(?= (?:seconds|minutes|hours|days|ms|MiB|GiB|%))/g) ?? []);
}
