// The beginning of a question, and of the file with a new lesson's questions.
import { BLANK } from "../knowledge/check-blanks.ts";

/** Where a question belongs: the lesson's objective and the anchor of a section. */
export type Target = { objective: string; section: string };

/** One question with three options, as an item of a question file. */
export function newQuestion(id: string, { objective, section }: Target): string {
  return `  - id: ${id}
    type: single
    objective: ${objective}
    section: ${section}
    difficulty: 2
    stem: "${BLANK}: what is asked, ending with a question mark?"
    options:
      - text: "${BLANK}: the right answer"
        correct: true
        feedback: "${BLANK}: why it is right"
      - text: "${BLANK}: a wrong one that people believe"
        feedback: "${BLANK}: which misconception it is"
      - text: "${BLANK}: another wrong answer"
        feedback: "${BLANK}: which misconception that is"
    explanation: "${BLANK}: the reason, as the lesson gives it"
`;
}

/** A file with so many questions as a new lesson needs, its objectives in turn. */
export function newQuestions(lesson: string, targets: Target[], count: number): string {
  const questions = Array.from({ length: count }, (_, at) =>
    newQuestion(`${lesson}-${at + 1}`, targets[at % targets.length]!),
  );
  return `lesson: ${lesson}\nquestions:\n${questions.join("")}`;
}

/** A number that no question has: `autoscaling-13` after autoscaling-12. */
export function freeId(lesson: string, taken: string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${lesson}-${number}`)) number += 1;
  return `${lesson}-${number}`;
}
