import { describe, expect, test } from "@jest/globals";
import { checkContents } from "../../src/knowledge/check.ts";
import type { Contents } from "../../src/knowledge/library.ts";
import { printProblem } from "../../src/knowledge/problem.ts";
import { LESSON, LESSON_FILE, TRACKS, lessonWith, lineOf, questionsWith } from "./fixture.ts";

const good: Contents = { lessons: [lessonWith()], questions: uniqueIds(), terms: [], tracks: TRACKS };

/** The rules of the fixture's eight questions are broken in the first one only. */
function uniqueIds(from = "", to = "") {
  return questionsWith(from, to);
}

function complaints(contents: Partial<Contents>): string[] {
  return checkContents({ ...good, ...contents }).map(printProblem);
}

test("correct contents have no problems", () => {
  expect(complaints({})).toEqual([]);
});

describe("a lesson", () => {
  const line = (piece: string) => `${LESSON_FILE}:${lineOf(LESSON, piece)}: `;
  const long = Array.from({ length: 31 }, (_, at) => (at ? "very" : "Anchors")).join(" ");

  test.each([
    [
      "another file name",
      "id: anchors",
      "id: chains",
      `${LESSON_FILE}:2: id "chains" in a file named anchors.md; give both the same name`,
    ],
    ["few asks", "  - How heavy is an anchor?\n", "", `${line("asks")}5 asks; write 6 to 12`],
    [
      "an ask twice",
      "How heavy is an anchor?",
      "What is an anchor?",
      `${line("asks")}ask "What is an anchor?" twice; remove one`,
    ],
    [
      "an impossible date",
      "2026-11-22",
      "2026-02-30",
      `${line("reviewed")}reviewed "2026-02-30" is no day of the calendar; write a date such as 2026-11-22`,
    ],
    [
      "no sources",
      "sources:\n  - title: The book of anchors\n    url: https://example.com/anchors",
      "sources: []",
      `${line("sources")}no sources; name the upstream documents that were read`,
    ],
    [
      "a missing section",
      "{#confuse}",
      "{#mixed-up}",
      `${LESSON_FILE}:1: no section {#confuse}; write it, see knowledge/FORMAT.md`,
    ],
    ["an anchor twice", "{#trouble}", "{#weight}", `${line("## When")}anchor "weight" twice; rename one`],
    [
      "a long fact",
      "A ship has several.",
      `${long}.`,
      `${line("- Chains")}key fact of 39 words; cut it to 30 or split it`,
    ],
    [
      "a fact without an end",
      "A ship has several.",
      "A ship has several",
      `${line("- Chains")}key fact without a full stop; end it with one`,
    ],
    [
      "a fact without a subject",
      "- Chains come",
      "- They come",
      `${line("- Chains")}key fact that does not name its subject; name it`,
    ],
    [
      "prose among the facts",
      "- An anchor weighs",
      "Anchors are old.\n\n- An anchor weighs",
      `${line("- An anchor")}a paragraph among the key facts; write one fact a bullet`,
    ],
    [
      "a single question that nobody asks",
      "An anchor sinks; a buoy floats. |\n",
      "An anchor sinks; a buoy floats. |\n\n## Single questions {#questions}\n### Rust {#rust}\n- An anchor rusts.\n",
      `${LESSON_FILE}:${LESSON.split("\n").length + 2}: "Rust" answers no question; add what learners ask to asked/anchors.txt`,
    ],
    [
      "prose that answers a single question",
      "## Do not confuse",
      "## Single questions {#questions}\nMany ask.\n\n## Do not confuse",
      `${LESSON_FILE}:${lineOf(LESSON, "## Do not confuse") + 1}: a paragraph among the key facts; write one fact a bullet`,
    ],
    [
      "a part after the single questions",
      "## Do not confuse",
      "## Single questions {#questions}\n\n## Do not confuse",
      `${LESSON_FILE}:${lineOf(LESSON, "## Do not confuse") + 2}: "Do not confuse" after the single questions; move it before them`,
    ],
    [
      "a summary of one sentence",
      " A ship without an anchor drifts.",
      "",
      `${line("## In short")}"In short" has 1 sentences; write two or three`,
    ],
    [
      "an empty cell",
      "| The chain is short. |",
      "| |",
      `${line("| The anchor drags")}empty table cell; fill it or write a list`,
    ],
    [
      "a cause without an end",
      "The chain is short.",
      "The chain is short",
      `${line("| The anchor drags")}cause, check or fix without a full stop; end each with one`,
    ],
    [
      "code without a language",
      "```bash\nanchor",
      "```\nanchor",
      `${line("```bash\nanchor")}code block without a language; name it after the fence, \`text\` if none fits`,
    ],
    [
      "HTML in a text",
      "An anchor holds",
      "An <b>anchor</b> holds",
      `${line("An anchor holds")}"<b>" in a text; write no HTML and no images; put code in backticks`,
    ],
    [
      "an image",
      "An anchor holds",
      "![An](a.png) anchor holds",
      `${line("An anchor holds")}"![An](" in a text; write no HTML and no images; put code in backticks`,
    ],
    [
      "a diagram without words",
      "## How to",
      "```mermaid\nflowchart LR\n```\n\n## How to",
      `${line("## How to")}diagram without words; say the same in a paragraph after it`,
    ],
    [
      "an unknown prerequisite",
      "prerequisites: []",
      "prerequisites: [ropes]",
      `${line("prerequisites")}prerequisite "ropes" is no other lesson; correct or remove it`,
    ],
    [
      "a dead anchor link",
      "(#in-short)",
      "(#nowhere)",
      `${line("- An anchor")}link to "#nowhere" leads nowhere; link to lesson.md#anchor, #anchor or https`,
    ],
    [
      "a dead lesson link",
      "(#in-short)",
      "(ropes.md)",
      `${line("- An anchor")}link to "ropes.md" leads nowhere; link to lesson.md#anchor, #anchor or https`,
    ],
  ])("with %s", (_, from, to, complaint) => {
    expect(complaints({ lessons: [lessonWith(from, to)] })).toContain(complaint);
  });

  test("in no track, or with too few questions, or an objective asked about once", () => {
    expect(complaints({ tracks: [] })).toEqual([
      `${LESSON_FILE}:1: lesson "anchors" is in 0 tracks; list it once in tracks.yaml`,
    ]);
    const few = complaints({ questions: good.questions.slice(0, 1) });
    expect(few).toContain(
      `${LESSON_FILE}:1: lesson "anchors" has 1 questions; write at least 8 in questions/anchors.yaml`,
    );
    expect(few).toContain(
      `${LESSON_FILE}:${lineOf(LESSON, "objectives")}: objective "drop" has 1 questions; ask about it at least 2 times`,
    );
  });
});
