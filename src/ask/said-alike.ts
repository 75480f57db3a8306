// How nearly two questions are put in the same words. Retrieval drops the words that questions are put in; between two questions on the same
// things ("is a pod a container", "many containers in a pod") they tell what is asked.
import type { Query } from "./query.ts";
import { joinVerbs, withoutAsides } from "./wording.ts";
import { stem, termsOfWord, wordsOf } from "./words.ts";

/** Words that any question may have or lack. */
const FILLING = new Set(
  "a an the my our your their some any please pls kindly so and then ok hey hi just really exactly actually i we you one us me of to do does did".split(
    " ",
  ),
);
/** What a word of the language weighs beside the terms of the library, which weigh from 0.5 for the commonest to 7. */
const PLAIN = 0.8;
/** Who did it is another question than when, and a comparison another than what one of the two is good for. */
const ASKING = /^(?:who|when|where|why|v|versu)$/;
const ASKS = 2;
/** Of the weight of a word, what it counts where the other question has another word for it. */
const SYNONYM = 0.8;

/** How nearly a question is put in the words of others: 1 for the same words in any order, 0 where they share none. */
export function createWording(query: Query, weightOf: (term: string) => number): (other: string) => number {
  const mine = bagOf(query.asked);
  const weigh = (word: string, isTerm: boolean) =>
    isTerm ? Math.max(PLAIN, weightOf(word)) : ASKING.test(word) ? ASKS : PLAIN;
  const sum = (bag: Map<string, boolean>, worth: (word: string) => number) => {
    let total = 0;
    for (const [word, isTerm] of bag) total += weigh(word, isTerm) * worth(word);
    return total;
  };
  const variantsOf = (word: string) => query.variants.get(word) ?? [];
  const also = new Set(mine.keys().flatMap(variantsOf));
  const inMine = (word: string) => (mine.has(word) ? 1 : also.has(word) ? SYNONYM : 0);
  const allOfMine = sum(mine, () => 1);
  return (other) => {
    const theirs = bagOf(other);
    const inTheirs = (word: string) =>
      theirs.has(word) ? 1 : variantsOf(word).some((variant) => theirs.has(variant)) ? SYNONYM : 0;
    const all = allOfMine + sum(theirs, () => 1);
    // Several words may have the same synonym: what is found of them there says how much of it is said here.
    return all === 0 ? 0 : (2 * Math.min(sum(mine, inTheirs), sum(theirs, inMine))) / all;
  };
}

/** The stems of a text's words, each with whether it is a term of the library's. */
function bagOf(text: string): Map<string, boolean> {
  const words = wordsOf(joinVerbs(withoutAsides(text))).filter((word) => !FILLING.has(word.toLowerCase()));
  return new Map(
    words.map((word) => {
      const [term] = termsOfWord(word);
      return term === undefined ? [stem(word.toLowerCase()), false] : [term, true];
    }),
  );
}
