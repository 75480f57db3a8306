// Questions for the tests of this room.
import type { Question } from "../../src/knowledge/types.ts";

/** A question with four options, of which one is right. */
export function aQuestion(id: string, lesson = "pods", right = 1): Question {
  return {
    id,
    lesson,
    type: "single",
    objective: "objective",
    section: `${lesson}#section`,
    difficulty: 1,
    stem: "Which one?",
    options: [0, 1, 2, 3].map((n) => ({ text: `option ${n}`, correct: n === right, feedback: `feedback ${n}` })),
    explanation: "Because.",
    file: "knowledge/questions/pods.yaml",
    line: 1,
  };
}
