// Words as vectors: words that people use for the same things point the same way. What a text means is the sum of its words.
import { termsOfWord, wordsOf } from "./words.ts";

/** `rows` has the number of each known mark; `values` holds `dimensions` numbers a row. Only directions count: all may be scaled alike. */
export type Vectors = { dimensions: number; rows: Map<string, number>; values: Float32Array | Int8Array };

/** What `embed` needs of vectors. */
type Directed = Pick<Vectors, "dimensions" | "values">;

/** The rows of marks, each with its weight. */
export type Bag = { rows: number[]; weights: number[] };

/** A text, and how much it counts beside others. */
export type Weighed<Text = string> = { text: Text; weight: number };

/** What a section is known by: the headings above it, what is asked of it, and what it says. */
export type Described<Text = string> = { headings: Text; asked: readonly Text[]; facts: readonly Text[] };

/** The marks of a text, repeats included. */
export function marksOf(text: string): string[] {
  return wordsOf(text).flatMap(marksOfWord);
}

/** A word as it is written and by its terms. Words that search leaves out are marks here, too: they tell "why" from "how" ("_why"). */
export function marksOfWord(word: string): string[] {
  const written = word.toLowerCase();
  const terms = termsOfWord(word);
  return terms.length > 0 ? [...terms, `=${written}`] : [`_${written}`];
}

/** The rows of the known marks of a text, repeats included. */
export function rowsIn(text: string, rows: Map<string, number>): number[] {
  return marksOf(text).flatMap((mark) => rows.get(mark) ?? []);
}

/** Texts taken together; a long one counts more than a short one, but not in proportion. */
export function bagOf(texts: readonly Weighed[], read: (text: string) => readonly number[]): Bag {
  const bag: Bag = { rows: [], weights: [] };
  for (const { text, weight } of texts) {
    const rows = read(text);
    const each = weight / Math.sqrt(Math.max(1, rows.length));
    for (const row of rows) {
      bag.rows.push(row);
      bag.weights.push(each);
    }
  }
  return bag;
}

const HEADINGS = 1;
const ASKED = 1.5;
const FACTS = 0.7;

/** A section as texts to be taken together; many questions or facts together count as much as the root of their number. */
export function textsOf<Text>({ headings, asked, facts }: Described<Text>): Weighed<Text>[] {
  const all = (texts: readonly Text[], weight: number) =>
    texts.map((text) => ({ text, weight: weight / Math.sqrt(texts.length) }));
  return [{ text: headings, weight: HEADINGS }, ...all(asked, ASKED), ...all(facts, FACTS)];
}

/** Writes the direction of a bag, of length 1, to `into` from `at` on, and returns how long the sum was; an empty bag stays 0. */
export function embed(bag: Bag, vectors: Directed, into: Float32Array, at = 0): number {
  into.fill(0, at, at + vectors.dimensions);
  for (let place = 0; place < bag.rows.length; place++)
    addRow(bag.rows[place]!, bag.weights[place]!, vectors, into, at);
  return shorten(into, at, vectors.dimensions);
}

function addRow(row: number, weight: number, { dimensions, values }: Directed, into: Float32Array, at: number): void {
  const from = row * dimensions;
  for (let each = 0; each < dimensions; each++) into[at + each]! += weight * values[from + each]!;
}

/** Makes a vector 1 long, and returns how long it was; one that is nothing stays so. */
function shorten(vector: Float32Array, at: number, dimensions: number): number {
  const length = Math.sqrt(dot(vector, at, vector, at, dimensions)) || 1;
  for (let each = 0; each < dimensions; each++) vector[at + each]! /= length;
  return length;
}

/** The product of two vectors that stand in larger arrays. */
export function dot(
  a: Float32Array,
  fromA: number,
  b: Float32Array | Int8Array,
  fromB: number,
  dimensions: number,
): number {
  let sum = 0;
  for (let each = 0; each < dimensions; each++) sum += a[fromA + each]! * b[fromB + each]!;
  return sum;
}
