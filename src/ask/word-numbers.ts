// Numbers for words, found where they stand in a text: a library repeats twelve thousand words half a million times, and to cut each of them
// out of its text, only to look it up, takes longer than all else that is read there.
import { wordsOf } from "./words.ts";

export type WordNumbers = {
  /** Takes the numbers of the words of a text, as `wordsOf` has them, one after the other. */
  each: (text: string, take: (word: number) => void) => void;
  /** Each word at its number. */
  words: readonly string[];
};

/** What `wordsOf` does not cut plainly at ASCII: other letters, apostrophes, and the subcommands that it joins to their command. */
const NOT_PLAIN = /[^\0-\x7f]|'|kubectl[ -](?:get|describe|explain|set)/i;
const INSIDE = 1;
const JOINING = 2;
/** For each ASCII character whether words are made of it, or whether it may stand between two parts of one. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[a-z\d]/i.test(character) ? INSIDE : /[-._]/.test(character) ? JOINING : 0;
});

const FIRST_SLOTS = 2 ** 15;

/** A hash table of words; half of its slots stay free. */
export function createWordNumbers(): WordNumbers {
  const words: string[] = [];
  const hashes: number[] = [];
  /** The number of the word in each slot and 1, or 0. */
  let slots = new Int32Array(FIRST_SLOTS);
  const put = (number: number): void => {
    let slot = hashes[number]! & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = number + 1;
  };
  const append = (word: string, hash: number): number => {
    const number = words.push(word) - 1;
    hashes.push(hash);
    if (2 * words.length > slots.length) {
      slots = new Int32Array(2 * slots.length);
      for (let earlier = 0; earlier < number; earlier++) put(earlier);
    }
    put(number);
    return number;
  };
  const numberOf = (text: string, from: number, to: number): number => {
    const hash = hashOf(text, from, to);
    for (let slot = hash & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
      const number = slots[slot]! - 1;
      if (number < 0) return append(text.slice(from, to), hash);
      const word = words[number]!;
      if (hashes[number] === hash && word.length === to - from && text.startsWith(word, from)) return number;
    }
  };
  const each = (text: string, take: (word: number) => void): void => {
    if (NOT_PLAIN.test(text)) {
      for (const word of wordsOf(text)) take(numberOf(word, 0, word.length));
      return;
    }
    for (let from = nextWord(text, 0); from < text.length;) {
      const end = endOfWord(text, from);
      take(numberOf(text, from, end));
      from = nextWord(text, end);
    }
  };
  return { each, words };
}

function nextWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && KINDS[text.charCodeAt(at)] !== INSIDE) at++;
  return at;
}

function endOfWord(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const kind = KINDS[text.charCodeAt(at)];
    if (kind === INSIDE || (kind === JOINING && KINDS[text.charCodeAt(at + 1)] === INSIDE)) continue;
    return at;
  }
  return text.length;
}

function hashOf(text: string, from: number, to: number): number {
  let hash = 0;
  for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash ^ (hash >>> 15);
}
