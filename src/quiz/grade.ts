// What an answer is worth, and what a closed question adds up to. Options are named by their index in the question, not as shown.
import type { Question } from "../knowledge/types.ts";

export type Grade = { correct: boolean; chosen: number; feedback: string; right: number };

/** Grades one choice. Throws when there is no such option: a learner cannot press a button that was never shown. */
export function grade(question: Question, chosenOption: number): Grade {
  const option = question.options[chosenOption];
  if (!option) {
    throw new RangeError(
      `question "${question.id}" has no option ${chosenOption}; give an index from 0 to ${question.options.length - 1}`,
    );
  }
  const right = question.options.findIndex(({ correct }) => correct);
  return { correct: option.correct, chosen: chosenOption, feedback: option.feedback, right };
}

/**
 * Votes by option, right answers and all answers. An answer to an option that an author has since removed counts in the total only.
 */
export function tally(
  question: Question,
  answers: { option: number }[],
): { votes: number[]; correct: number; total: number } {
  const votes = question.options.map((_, at) => answers.filter(({ option }) => option === at).length);
  const correct = answers.filter(({ option }) => question.options[option]?.correct).length;
  return { votes, correct, total: answers.length };
}
