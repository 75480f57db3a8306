// A library -> the vectors of its words, learned from what its sections are asked and say.
import type { Library } from "../knowledge/library.ts";
import { type Pair, learnVectors } from "./learn-vectors.ts";
import { describe } from "./meaning.ts";
import { remembered } from "./remembered.ts";
import { type Bag, type Described, type Vectors, bagOf, marksOf, rowsIn, textsOf } from "./vectors.ts";

const DIMENSIONS = 64;
const ROUNDS = 6;
/** A mark that stands in one text only joins nothing. */
const FEWEST = 2;

/** `random` gives numbers from 0 up to 1; `tell` hears of progress. The same library and the same `random` give the same vectors. */
export function learnLibrary(library: Library, random: () => number, tell: (line: string) => void): Vectors {
  const sections = [...describe(library).values()];
  const { rows, importance } = marksIn(sections);
  const read = remembered((text: string) => rowsIn(text, rows));
  const pairs = sections.flatMap((section, number) => pairsOf(section, number, read));
  tell(`${sections.length} sections, ${rows.size} marks, ${pairs.length} pairs`);
  const progress = (round: number, loss: number) => tell(`round ${round + 1}: ${loss.toFixed(3)}`);
  return learnVectors(pairs, rows, { dimensions: DIMENSIONS, rounds: ROUNDS, importance, random, progress });
}

/** The marks of all sections in the order in which they first stand there; a mark of few sections is important. */
function marksIn(sections: Described[]): { rows: Map<string, number>; importance: number[] } {
  const texts = new Map<string, number>();
  const holding = new Map<string, number>();
  for (const section of sections) {
    const marks = textsOf(section).map(({ text }) => new Set(marksOf(text)));
    for (const mark of marks.flatMap((each) => [...each])) texts.set(mark, (texts.get(mark) ?? 0) + 1);
    for (const mark of marks.reduce((all, each) => all.union(each))) holding.set(mark, (holding.get(mark) ?? 0) + 1);
  }
  const known = [...texts].filter(([, count]) => count >= FEWEST).map(([mark]) => mark);
  return {
    rows: new Map(known.map((mark, row) => [mark, row])),
    importance: known.map((mark) => Math.log(sections.length / holding.get(mark)!)),
  };
}

/** Each question with all else of its section, and each fact with the questions that it answers. */
function pairsOf(section: Described, number: number, read: (text: string) => number[]): Pair[] {
  const { headings, asked, facts } = section;
  const pair = (text: string, told: Described): Pair => ({
    asked: bagOf([{ text, weight: 1 }], read),
    told: summed(bagOf(textsOf(told), read)),
    section: number,
  });
  const ofFacts = asked.length === 0 ? [] : facts.map((fact) => pair(fact, { headings, asked, facts: [] }));
  return [
    ...asked.map((question) => pair(question, { ...section, asked: asked.filter((other) => other !== question) })),
    ...ofFacts,
  ];
}

/** The same bag with each row once, which is learned faster. */
function summed({ rows, weights }: Bag): Bag {
  const total = new Map<number, number>();
  rows.forEach((row, at) => total.set(row, (total.get(row) ?? 0) + weights[at]!));
  return { rows: [...total.keys()], weights: [...total.values()] };
}
