import { describe, expect, test } from "@jest/globals";
import { checkContents } from "../../src/knowledge/check.ts";
import { parseGlossary } from "../../src/knowledge/glossary.ts";
import type { Contents } from "../../src/knowledge/library.ts";
import { printProblem } from "../../src/knowledge/problem.ts";
import { parseQuestions } from "../../src/knowledge/question.ts";
import { parseTracks } from "../../src/knowledge/tracks.ts";
import { LESSON, LESSON_FILE, QUESTIONS, QUESTIONS_FILE, TRACKS, lessonWith, lineOf, questionsWith, replaced, valueOf } from "./fixture.ts";

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
    ["another file name", "id: anchors", "id: chains", `${LESSON_FILE}:2: id "chains" in a file named anchors.md; give both the same name`],
    ["few asks", "  - How heavy is an anchor?\n", "", `${line("asks")}5 asks; write 6 to 12`],
    ["an ask twice", "How heavy is an anchor?", "What is an anchor?", `${line("asks")}ask "What is an anchor?" twice; remove one`],
    ["an impossible date", "2026-11-22", "2026-02-30", `${line("reviewed")}reviewed "2026-02-30" is no day of the calendar; write a date such as 2026-11-22`],
    ["no sources", "sources:\n  - title: The book of anchors\n    url: https://example.com/anchors", "sources: []", `${line("sources")}no sources; name the upstream documents that were read`],
    ["a missing section", "{#confuse}", "{#mixed-up}", `${LESSON_FILE}:1: no section {#confuse}; write it, see knowledge/FORMAT.md`],
    ["an anchor twice", "{#trouble}", "{#weight}", `${line("## When")}anchor "weight" twice; rename one`],
    ["a long fact", "A ship has several.", `${long}.`, `${line("- Chains")}key fact of 39 words; cut it to 30 or split it`],
    ["a fact without an end", "A ship has several.", "A ship has several", `${line("- Chains")}key fact without a full stop; end it with one`],
    ["a fact without a subject", "- Chains come", "- They come", `${line("- Chains")}key fact that does not name its subject; name it`],
    ["prose among the facts", "- An anchor weighs", "Anchors are old.\n\n- An anchor weighs", `${line("- An anchor")}a paragraph among the key facts; write one fact a bullet`],
    ["a summary of one sentence", " A ship without an anchor drifts.", "", `${line("## In short")}"In short" has 1 sentences; write two or three`],
    ["an empty cell", "| The chain is short. |", "| |", `${line("| The anchor drags")}empty table cell; fill it or write a list`],
    ["a cause without an end", "The chain is short.", "The chain is short", `${line("| The anchor drags")}cause, check or fix without a full stop; end each with one`],
    ["code without a language", "```bash\nanchor", "```\nanchor", `${line("```bash\nanchor")}code block without a language; name it after the fence, \`text\` if none fits`],
    ["HTML in a text", "An anchor holds", "An <b>anchor</b> holds", `${line("An anchor holds")}"<b>" in a text; write no HTML and no images; put code in backticks`],
    ["an image", "An anchor holds", "![An](a.png) anchor holds", `${line("An anchor holds")}"![An](" in a text; write no HTML and no images; put code in backticks`],
    ["a diagram without words", "## How to", "```mermaid\nflowchart LR\n```\n\n## How to", `${line("## How to")}diagram without words; say the same in a paragraph after it`],
    ["an unknown prerequisite", "prerequisites: []", "prerequisites: [ropes]", `${line("prerequisites")}prerequisite "ropes" is no other lesson; correct or remove it`],
    ["a dead anchor link", "(#in-short)", "(#nowhere)", `${line("- An anchor")}link to "#nowhere" leads nowhere; link to lesson.md#anchor, #anchor or https`],
    ["a dead lesson link", "(#in-short)", "(ropes.md)", `${line("- An anchor")}link to "ropes.md" leads nowhere; link to lesson.md#anchor, #anchor or https`],
  ])("with %s", (_, from, to, complaint) => {
    expect(complaints({ lessons: [lessonWith(from, to)] })).toContain(complaint);
  });

  test("in no track, or with too few questions, or an objective asked about once", () => {
    expect(complaints({ tracks: [] })).toEqual([`${LESSON_FILE}:1: lesson "anchors" is in 0 tracks; list it once in tracks.yaml`]);
    const few = complaints({ questions: good.questions.slice(0, 1) });
    expect(few).toContain(`${LESSON_FILE}:1: lesson "anchors" has 1 questions; write at least 8 in questions/anchors.yaml`);
    expect(few).toContain(`${LESSON_FILE}:${lineOf(LESSON, "objectives")}: objective "drop" has 1 questions; ask about it at least 2 times`);
  });
});

