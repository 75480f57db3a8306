/** Answers as those who write questions look at them: over a whole workspace. */
import type { Kysely } from "kysely";
import type { Question } from "../knowledge/types.ts";
import type { ItemAnswer } from "../quiz/item-statistics.ts";
import type { Ruling } from "../quiz/ruling.ts";
import { replyIn } from "./reply.ts";
import type { Tables } from "./tables.ts";

/** All answers to what was posted since, oldest first, but for questions that were withdrawn. Each quiz's question is parsed once. */
export async function itemAnswersSince(database: Kysely<Tables>, sinceMs: number): Promise<ItemAnswer[]> {
  const quizzes = await database
    .selectFrom("quizzes")
    .select(["id", "question", "ruling"])
    .where("posted_at", ">=", sinceMs)
    .execute();
  const questions = new Map(
    quizzes.filter(({ ruling }) => !isVoid(ruling)).map(({ id, question }) => [id, JSON.parse(question) as Question]),
  );
  const rows = await database
    .selectFrom("quiz_answers")
    .leftJoin("disputes", (join) =>
      join.onRef("disputes.quiz", "=", "quiz_answers.quiz").onRef("disputes.person", "=", "quiz_answers.person"),
    )
    .select([
      "quiz_answers.quiz",
      "quiz_answers.person",
      "quiz_answers.option",
      "quiz_answers.reply",
      "quiz_answers.correct",
      "disputes.quiz as disputed",
    ])
    .where("answered_at", ">=", sinceMs)
    .orderBy("answered_at")
    .execute();
  return rows.flatMap((row) => {
    const question = questions.get(row.quiz);
    if (!question) return [];
    const { person, disputed } = row;
    return [{ question, person, reply: replyIn(row), correct: row.correct === 1, disputed: disputed !== null }];
  });
}

function isVoid(ruling: string): boolean {
  return ruling !== "" && (JSON.parse(ruling) as Ruling).kind === "void";
}
