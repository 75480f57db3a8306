// Trains the refusal rule on our own labelled questions and prints `src/ask/refusal-weights.ts`; the same input gives the same output.
//   node launch.js src/cli/train-refusal.ts > src/ask/refusal-weights.ts      (progress goes to the error stream)
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { gate } from "../ask/gate.ts";
import { createLexicon } from "../ask/lexicon.ts";
import { passagesOf } from "../ask/passages.ts";
import { createQuery } from "../ask/query.ts";
import { FEATURES, featuresOf, type Features, probabilityOf, type Weights } from "../ask/features.ts";
import { learnLibrary } from "../ask/learn-library.ts";
import { rank } from "../ask/rerank.ts";
import { createIndex } from "../ask/search.ts";
import { termsOf } from "../ask/words.ts";
import { type Library, assembleLibrary } from "../knowledge/library.ts";
import { readLibrary } from "../knowledge/read.ts";
import { createRandom } from "../simulator/kernel/random.ts";
import { holdOut } from "./hold-out.ts";

const line = z.union([
  z.object({ question: z.string(), lesson: z.string() }),
  z.object({ question: z.string(), term: z.string() }),
  z.object({ question: z.string(), outside: z.string() }),
]);
/** `apart` is what nobody typed: its share must not set how much is refused. */
type Example = { question: string; kind: string; covered: boolean; apart: boolean; features: Features };
type Rule = Pick<Weights, "bias" | "features">;

/** About so many of the library's own questions, held out of it, stand beside the labelled ones. */
const FROM_LIBRARY = 600;
const ROUNDS = 4000;
const RATE = 0.5;
const RIDGE = 0.002;
const FOLDS = 5;
/** Some covered questions are hard on purpose (those that name other subjects): to keep nearly all of them would let in too much else. The share that must be answered, and of those that must at least get the nearest lessons. */
const KEEP = 0.96;
const KEEP_NEAREST = 0.985;

const cached: Rule[] = [];

main();

function main(): void {
  const examples = readExamples();
  const scored = examples.map((example, at) => ({
    ...example,
    p: probabilityOf(example.features, trainWithout(examples, at % FOLDS)),
  }));
  const covered = scored
    .filter((each) => each.covered && !each.apart)
    .map((each) => each.p)
    .toSorted((a, b) => a - b);
  const at = (keep: number) => Number((covered[Math.floor(covered.length * (1 - keep))] ?? 0.5).toFixed(3));
  const zones = { answer: at(KEEP), nearest: Math.min(at(KEEP_NEAREST), at(KEEP)) };
  report(scored, zones.answer);
  const rule = train(examples);
  const unseen = examples.filter(({ apart }) => apart).length;
  const others = examples.length - covered.length - unseen;
  const provenance = `test/ask/labelled.jsonl: ${covered.length} covered, ${others} not; ${unseen} held out of the library; cross-validated zones keep ${KEEP} and ${KEEP_NEAREST} of the covered`;
  print({ provenance, ...rule, zones });
}

/** Questions that pass the gate, with their features; those of lessons that are not written yet count as not covered. */
function readExamples(): Example[] {
  const text = readFileSync(new URL("../../test/ask/labelled.jsonl", import.meta.url), "utf8");
  const labelled = text
    .split("\n")
    .filter(Boolean)
    .map((each) => line.parse(JSON.parse(each)));
  const { rest, held } = holdOut(unprepared(readLibrary(join(import.meta.dirname, "../../knowledge")), labelled));
  const random = createRandom("refusal");
  const vectors = learnLibrary(rest, () => random.next(), console.error);
  const index = createIndex(rest, passagesOf(rest), vectors);
  const lexicon = createLexicon(rest);
  const some = held.filter((_, at) => at % Math.ceil(held.length / FROM_LIBRARY) === 0);
  const prepared = some.map(({ question, section }) => ({ question, lesson: section.split("#")[0]!, apart: true }));
  const lines = [...labelled.map((each) => ({ ...each, apart: false })), ...prepared];
  return lines
    .filter(({ question }) => gate(question) === undefined)
    .map((each) => {
      const query = createQuery(each.question, lexicon, index.isKnown);
      const features = featuresOf(query, rank(query, index), index);
      return {
        question: each.question,
        kind: kindOf(each),
        covered: isCovered(each, rest),
        apart: each.apart,
        features,
      };
    });
}

