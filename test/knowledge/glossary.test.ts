// A term's lesson says something about the term: its button must not lead somewhere that never mentions it.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import type { Term } from "../../src/knowledge/types.ts";

const library = readLibrary(join(import.meta.dirname, "../../knowledge"));

/** Words that say what sort of thing a term is, or only join others. */
const GENERIC = new Set("a an and of the to in for instruction application object kubernetes docker".split(" "));

/** The stems of the words that carry a name: "Bridge network" -> bridg, netwo. */
function stemsOf(name: string): string[] {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words
    .filter((word) => !GENERIC.has(word) || words.length === 1)
    .map((word) => word.slice(0, Math.max(4, word.length - 3)));
}

/** All that stands where a term's link leads. */
function textAt(id: string): string {
  const section = library.findSection(id);
  const lesson = library.findLesson(id);
  const sections = section ? [section] : (lesson?.sections ?? []);
  return [lesson?.title ?? "", ...sections.flatMap(({ heading, text }) => [heading, text])].join("\n").toLowerCase();
}

const mentions = (text: string, { term, aliases }: Pick<Term, "term" | "aliases">) =>
  [term, ...aliases].some((name) => stemsOf(name).every((stem) => text.includes(stem)));

test("nearly every term leads to a lesson", () => {
  const alone = library.terms.filter(({ lesson }) => lesson === undefined).map(({ term }) => term);
  expect(library.terms.length).toBeGreaterThan(500);
  expect(alone).toEqual(["minikube"]);
});

test("the section that a term leads to mentions it", () => {
  const silent = library.terms.filter((term) => term.lesson !== undefined && !mentions(textAt(term.lesson), term));
  expect(silent.map(({ term, lesson, line }) => `${line}: ${term} -> ${lesson}`)).toEqual([]);
});

test("a section that says nothing of a term is told from one that does", () => {
  const term = { term: "Bridge network", aliases: ["docker0"] };
  expect(mentions("a network that bridges two others", term)).toBe(true);
  expect(mentions("the interface docker0", term)).toBe(true);
  expect(mentions("a network of pods", term)).toBe(false);
});
