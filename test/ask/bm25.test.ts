// Our search beside MiniSearch with the same settings: the same scores, document by document.
import { describe, expect, test } from "@jest/globals";
import MiniSearch from "minisearch";
import { createSearch } from "../../src/ask/bm25.ts";
import { passagesOf } from "../../src/ask/passages.ts";
import { createReader } from "../../src/ask/reader.ts";
import { termsOf } from "../../src/ask/words.ts";
import { library } from "./library.ts";

const passages = [...passagesOf(library).values()];
const reader = createReader();
const { read } = reader;
const ours = createSearch(
  passages.map(({ text, heading }) => [read([text]), read([heading])]),
  reader,
);
const mini = new MiniSearch({
  fields: ["text", "heading"],
  tokenize: (text) => [...termsOf(text)],
  processTerm: (term) => term,
});
mini.addAll(passages);

function theirs(terms: Map<string, number>): Map<string, number> {
  const found = mini.search([...terms.keys()].join(" "), {
    bm25: { k: 1.5, b: 0.3, d: 0.5 },
    tokenize: (text) => text.split(" "),
    boostTerm: (term) => terms.get(term)!,
  });
  return new Map(found.map(({ id, score }) => [String(id), score]));
}

describe("createSearch", () => {
  const questions = library.lessons.flatMap(({ asks }) => asks).filter((_, at) => at % 11 === 0);

  test("scores what MiniSearch scores, and orders by it", () => {
    expect(questions.length).toBeGreaterThan(50);
    for (const question of questions) {
      const terms = new Map([...new Set(termsOf(question))].map((term, at) => [term, at % 2 ? 0.4 : 1]));
      const { scores, count, best } = ours(terms);
      const places = best(count);
      expect(best(7)).toEqual(places.slice(0, 7));
      const expected = theirs(terms);
      expect(places.length).toBe(expected.size);
      // What a match is worth is kept in four bytes.
      for (const place of places) expect(scores[place]! / expected.get(passages[place]!.id)!).toBeCloseTo(1, 6);
      expect(places.every((place, at) => at === 0 || scores[places[at - 1]!]! >= scores[place]!)).toBe(true);
    }
  });

  test("finds nothing for unknown terms, no terms and no documents", () => {
    expect(ours(new Map([["zzz", 1]])).count).toBe(0);
    expect(ours(new Map()).count).toBe(0);
    expect(createSearch([], reader)(new Map([["pod", 1]])).count).toBe(0);
  });

  test("a search does not change what an earlier one found", () => {
    const first = ours(new Map([["pod", 1]]));
    const before = [...first.scores];
    ours(new Map([["swarm", 1]]));
    expect([...first.scores]).toEqual(before);
  });
});