/** The library without what it is asked in the very words of the examples: learners put their questions otherwise. */
function unprepared(library: Library, examples: { question: string }[]): Library {
  const wordsIn = (text: string) => [...new Set(termsOf(text))].toSorted().join(" ");
  const known = new Set(examples.map(({ question }) => wordsIn(question)));
  const others = (asked: string[]) => asked.filter((question) => !known.has(wordsIn(question)));
  const lessons = library.lessons.map((lesson) => ({
    ...lesson,
    asks: others(lesson.asks),
    sections: lesson.sections.map((section) => ({ ...section, asked: others(section.asked) })),
  }));
  return assembleLibrary({ ...library, lessons });
}

function kindOf(label: z.infer<typeof line>): string {
  if ("outside" in label) return label.outside;
  return "term" in label ? `glossary ${label.term}` : label.lesson;
}

function isCovered(label: z.infer<typeof line>, library: Library): boolean {
  if ("term" in label) return library.terms.some(({ term }) => term === label.term);
  return "lesson" in label && library.findLesson(label.lesson) !== undefined;
}

function trainWithout(examples: Example[], fold: number): Rule {
  cached[fold] ??= train(examples.filter((_, at) => at % FOLDS !== fold));
  return cached[fold];
}

/** Logistic regression by plain gradient descent on standardised features, both classes weighing the same. */
function train(examples: Example[]): Rule {
  const scale = FEATURES.map((name) => spread(examples.map((each) => each.features[name])));
  const rows = examples.map(({ features }) =>
    FEATURES.map((name, at) => (features[name] - scale[at]!.mean) / scale[at]!.deviation),
  );
  const share = examples.filter((each) => each.covered).length / examples.length;
  const importance = examples.map((each) => 0.5 / (each.covered ? share : 1 - share));
  const weights: number[] = FEATURES.map(() => 0);
  let bias = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = weights.map((weight) => RIDGE * weight);
    let biasGradient = 0;
    rows.forEach((row, at) => {
      const sum = row.reduce((total, value, column) => total + value * weights[column]!, bias);
      const error = ((1 / (1 + Math.exp(-sum)) - Number(examples[at]!.covered)) * importance[at]!) / rows.length;
      row.forEach((value, column) => (gradient[column]! += error * value));
      biasGradient += error;
    });
    gradient.forEach((each, column) => (weights[column]! -= RATE * each));
    bias -= RATE * biasGradient;
  }
  return unscale(weights, bias, scale);
}

type Spread = { mean: number; deviation: number };

function unscale(weights: number[], bias: number, scale: Spread[]): Rule {
  const raw = weights.map((weight, at) => weight / scale[at]!.deviation);
  const shift = raw.reduce((total, weight, at) => total + weight * scale[at]!.mean, 0);
  const entries = FEATURES.map((name, at) => [name, Number(raw[at]!.toFixed(3))]);
  return { bias: Number((bias - shift).toFixed(3)), features: Object.fromEntries(entries) };
}

function spread(values: number[]): Spread {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length) || 1;
  return { mean, deviation };
}

function report(scored: (Example & { p: number })[], threshold: number): void {
  const right = (covered: boolean) => {
    const group = scored.filter((each) => each.covered === covered);
    return `${group.filter((each) => each.p >= threshold === covered).length}/${group.length}`;
  };
  for (const each of scored.toSorted((a, b) => a.p - b.p)) {
    if (each.p >= threshold !== each.covered)
      console.error(each.p.toFixed(2), each.covered ? "refused " : "answered", each.kind, "|", each.question);
  }
  console.error(
    `area under the curve ${area(scored).toFixed(3)}; covered and answered ${right(true)}; not covered and refused ${right(false)}`,
  );
}

function area(scored: (Example & { p: number })[]): number {
  const [yes, no] = [scored.filter((each) => each.covered), scored.filter((each) => !each.covered)];
  const wins = yes.flatMap((a) => no.map((b) => (a.p > b.p ? 1 : a.p === b.p ? 0.5 : 0) as number));
  return wins.reduce((total, win) => total + win, 0) / wins.length;
}

function print(weights: Weights): void {
  const body = JSON.stringify(weights, null, 2)
    .replace(/"(\w+)":/g, "$1:")
    .replace(/([^,{;])\n(\s*\})/g, "$1,\n$2")
    .replace(/([^,])\n\}$/, "$1,\n}");
  console.log(`// Written by src/cli/train-refusal.ts; do not tune by hand.
import type { Weights } from "./features.ts";

/** The refusal rule's weights. */
export const weights: Weights = ${body};`);
}
