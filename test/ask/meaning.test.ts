// Words learn from what sections are asked; then a question finds a section that shares no word with it.
import { describe, expect, test } from "@jest/globals";
import { learnLibrary } from "../../src/ask/learn-library.ts";
import { createMeaning } from "../../src/ask/meaning.ts";
import { shippedVectors } from "../../src/ask/shipped-vectors.ts";
import { type Vectors, dot, embed, bagOf, marksOf, rowsIn } from "../../src/ask/vectors.ts";
import { PROVENANCE } from "../../src/ask/word-vectors.ts";
import type { Library } from "../../src/knowledge/library.ts";
import { createRandom } from "../../src/simulator/kernel/random.ts";
import { library } from "./library.ts";

const ask = (text: string) => [{ text, weight: 1 }];

/** The cosine of two texts. */
function likeness(one: string, other: string, vectors: Vectors = shippedVectors): number {
  const [a, b] = [one, other].map((text) => {
    const direction = new Float32Array(vectors.dimensions);
    embed(
      bagOf(ask(text), (each) => rowsIn(each, vectors.rows)),
      vectors,
      direction,
    );
    return direction;
  });
  return dot(a!, 0, b!, 0, vectors.dimensions);
}

describe("marks", () => {
  test("are words as they are written and their terms; words that search leaves out tell how a question is put", () => {
    expect(marksOf("Why are Pods restarted?")).toEqual(["_why", "_are", "pod", "=pods", "restart", "=restarted"]);
  });
});

describe("learning", () => {
  const asked: Record<string, string[]> = {
    grow: ["how do I grow the cluster", "grow a cluster by machines", "enlarge the cluster", "enlarge by machines"],
    shrink: ["how do I shrink the cluster", "shrink a cluster", "fewer machines", "remove machines"],
    logs: ["where are the logs", "read the logs", "see the output", "read what it printed"],
    secrets: ["where are passwords kept", "keep a password", "store a password", "keep keys"],
  };
  const small: Library = {
    ...library,
    cards: [],
    lessons: [
      {
        ...library.lessons[0]!,
        id: "toy",
        title: "Toy",
        sections: Object.entries(asked).map(([id, lines]) => ({
          ...library.lessons[0]!.sections[0]!,
          id,
          path: [id],
          asked: lines,
        })),
      },
    ],
  };
  const learn = (seed: string) => {
    const random = createRandom(seed);
    return learnLibrary(
      small,
      () => random.next(),
      () => {},
    );
  };

  test.each([
    ["grow", "enlarge", "shrink"],
    ["shrink", "fewer", "grow"],
  ])("%s never stands beside %s, and comes nearer to it than to %s", (word, alike, unlike) => {
    for (const seed of ["a", "b", "c"]) {
      const vectors = learn(seed);
      expect(likeness(word, alike, vectors)).toBeGreaterThan(likeness(word, unlike, vectors) + 0.5);
    }
  });

  test("gives the same numbers for the same chance", () => {
    expect(learn("a").values).toEqual(learn("a").values);
    expect(learn("a").values).not.toEqual(learn("b").values);
  });
});

describe("the shipped vectors", () => {
  test("know nearly all words that the library is asked in; else train them anew (src/cli/train-vectors.ts)", () => {
    const marks = library.lessons.flatMap(({ sections }) => sections.flatMap((each) => each.asked.flatMap(marksOf)));
    const known = marks.filter((mark) => shippedVectors.rows.has(mark));
    expect(known.length / marks.length).toBeGreaterThan(0.97);
  });

  test("say what they come from and what they were measured to find", () => {
    expect(PROVENANCE).toMatch(/^\d{5} questions; of \d{4} held out, their own section is found: [\d.]+ % first/);
  });

  test.each([
    [
      "drawbacks of running a database in the cluster",
      "what speaks against a database on kubernetes",
      "how do I install a database",
    ],
    ["add machines by itself when pods do not fit", "node autoscaling", "pod logs"],
    ["my container keeps crashing", "pod in CrashLoopBackOff", "how do I create a pod"],
  ])("%s: nearer to %s than to %s", (text, near, far) => {
    expect(likeness(text, near)).toBeGreaterThan(likeness(text, far) + 0.1);
  });

  test("a section that nobody has is at no distance, and a question without a known word is near to nothing", () => {
    const meaningOf = createMeaning(library, shippedVectors);
    expect(meaningOf(ask("what is a pod")).nearnessOf("no-lesson#at-all")).toBe(0);
    const { nearest, nearnessOf } = meaningOf(ask("qqxyzzy"));
    expect(Math.max(...nearest(5).map(nearnessOf))).toBeLessThanOrEqual(0);
  });
});
