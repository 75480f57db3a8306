// The key facts of an answer in one's own words: which of them a text says, told by words that cannot be left out.
import { stemmer } from "stemmer";
import type { KeyFact } from "../types.ts";

/** What turns a fact round when it stands right before one of its words. */
const NEGATIONS = new Set(["not", "no", "never", "without", "neither", "nor", "cannot"]);
const REACH = 3;

/**
 * The facts that a text does not say. A fact is said when each of its groups of words has one in the text, whatever its ending; a word behind
 * "not" or "never" counts only where the fact itself is so worded. This reads words, not meaning: every such grade can be disputed.
 */
export function missingFacts(text: string, facts: KeyFact[]): KeyFact[] {
  const said = stems(text);
  return facts.filter(({ words }) => !words.every((group) => group.some((phrase) => isSaid(said, stems(phrase)))));
}

function isSaid(said: string[], phrase: string[]): boolean {
  if (phrase.length === 0) return false;
  const isDenial = phrase.some((word) => NEGATIONS.has(word));
  return said.some(
    (_, at) =>
      phrase.every((word, offset) => said[at + offset] === word) &&
      (isDenial || !said.slice(Math.max(0, at - REACH), at).some((word) => NEGATIONS.has(word))),
  );
}

/** Words without their endings. "doesn't" is two: what it says, and that it is denied. */
export function stems(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replaceAll("’", "'")
    .replaceAll(/\bcan't\b/g, "cannot")
    .replaceAll("n't", " not");
  return (plain.match(/[a-z0-9]+/g) ?? []).map((word) => (NEGATIONS.has(word) ? word : stemmer(word)));
}
