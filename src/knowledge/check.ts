// The rules of FORMAT.md for contents as a whole. Each returns what is wrong, where, and how to mend it.
import { checkBank } from "./check-bank.ts";
import { checkLesson } from "./check-lesson.ts";
import { checkQuestion } from "./check-question.ts";
import { checkReferences } from "./check-references.ts";
import type { Contents } from "./library.ts";
import type { Problem } from "./problem.ts";
import type { Lesson, Question } from "./types.ts";

const FEWEST_QUESTIONS = 8;
const OBJECTIVE_COVERED = 2;

/** Everything wrong with parsed contents, in the order of files and lines. */
export function checkContents(contents: Contents): Problem[] {
  const problems = [
    ...contents.lessons.flatMap(checkLesson),
    ...contents.questions.flatMap(checkQuestion),
    ...checkBank(contents.questions),
    ...contents.lessons.flatMap((lesson) => checkQuizOf(lesson, contents.questions)),
    ...checkReferences(contents),
  ];
  return problems.toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

/** A lesson has enough questions, and every objective is asked about often enough. */
function checkQuizOf(lesson: Lesson, questions: Question[]): Problem[] {
  const own = questions.filter((question) => question.lesson === lesson.id);
  const problems: Problem[] = [];
  if (own.length < FEWEST_QUESTIONS) {
    const found = `lesson "${lesson.id}" has ${own.length} questions`;
    const mend = `write at least ${FEWEST_QUESTIONS} in questions/${lesson.id}.yaml`;
    problems.push({ file: lesson.file, line: 1, found, mend });
  }
  for (const { id } of lesson.objectives) {
    const times = own.filter((question) => question.objective === id).length;
    if (times >= OBJECTIVE_COVERED) continue;
    const found = `objective "${id}" has ${times} questions`;
    problems.push({
      file: lesson.file,
      line: lesson.lines["objectives"] ?? 1,
      found,
      mend: `ask about it at least ${OBJECTIVE_COVERED} times`,
    });
  }
  return problems;
}
