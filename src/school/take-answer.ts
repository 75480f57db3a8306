/** A person's press on an option: graded as the quiz was posted, written down once. */
import { grade } from "../quiz/grade.ts";
import type { Given, QuizAnswer } from "./quizzes.ts";
import type { Records } from "./store.ts";

/** `shown` is the place of the option as it was shown; the first answer of a person stands. */
export async function take(
  records: Records,
  press: { quiz: string; team: string; person: string; shown: number },
  now: number,
): Promise<Given> {
  const quiz = await records.quizzes.find(press.quiz);
  const option = quiz?.order[press.shown];
  if (!quiz || option === undefined) return { kind: "unknown" };
  const earlier = (await records.quizzes.answers(quiz.id)).find(({ person }) => person === press.person);
  if (earlier) return { kind: "again", quiz, grade: grade(quiz.question, earlier.option) };
  if (quiz.closed || now >= quiz.closesAt) return { kind: "closed", quiz };
  const graded = grade(quiz.question, option);
  const answer: QuizAnswer = {
    quiz: quiz.id,
    team: press.team,
    person: press.person,
    option,
    correct: graded.correct,
    at: now,
  };
  const isFirst = await records.quizzes.addAnswer(answer);
  return { kind: isFirst ? "first" : "again", quiz, grade: graded };
}
