import { describe, expect, test } from "@jest/globals";
import type { Citation, Passage } from "../../src/ask/answer.ts";
import { checkQuotes, isSupported } from "../../src/ask/check.ts";
import { termsOf } from "../../src/ask/words.ts";

const passage: Passage = {
  id: "anchors#weight",
  kind: "lesson",
  text: "An anchor weighs 40 kg.\nRun `anchor drop --slow` to let it go.",
  lesson: "anchors",
  section: "anchors#weight",
  lessonTitle: "Anchors",
  heading: "Weight",
};
const citations: Citation[] = [{ n: 1, passage, section: passage.section, lessonTitle: "Anchors", heading: "Weight" }];

describe("checkQuotes", () => {
  test("finds nothing in a true quotation", () => {
    expect(checkQuotes([{ text: "An anchor weighs 40 kg.", cites: [1] }], citations)).toEqual([]);
  });

  test("finds missing and unknown citations and words that do not stand there", () => {
    const sentences = [
      { text: "An anchor weighs 40 kg.", cites: [] },
      { text: "An anchor weighs 40 kg.", cites: [2] },
      { text: "An anchor weighs 41 kg.", cites: [1] },
    ];
    expect(checkQuotes(sentences, citations)).toEqual([
      { sentence: 0, found: "no citation" },
      { sentence: 1, found: "unknown citation" },
      { sentence: 2, found: "not in the cited passage" },
    ]);
  });
});

describe("isSupported", () => {
  test.each([
    ["An anchor has a weight of 40 kg.", true],
    ["An anchor weighs 50 kg.", false],
    ["Use `anchor drop --slow`.", true],
    ["Use `anchor drop --fast`.", false],
    ["The SlowAnchor controller lets it go.", false],
    ["Whales sing beautiful songs at night.", false],
    ["So it is.", true],
  ])("%s -> %s", (sentence, supported) => {
    expect(isSupported(sentence, [passage], termsOf)).toBe(supported);
  });

  test("nothing stands on no passage", () => {
    expect(isSupported("An anchor weighs 40 kg.", [], termsOf)).toBe(false);
  });
});
