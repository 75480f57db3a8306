// Learns the vectors of the library's words from what its sections are asked, and prints `src/ask/word-vectors.ts`; the same library gives the same.
//   node launch.js src/cli/train-vectors.ts > src/ask/word-vectors.ts      (progress goes to the error stream; about two minutes)
// How good they are is measured first, on questions that were held out: is their section the nearest, or among the five nearest?
import { join } from "node:path";
import { learnLibrary } from "../ask/learn-library.ts";
import { createMeaning } from "../ask/meaning.ts";
import type { Vectors } from "../ask/vectors.ts";
import type { Library } from "../knowledge/library.ts";
import { readLibrary } from "../knowledge/read.ts";
import { type Held, holdOut } from "./hold-out.ts";
import { createRandom } from "../simulator/kernel/random.ts";

/** So few numbers may be cut off, for the others to be told apart better. */
const OUTLIERS = 0.001;

main();

function learn(library: Library): Vectors {
  const random = createRandom("word vectors");
  return learnLibrary(library, () => random.next(), console.error);
}

function main(): void {
  const library = readLibrary(join(import.meta.dirname, "../../knowledge"));
  const { rest, held } = holdOut(library);
  const { first, amongFive } = measure(rest, learn(rest), held);
  const vectors = learn(library);
  const found = `${percent(first)} first, ${percent(amongFive)} among five`;
  const asked = library.lessons.flatMap(({ sections }) => sections.flatMap((section) => section.asked)).length;
  print(vectors, `${asked} questions; of ${held.length} held out, their own section is found: ${found}`);
}

function measure(library: Library, vectors: Vectors, held: Held[]): { first: number; amongFive: number } {
  const meaningOf = createMeaning(library, vectors);
  const ranks = held.map(({ question, section }) =>
    meaningOf([{ text: question, weight: 1 }])
      .nearest(5)
      .indexOf(section),
  );
  const share = (isFound: (rank: number) => boolean) => ranks.filter(isFound).length / held.length;
  return { first: share((rank) => rank === 0), amongFive: share((rank) => rank >= 0) };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** One byte a number is enough: only directions count, and a text is the sum of many. */
function print({ dimensions, rows, values }: Vectors, provenance: string): void {
  const size = values
    .map(Math.abs)
    .toSorted()
    .at(-Math.ceil(values.length * OUTLIERS))!;
  const bytes = Int8Array.from(values, (value) => Math.round(Math.max(-1, Math.min(1, value / size)) * 127));
  const lines = (text: string) =>
    (text.match(/.{1,4096}/g) ?? []).map((line) => `  ${JSON.stringify(line)}`).join(" +\n");
  console.log(`// Written by src/cli/train-vectors.ts; do not tune by hand.

/** Where they come from, and how well they find the section of a question that they have not seen. */
export const PROVENANCE = ${JSON.stringify(provenance)};

export const DIMENSIONS = ${dimensions};

/** The marks, row by row (see vectors.ts). */
export const MARKS =
${lines([...rows.keys()].join(" "))};

/** The numbers of all rows, a signed byte each, in base 64. */
export const VALUES =
${lines(Buffer.from(bytes.buffer).toString("base64"))};`);
}
