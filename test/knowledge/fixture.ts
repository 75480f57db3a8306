// A small correct lesson with its questions, to be broken in one place by each test.
import { parseLesson } from "../../src/knowledge/lesson.ts";
import { parseQuestions } from "../../src/knowledge/question.ts";
import type { Parsed } from "../../src/knowledge/problem.ts";
import type { Lesson, Question } from "../../src/knowledge/types.ts";

export const LESSON = `---
id: anchors
title: Anchors
level: beginner
prerequisites: []
aliases: [anchor]
asks:
  - What is an anchor?
  - How do I drop an anchor?
  - Why does my anchor drag?
  - How is an anchor different from a buoy?
  - How heavy is an anchor?
  - When do I raise the anchor?
objectives:
  - id: drop
    text: Drop an anchor
version: Sea 1.0
reviewed: 2026-11-22
sources:
  - title: The book of anchors
    url: https://example.com/anchors
---

## In short {#in-short}
An anchor holds a ship in its place. A ship without an anchor drifts.

## Key facts {#key-facts}
### Weight {#weight}
- An anchor weighs [far less](#in-short) than the **chain**.
- Chains come in shackles, e.g. of 27.5 metres. A ship has several.

## How to {#how-to}
### Drop it {#drop}
1. Stop the ship.
   \`\`\`bash
   ship stop
   \`\`\`
2. Let go.

\`\`\`bash
anchor drop
\`\`\`

## When it goes wrong {#trouble}
| Symptom | Cause | Check | Fix |
|---|---|---|---|
| The anchor drags | The chain is short. | Run \`chain --length\`. | Pay out more chain. |

## Do not confuse {#confuse}
| This | That | Difference |
|---|---|---|
| Anchor | Buoy | An anchor sinks; a buoy floats. |
`;

const question = (id: string) => `  - id: ${id}
    type: single
    objective: drop
    section: drop
    difficulty: 2
    stem: What do you do first?
    options:
      - text: Stop the ship
        correct: true
        feedback: Right, a moving ship breaks its chain.
      - text: Paint the ship
        feedback: Paint does not hold a ship.
      - text: Sell the ship
        feedback: Then somebody else anchors it.
    explanation: A ship is stopped before the anchor falls.
`;

export const QUESTIONS = `lesson: anchors\nquestions:\n${["a", "b", "c", "d", "e", "f", "g", "h"].map(question).join("")}`;

export const LESSON_FILE = "knowledge/lessons/anchors.md";
export const QUESTIONS_FILE = "knowledge/questions/anchors.yaml";
export const TRACKS = [
  { id: "sea", title: "Sea", summary: "Sea.", lessons: ["anchors"], file: "knowledge/tracks.yaml", line: 1 },
];

/** The value of a text that must parse. */
export function valueOf<T>(parsed: Parsed<T>): T {
  if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

/** The lesson, with one piece of its text replaced. */
export function lessonWith(from = "", to = ""): Lesson {
  return valueOf(parseLesson(replaced(LESSON, from, to), LESSON_FILE));
}

/** The questions, with the first occurrence of a piece of their text replaced. */
export function questionsWith(from = "", to = ""): Question[] {
  return valueOf(parseQuestions(replaced(QUESTIONS, from, to), QUESTIONS_FILE));
}

/** A text with one piece replaced, which must be there. */
export function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the fixture has no "${from}"`);
  return text.replace(from, () => to);
}

/** The line of the first occurrence of a piece of text, counted from 1. */
export function lineOf(text: string, piece: string): number {
  return text.slice(0, text.indexOf(piece)).split("\n").length;
}
