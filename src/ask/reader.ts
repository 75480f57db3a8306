// The texts of a library by numbers: each list of texts is read once, and each distinct word is looked at once, however often it stands there.
import { type Lists, createLists } from "./lists.ts";
import { createWordNumbers } from "./word-numbers.ts";
import { termsOfWord } from "./words.ts";

export type Reader = {
  /** Reads texts, and returns the number of each; whoever comes with the very same list again finds it read. */
  read: (texts: readonly string[]) => readonly number[];
  /** For each text the numbers of its words, and those of their terms, in order, repeats included. */
  words: Lists;
  terms: Lists;
  /** Each word as it is written, at its number. */
  written: readonly string[];
  /** The number of a term, if one of the texts has it. */
  numberOf: (term: string) => number | undefined;
  /** How many different terms were read. */
  size: () => number;
  /** Lets go of which lists were read and of their terms, when all that is made of these stands; words and the numbers of terms stay. */
  forget: () => void;
};

/** Reads the texts of a library. It remembers all of them: what people type is not read so. */
export function createReader(): Reader {
  const known = new Map<readonly string[], readonly number[]>();
  const termNumbers = new Map<string, number>();
  const wordNumbers = createWordNumbers();
  const termsOf: number[][] = [];
  const words = createLists();
  const terms = createLists();
  const numberOfTerm = (term: string): number => {
    const number = termNumbers.get(term) ?? termNumbers.size;
    if (number === termNumbers.size) termNumbers.set(term, number);
    return number;
  };
  const termsAt = (word: number) => (termsOf[word] ??= termsOfWord(wordNumbers.words[word]!).map(numberOfTerm));
  const readWord = (word: number): void => {
    words.push(word);
    for (const term of termsAt(word)) terms.push(term);
  };
  const readText = (text: string): number => {
    wordNumbers.each(text, readWord);
    terms.end();
    return words.end();
  };
  const read = (texts: readonly string[]): readonly number[] => {
    const numbers = known.get(texts) ?? texts.map(readText);
    known.set(texts, numbers);
    return numbers;
  };
  const forget = (): void => {
    known.clear();
    Object.assign(terms.lists, createLists().lists);
  };
  const numberOf = (term: string) => termNumbers.get(term);
  return {
    read,
    words: words.lists,
    terms: terms.lists,
    written: wordNumbers.words,
    numberOf,
    size: () => termNumbers.size,
    forget,
  };
}
