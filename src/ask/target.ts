// What a question for a definition asks about, without the surroundings that it is put into.
import type { Entity } from "./lexicon.ts";
import { phrase } from "./lexicon.ts";
import { termsOf, wordsOf } from "./words.ts";

/** "an allocation | in Nomad" */
const SURROUNDINGS = /\s(?:in|inside|within|on)\s(?:an?\s|the\s)?(?=\S)/i;

/**
 * The named things before the surroundings, or whatever words stand there ("allocation"); and those words with the surroundings before them
 * ("Nomad allocation"), as lessons put it. All named things where there are no surroundings.
 */
export function targetsOf(text: string, find: (text: string) => Entity[]): Entity[] {
  const all = find(text);
  const cut = SURROUNDINGS.exec(text);
  if (!cut || all.length === 0) return all;
  const named = find(text.slice(0, cut.index));
  const before = wordsOf(text.slice(0, cut.index)).filter((word) => termsOf(word).length > 0);
  const main = phrase(before.join(" "));
  const where = sayingWords(text.slice(cut.index));
  if (main === "") return named.length > 0 ? named : all;
  const phrases = named.length > 0 ? [`${where} ${main}`] : [main, `${where} ${main}`];
  return [...named, { key: `said/${main}`, lesson: "", names: [before.join(" ")], phrases, kind: "side" }];
}

/** The words of a text that are no stop words, as a phrase. */
function sayingWords(text: string): string {
  return phrase(
    wordsOf(text)
      .filter((word) => termsOf(word).length > 0)
      .join(" "),
  );
}

/** The terms that stand only in the surroundings: "in cloud native systems" says where, and not what. */
export function surroundingsOf(text: string): Set<string> {
  const cut = SURROUNDINGS.exec(text);
  if (!cut) return new Set();
  const main = new Set(termsOf(text.slice(0, cut.index)));
  return main.size === 0 ? new Set() : new Set(termsOf(text.slice(cut.index))).difference(main);
}
