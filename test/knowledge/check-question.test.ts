import { describe, expect, test } from "@jest/globals";
import { checkContents } from "../../src/knowledge/check.ts";
import { parseGlossary } from "../../src/knowledge/glossary.ts";
import type { Contents } from "../../src/knowledge/library.ts";
import { printProblem } from "../../src/knowledge/problem.ts";
import { parseQuestions } from "../../src/knowledge/question.ts";
import { parseTracks } from "../../src/knowledge/tracks.ts";
import { QUESTIONS, QUESTIONS_FILE, TRACKS, lessonWith, lineOf, questionsWith, replaced, valueOf } from "./fixture.ts";

const good: Contents = { lessons: [lessonWith()], questions: uniqueIds(), terms: [], tracks: TRACKS };

/** The rules of the fixture's eight questions are broken in the first one only. */
function uniqueIds(from = "", to = "") {
  return questionsWith(from, to);
}

function complaints(contents: Partial<Contents>): string[] {
  return checkContents({ ...good, ...contents }).map(printProblem);
}

describe("a question", () => {
  const long = "Stop the ship, wait for the waves, look at the chart and only then go on";

  test.each([
    [
      "two correct answers",
      "Paint the ship\n",
      "Paint the ship\n        correct: true\n",
      "has 2 correct answers; mark exactly one",
    ],
    ["no correct answer", "        correct: true\n", "", "has 0 correct answers; mark exactly one"],
    [
      "two options",
      "      - text: Sell the ship\n        feedback: Then somebody else anchors it.\n",
      "",
      "has 2 options; write 3 or 4",
    ],
    ["equal options", "Sell the ship", "paint the ship", 'has the option "paint the ship" twice; change one'],
    [
      "an option without feedback",
      "        feedback: Paint does not hold a ship.\n",
      "",
      'has no feedback for "Paint the ship"; name the misconception, or confirm',
    ],
    ["a long option", "Paint the ship", "x".repeat(151), "has an option of 151 characters; cut it to 150"],
    [
      "all of the above",
      "Sell the ship",
      "All of the above",
      'has the option "All of the above"; write an option of its own',
    ],
    ["none of these", "Sell the ship", "None of these", 'has the option "None of these"; write an option of its own'],
    [
      "a long key",
      "Stop the ship",
      long,
      "has a correct answer 5.1 times as long as the median; shorten it or lengthen the others",
    ],
    [
      "a quiet negation",
      "What do you do first?",
      "Which of these does not hold a ship?",
      "asks for what is not so in small letters; write NOT in capitals",
    ],
    [
      "no end of its stem",
      "What do you do first?",
      "What do you do first",
      "has a stem without an end; end it with a question mark",
    ],
  ])("with %s", (_, from, to, complaint) => {
    expect(complaints({ questions: uniqueIds(from, to) })).toContain(`${QUESTIONS_FILE}:3: question "a" ${complaint}`);
  });

  test("a negation in capitals is fine", () => {
    expect(
      complaints({ questions: uniqueIds("What do you do first?", "Which of these does NOT hold a ship?") }),
    ).toEqual([]);
  });

  test.each([
    [
      "section",
      "section: drop",
      "section: sink",
      'names the section "anchors#sink", which is none; name an anchor of the lesson',
    ],
    [
      "objective",
      "objective: drop",
      "objective: sink",
      'names the objective "sink", which is none; name an objective of the lesson',
    ],
  ])("whose %s is unknown", (_, from, to, complaint) => {
    expect(complaints({ questions: uniqueIds(from, to) })).toContain(`${QUESTIONS_FILE}:3: question "a" ${complaint}`);
  });

  test("of an unknown lesson, or with another's id", () => {
    expect(complaints({ questions: uniqueIds("lesson: anchors", "lesson: ropes") })).toContain(
      `${QUESTIONS_FILE}:3: question "a" is of lesson "ropes", which is none; correct it`,
    );
    const second = lineOf(QUESTIONS, "  - id: b");
    expect(complaints({ questions: uniqueIds("id: b", "id: a") })).toContain(
      `${QUESTIONS_FILE}:${second}: question "a" twice; rename or remove one`,
    );
  });

  test("of the wrong type is a problem of its file", () => {
    const parsed = parseQuestions(replaced(QUESTIONS, "type: single", "type: essay"), QUESTIONS_FILE);
    expect(parsed).toMatchObject({
      problems: [{ line: 4, found: expect.stringContaining("is not one of single, multiple") }],
    });
    const number = parseQuestions(replaced(QUESTIONS, "text: Stop the ship", "text: 20"), QUESTIONS_FILE);
    expect(number).toMatchObject({
      problems: [{ found: '"questions.0.options.0.text" is not a string', mend: "put the value in quotes" }],
    });
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
    expect(complaints({ terms: lost })).toEqual([
      `${file}:1: term "Sea" points to "anchors#sea", which is none; correct or remove it`,
    ]);
  });

  test("no two terms share a name", () => {
    const twice = terms(
      "- term: Sea\n  definition: A sea is wet.\n- term: Ocean\n  aliases: [sea]\n  definition: An ocean is big.\n",
    );
    expect(complaints({ terms: twice })).toEqual([`${file}:3: glossary name "sea" twice; rename or remove one`]);
  });

  test("a track lists lessons that exist", () => {
    const text = "- id: sea\n  title: Sea\n  summary: Sea.\n  lessons: [anchors, ropes]\n";
    const tracks = valueOf(parseTracks(text, "knowledge/tracks.yaml"));
    expect(complaints({ tracks })).toEqual([
      'knowledge/tracks.yaml:1: track "sea" lists "ropes", which is no lesson; correct or remove it',
    ]);
  });

  test("a term without a definition is a problem of its file", () => {
    expect(parseGlossary("- term: Sea\n", file)).toEqual({
      problems: [{ file, line: 1, found: '"0.definition" is missing', mend: "add it" }],
    });
  });
});
