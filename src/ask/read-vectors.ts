// The directions of texts that were read: each word's vector is summed up once, from its marks, and what texts mean is the sum of their words.
import type { Reader } from "./reader.ts";
import { type Vectors, type Weighed, embed, marksOfWord } from "./vectors.ts";

/** Writes the direction of texts, by their numbers, to `into` from `at` on. */
export type EmbedRead = (texts: readonly Weighed<number>[], into: Float32Array, at: number) => void;

/** For the texts that were read so far. */
export function createEmbedRead({ words, written }: Reader, vectors: Vectors): EmbedRead {
  const ofWords = vectorsOfWords(written, vectors);
  const sums = new Float64Array(written.length);
  return (texts, into, at) => {
    const found: number[] = [];
    for (const { text, weight } of texts) {
      const from = words.starts[text]!;
      const to = words.starts[text + 1]!;
      let marks = 0;
      for (let each = from; each < to; each++) marks += ofWords.marks[words.numbers[each]!]!;
      const share = weight / Math.sqrt(Math.max(1, marks));
      for (let each = from; each < to; each++) {
        const word = words.numbers[each]!;
        if (sums[word] === 0) found.push(word);
        sums[word]! += share;
      }
    }
    const weights = found.map((word) => sums[word]!);
    for (const word of found) sums[word] = 0;
    embed({ rows: found, weights }, ofWords, into, at);
  };
}

/** A row for each word, the sum of the rows of its known marks, and how many these are. */
function vectorsOfWords(written: readonly string[], { dimensions, rows, values }: Vectors) {
  const sums = new Float32Array(written.length * dimensions);
  const marks = Uint8Array.from(written, (word, place) => {
    const known = marksOfWord(word).flatMap((mark) => rows.get(mark) ?? []);
    for (const row of known)
      for (let each = 0; each < dimensions; each++)
        sums[place * dimensions + each]! += values[row * dimensions + each]!;
    return known.length;
  });
  return { dimensions, values: sums, marks };
}
