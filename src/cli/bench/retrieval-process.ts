/**
 * Measures retrieval in a process of its own, where nothing else lies about: `times` prints what building and asking take, `memory NAME` what one
 * index adds to the heap. One line of JSON. Node must be started with --expose-gc.
 */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { passagesOf } from "../../ask/passages.ts";
import { readLibrary } from "../../knowledge/read.ts";
import type { Library } from "../../knowledge/library.ts";
import { percentile } from "./row.ts";
import { type Searcher, searchers } from "./searches.ts";

const root = resolve(import.meta.dirname, "../../..");
const SHARED = resolve(root, "../shared/eval/questions-dev.jsonl");
const BUILDS = 5;
/** Each question is timed so often, and its best time counts: the others were disturbed. */
const TURNS = 3;

const library = readLibrary(resolve(root, "knowledge"));
const passages = [...passagesOf(library).values()];
const questions = questionsFor(library);
const all = await searchers();
const [mode, name] = process.argv.slice(2);
console.log(JSON.stringify(mode === "memory" ? addedMb(name) : times()));

/** Questions of real learners where they are at hand, else those that the lessons say they answer. */
function questionsFor({ lessons }: Library): string[] {
  if (!existsSync(SHARED)) return lessons.flatMap(({ sections }) => sections.flatMap(({ asked }) => asked));
  const lines = readFileSync(SHARED, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => z.object({ question: z.string() }).parse(JSON.parse(line)).question);
}

/** In milliseconds, by the searcher's name. */
function times() {
  const builds = all.map(() => Infinity);
  const searches = all.map((each) => each.build(library, passages));
  // In turns, so that a noisy neighbour disturbs all alike.
  for (let round = 0; round < BUILDS; round++)
    all.forEach(
      (each, at) =>
        (builds[at] = Math.min(
          builds[at]!,
          taken(() => each.build(library, passages)),
        )),
    );
  const asked = all.map(() => questions.map(() => Infinity));
  const found = all.map(() => 0);
  for (let turn = 0; turn < TURNS; turn++)
    questions.forEach((question, which) =>
      searches.forEach((search, at) => {
        const took = taken(() => (found[at]! += Math.sign(search(question))));
        asked[at]![which] = Math.min(asked[at]![which]!, took);
      }),
    );
  return {
    passages: passages.length,
    questions: questions.length,
    figures: all.map((each, at) => {
      if (found[at]! < (TURNS * questions.length) / 2)
        throw new Error(`${each.name} found something for ${found[at]! / TURNS} of ${questions.length} questions only`);
      return {
        name: each.name,
        build: builds[at],
        p50: percentile(asked[at]!, 0.5),
        p95: percentile(asked[at]!, 0.95),
      };
    }),
  };
}

function taken(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

/** Megabytes: on the heap and in arrays beside it, after every question has been asked once. */
function addedMb(wanted: string | undefined): number {
  const searcher = all.find((each) => each.name === wanted);
  if (!searcher)
    throw new Error(`no searcher is called "${wanted}": there are ${all.map((each) => each.name).join(", ")}`);
  const before = heldMb();
  const search = asking(searcher);
  const added = heldMb() - before;
  // Held until after it was weighed.
  search(questions[0] ?? "");
  return added;
}

function asking(searcher: Searcher) {
  const search = searcher.build(library, passages);
  for (const question of questions) search(question);
  return search;
}

function heldMb(): number {
  if (!globalThis.gc) throw new Error("start Node with --expose-gc");
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}