describe("a question", () => {
  const long = "Stop the ship, wait for the waves, look at the chart and only then go on";

  test.each([
    ["two correct answers", "Paint the ship\n", "Paint the ship\n        correct: true\n", "has 2 correct answers; mark exactly one"],
    ["no correct answer", "        correct: true\n", "", "has 0 correct answers; mark exactly one"],
    ["two options", "      - text: Sell the ship\n        feedback: Then somebody else anchors it.\n", "", "has 2 options; write 3 or 4"],
    ["equal options", "Sell the ship", "paint the ship", 'has the option "paint the ship" twice; change one'],
    ["an option without feedback", "        feedback: Paint does not hold a ship.\n", "", 'has no feedback for "Paint the ship"; name the misconception, or confirm'],
    ["a long option", "Paint the ship", "x".repeat(151), "has an option of 151 characters; cut it to 150"],
    ["all of the above", "Sell the ship", "All of the above", 'has the option "All of the above"; write an option of its own'],
    ["none of these", "Sell the ship", "None of these", 'has the option "None of these"; write an option of its own'],
    ["a long key", "Stop the ship", long, "has a correct answer 5.1 times as long as the median; shorten it or lengthen the others"],
    ["a quiet negation", "What do you do first?", "Which of these does not hold a ship?", "asks for what is not so in small letters; write NOT in capitals"],
    ["no end of its stem", "What do you do first?", "What do you do first", "has a stem without an end; end it with a question mark"],
  ])("with %s", (_, from, to, complaint) => {
    expect(complaints({ questions: uniqueIds(from, to) })).toContain(`${QUESTIONS_FILE}:3: question "a" ${complaint}`);
  });

  test("a negation in capitals is fine", () => {
    expect(complaints({ questions: uniqueIds("What do you do first?", "Which of these does NOT hold a ship?") })).toEqual([]);
  });

  test.each([
    ["section", "section: drop", "section: sink", 'names the section "anchors#sink", which is none; name an anchor of the lesson'],
    ["objective", "objective: drop", "objective: sink", 'names the objective "sink", which is none; name an objective of the lesson'],
  ])("whose %s is unknown", (_, from, to, complaint) => {
    expect(complaints({ questions: uniqueIds(from, to) })).toContain(`${QUESTIONS_FILE}:3: question "a" ${complaint}`);
  });

  test("of an unknown lesson, or with another's id", () => {
    expect(complaints({ questions: uniqueIds("lesson: anchors", "lesson: ropes") })).toContain(
      `${QUESTIONS_FILE}:3: question "a" is of lesson "ropes", which is none; correct it`,
    );
    const second = lineOf(QUESTIONS, "  - id: b");
    expect(complaints({ questions: uniqueIds("id: b", "id: a") })).toContain(`${QUESTIONS_FILE}:${second}: question "a" twice; rename or remove one`);
  });

  test("of the wrong type is a problem of its file", () => {
    const parsed = parseQuestions(replaced(QUESTIONS, "type: single", "type: essay"), QUESTIONS_FILE);
    expect(parsed).toMatchObject({ problems: [{ line: 4, found: expect.stringContaining('is not "single"') }] });
    const number = parseQuestions(replaced(QUESTIONS, "text: Stop the ship", "text: 20"), QUESTIONS_FILE);
    expect(number).toMatchObject({ problems: [{ found: '"questions.0.options.0.text" is not a string', mend: "put the value in quotes" }] });
  });
});

describe("the glossary and the tracks", () => {
  const file = "knowledge/glossary.yaml";
  const terms = (text: string) => valueOf(parseGlossary(text, file));

  test("a term points to a lesson or section that exists", () => {
    const [term] = terms("- term: Sea\n  definition: A sea is wet.\n  lesson: anchors#weight\n");
    expect(term).toMatchObject({ id: "glossary#sea", aliases: [], line: 1 });
    expect(complaints({ terms: [term!] })).toEqual([]);
    const lost = terms("- term: Sea\n  definition: A sea is wet.\n  lesson: anchors#sea\n");
    expect(complaints({ terms: lost })).toEqual([`${file}:1: term "Sea" points to "anchors#sea", which is none; correct or remove it`]);
  });

  test("no two terms share a name", () => {
    const twice = terms("- term: Sea\n  definition: A sea is wet.\n- term: Ocean\n  aliases: [sea]\n  definition: An ocean is big.\n");
    expect(complaints({ terms: twice })).toEqual([`${file}:3: glossary name "sea" twice; rename or remove one`]);
  });

  test("a track lists lessons that exist", () => {
    const text = "- id: sea\n  title: Sea\n  summary: Sea.\n  lessons: [anchors, ropes]\n";
    const tracks = valueOf(parseTracks(text, "knowledge/tracks.yaml"));
    expect(complaints({ tracks })).toEqual(['knowledge/tracks.yaml:1: track "sea" lists "ropes", which is no lesson; correct or remove it']);
  });

  test("a term without a definition is a problem of its file", () => {
    expect(parseGlossary("- term: Sea\n", file)).toEqual({ problems: [{ file, line: 1, found: '"0.definition" is missing', mend: "add it" }] });
  });
});
