// Texts that are read into numbers have the words and terms that the same texts have as they are written.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Lists } from "../../src/ask/lists.ts";
import { createReader } from "../../src/ask/reader.ts";
import { createWordNumbers } from "../../src/ask/word-numbers.ts";
import { termsOf, wordsOf } from "../../src/ask/words.ts";
import { library } from "./library.ts";

/** Everything that decides where a word ends, thrown together. */
const piece = fc.constantFrom(
  ..."a Z 0 9 . - _ ' ’ é ß 中 / ( ` ,".split(" "),
  " ",
  "\n",
  "'s",
  "kubectl",
  "Kubectl get",
  "kubectl-describe",
  "set",
);
const text = fc.oneof(
  fc.string(),
  fc.array(piece).map((pieces) => pieces.join("")),
);

describe("the numbers of words", () => {
  const read = (texts: string[]) => {
    const { each, words } = createWordNumbers();
    return texts.map((one) => {
      const found: number[] = [];
      each(one, (word) => found.push(word));
      return found.map((word) => words[word]!);
    });
  };

  test("are those of the words that stand in a text", () => {
    fc.assert(
      fc.property(fc.array(text), (texts) => expect(read(texts)).toEqual(texts.map(wordsOf))),
      { numRuns: 2000 },
    );
  });

  test("stay the same when there are many", () => {
    const many = Array.from({ length: 60_000 }, (_, at) => `word${at}`);
    expect(read([many.join(" "), many.toReversed().join(" ")])).toEqual([many, many.toReversed()]);
  });
});

describe("the reader", () => {
  const lists = ({ starts, numbers }: Lists, at: number) => [...numbers.subarray(starts[at], starts[at + 1])];

  test("knows the words and terms of all texts, in their order", () => {
    const { read, words, written, terms, numberOf } = createReader();
    const texts = library.cards.slice(0, 500).flatMap(({ sentences }) => sentences);
    for (const [at, number] of read(texts).entries()) {
      expect(lists(words, number).map((word) => written[word])).toEqual(wordsOf(texts[at]!));
      expect(lists(terms, number)).toEqual(termsOf(texts[at]!).map(numberOf));
    }
  });

  test("reads a list of texts once", () => {
    const { read, words } = createReader();
    const texts = ["a pod", "a node"];
    expect(read(texts)).toBe(read(texts));
    expect(words.starts).toHaveLength(3);
  });

  test("numbers terms in the order in which they come, and knows no others", () => {
    const { read, numberOf, size } = createReader();
    read(["pods on nodes", "nodes and pods"]);
    expect(["pod", "node", "swarm"].map(numberOf)).toEqual([0, 1, undefined]);
    expect(size()).toBe(2);
  });
});
