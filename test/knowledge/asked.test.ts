// What sections are asked stands in files of their own, one question a line.
import { describe, expect, test } from "@jest/globals";
import { giveAsked, parseAsked } from "../../src/knowledge/asked.ts";
import { lessonWith } from "./fixture.ts";

const FILE = "asked/anchors.txt";
const TEXT = "## weight\nhow much does it press\n\n#!/bin/sh in an anchor\n\n## drop\r\nhow do I let go\r\n";

function valueOf(text: string, file = FILE) {
  const parsed = parseAsked(text, file);
  if (!("value" in parsed)) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

describe("parseAsked", () => {
  test("gives the questions of each anchor, with the line of its heading", () => {
    expect(valueOf(TEXT)).toEqual({
      lesson: "anchors",
      file: FILE,
      anchors: [
        { anchor: "weight", line: 1, questions: ["how much does it press", "#!/bin/sh in an anchor"] },
        { anchor: "drop", line: 6, questions: ["how do I let go"] },
      ],
    });
    expect(valueOf("").anchors).toEqual([]);
  });

  test.each([
    ["how heavy\n## weight\n", { file: FILE, line: 1, found: "a question before the first anchor" }],
    ["## weight\n## The Drop\nhow\n", { file: FILE, line: 2, found: '"## The Drop" names no anchor' }],
  ])("complains of %j", (text, problem) => {
    expect(parseAsked(text, FILE)).toMatchObject({ problems: [problem] });
  });
});

describe("giveAsked", () => {
  const askedOf = (text: string, file = FILE) => giveAsked([lessonWith()], [valueOf(text, file)]);

  test("gives each section what it is asked", () => {
    const { lessons, problems } = askedOf(TEXT);
    expect(problems).toEqual([]);
    const asked = lessons[0]!.sections.filter((section) => section.asked.length > 0);
    expect(asked.map((section) => [section.anchor, section.asked])).toEqual([
      ["weight", ["how much does it press", "#!/bin/sh in an anchor"]],
      ["drop", ["how do I let go"]],
    ]);
  });

  test("complains of an anchor and of a lesson that is none, and keeps the rest", () => {
    const { lessons, problems } = askedOf("## mass\nhow much\n## weight\nhow heavy\n");
    expect(problems).toMatchObject([
      { file: FILE, line: 1, found: '"mass" is no anchor of knowledge/lessons/anchors.md' },
    ]);
    expect(lessons[0]!.sections.flatMap((section) => section.asked)).toEqual(["how heavy"]);
    expect(askedOf(TEXT, "asked/buoys.txt").problems).toMatchObject([
      { line: 1, found: 'asks of "buoys", which is no lesson here' },
    ]);
  });
});
