// Words as vectors: words that people use for the same things point the same way. What a text means is the sum of its words.
import { termsOfWord, wordsOf } from "./words.ts";

/** `rows` has the number of each known mark; `values` holds `dimensions` numbers a row. Only directions count: all may be scaled alike. */
export type Vectors = { dimensions: number; rows: Map<string, number>; values: Float32Array | Int8Array };

/** The rows of marks, each with its weight. */
export type Bag = { rows: number[]; weights: number[] };

/** A text, and how much it counts beside others. */
export type Weighed = { text: string; weight: number };

/** What a section is known by: the headings above it, what is asked of it, and what it says. */
export type Described = { headings: string[]; asked: readonly string[]; facts: readonly string[] };

/** The marks of a text, repeats included. */
export function marksOf(text: string): string[] {
  return wordsOf(text).flatMap(marksOfWord);
}

/** A word as it is written and by its terms. Words that search leaves out are marks here, too: they tell "why" from "how" ("_why"). */
function marksOfWord(word: string): string[] {
  const written = word.toLowerCase();
  const terms = termsOfWord(word);
  return terms.length > 0 ? [...terms, `=${written}`] : [`_${written}`];
}

/** Reads texts into the rows of their known marks, repeats included; each word is looked up once. */
export function createReader(rows: Map<string, number>): (text: string) => number[] {
  const ofWords = new Map<string, number[]>();
  const rowsOf = (word: string): number[] => {
    const known = ofWords.get(word);
    if (known) return known;
    const found = marksOfWord(word).flatMap((mark) => rows.get(mark) ?? []);
    ofWords.set(word, found);
    return found;
  };
  return (text) => {
    const found: number[] = [];
    for (const word of wordsOf(text)) for (const row of rowsOf(word)) found.push(row);
    return found;
  };
}

/** Texts taken together; a long one counts more than a short one, but not in proportion. */
export function bagOf(texts: readonly Weighed[], read: (text: string) => number[]): Bag {
  const bag: Bag = { rows: [], weights: [] };
  for (const { text, weight } of texts) {
    const rows = read(text);
    for (const row of rows) bag.rows.push(row);
    const each = weight / Math.sqrt(Math.max(1, rows.length));
    while (bag.weights.length < bag.rows.length) bag.weights.push(each);
  }
  return bag;
}

const HEADINGS = 1;
const ASKED = 1.5;
const FACTS = 0.7;

/** A section as texts to be taken together; many questions or facts together count as much as the root of their number. */
export function textsOf({ headings, asked, facts }: Described): Weighed[] {
  const all = (texts: readonly string[], weight: number) =>
    texts.map((text) => ({ text, weight: weight / Math.sqrt(texts.length) }));
  return [{ text: headings.join(" . "), weight: HEADINGS }, ...all(asked, ASKED), ...all(facts, FACTS)];
}

/** Writes the direction of a bag, of length 1, to `into` from `at` on, and returns how long the sum was; an empty bag stays 0. */
export function embed(bag: Bag, vectors: Vectors, into: Float32Array, at = 0): number {
  into.fill(0, at, at + vectors.dimensions);
  for (let place = 0; place < bag.rows.length; place++)
    addRow(bag.rows[place]!, bag.weights[place]!, vectors, into, at);
  return shorten(into, at, vectors.dimensions);
}

/** The same for texts as they are read, without a bag between. */
export function embedTexts(
  texts: readonly Weighed[],
  read: (text: string) => number[],
  vectors: Vectors,
  into: Float32Array,
  at = 0,
): void {
  into.fill(0, at, at + vectors.dimensions);
  for (const { text, weight } of texts) {
    const rows = read(text);
    const each = weight / Math.sqrt(Math.max(1, rows.length));
    for (const row of rows) addRow(row, each, vectors, into, at);
  }
  shorten(into, at, vectors.dimensions);
}

function addRow(row: number, weight: number, { dimensions, values }: Vectors, into: Float32Array, at: number): void {
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
export function dot(a: Float32Array, fromA: number, b: Float32Array, fromB: number, dimensions: number): number {
  let sum = 0;
  for (let each = 0; each < dimensions; each++) sum += a[fromA + each]! * b[fromB + each]!;
  return sum;
}
