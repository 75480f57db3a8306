/** What people answered, on disk: counted by quiz, and gone through again by person and by question. */
import type { Kysely, Selectable } from "kysely";
import type { Question } from "../knowledge/types.ts";
import type { Ruling } from "../quiz/ruling.ts";
import type { LearntFrom } from "../school/disputed.ts";
import type { QuizAnswer, QuizRecords } from "../school/quizzes.ts";
import { itemAnswersSince } from "./item-answers.ts";
import { replyIn } from "./reply.ts";
import type { Tables } from "./tables.ts";

type QuizAnswerRecords = Pick<
  QuizRecords,
  | "addAnswer"
  | "answers"
  | "setCorrect"
  | "setGuessed"
  | "noteRatings"
  | "answersBy"
  | "answersTo"
  | "answersSince"
  | "answersIn"
  | "answeredAt"
>;

export function quizAnswerRecords(database: Kysely<Tables>): QuizAnswerRecords {
  const learnt = () =>
    database
      .selectFrom("quiz_answers")
      .innerJoin("quizzes", "quizzes.id", "quiz_answers.quiz")
      .select([
        "quiz_answers.quiz",
        "person",
        "correct",
        "guessed",
        "ability",
        "item_difficulty",
        "answered_at",
        "question",
        "ruling",
      ])
      .orderBy("answered_at")
      .orderBy("quiz_answers.quiz");
  return {
    async addAnswer({ at, correct, reply, guessed, ...answer }) {
      const inserted = await database
        .insertInto("quiz_answers")
        .values({
          ...answer,
          option: reply.kind === "option" ? reply.option : NO_OPTION,
          reply: JSON.stringify(reply),
          correct: correct ? 1 : 0,
          guessed: guessed ? 1 : 0,
          answered_at: at,
        })
        .onConflict((conflict) => conflict.columns(["quiz", "person"]).doNothing())
        .returning("person")
        .executeTakeFirst();
      return inserted !== undefined;
    },
    async answers(quiz) {
      const rows = await database
        .selectFrom("quiz_answers")
        .selectAll()
        .where("quiz", "=", quiz)
        .orderBy("answered_at")
        .execute();
      return rows.map(toAnswer);
    },
    async answeredAt(team, person, sinceMs) {
      const rows = await database
        .selectFrom("quiz_answers")
        .select("answered_at")
        .where((where) => where.and({ team, person }))
        .where("answered_at", ">", sinceMs)
        .execute();
      return rows.map((row) => row.answered_at);
    },
    async answersIn(team, channel, sinceMs) {
      const rows = await database
        .selectFrom("quiz_answers")
        .innerJoin("quizzes", "quizzes.id", "quiz_answers.quiz")
        .select(["person", "correct", "answered_at"])
        .where((where) => where.and({ "quizzes.team": team, channel, audience: "" }))
        .where("ruling", "!=", JSON.stringify({ kind: "void" } satisfies Ruling))
        .where("answered_at", ">", sinceMs)
        .execute();
      return rows.map(({ person, correct, answered_at: at }) => ({ person, correct: correct === 1, at }));
    },
    answersSince: (sinceMs) => itemAnswersSince(database, sinceMs),
    async setCorrect(quiz, person, correct) {
      await database
        .updateTable("quiz_answers")
        .set({ correct: correct ? 1 : 0 })
        .where((where) => where.and({ quiz, person }))
        .execute();
    },
    async setGuessed(quiz, person) {
      const result = await database
        .updateTable("quiz_answers")
        .set({ guessed: 1 })
        .where((where) => where.and({ quiz, person, correct: 1, guessed: 0 }))
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    async noteRatings(quiz, person, { ability, difficulty }) {
      await database
        .updateTable("quiz_answers")
        .set({ ability, item_difficulty: difficulty })
        .where((where) => where.and({ quiz, person }))
        .execute();
    },
    async answersBy(team, person) {
      const rows = await learnt()
        .where((where) => where.and({ "quiz_answers.team": team, person }))
        .execute();
      return rows.map(toLearnt);
    },
    async answersTo(team, question) {
      const rows = await learnt()
        .where((where) => where.and({ "quizzes.team": team, question_id: question }))
        .execute();
      return rows.map(toLearnt);
    },
  };
}

type LearntRow = Pick<
  Selectable<Tables["quiz_answers"]>,
  "quiz" | "person" | "correct" | "guessed" | "ability" | "item_difficulty" | "answered_at"
> &
  Pick<Selectable<Tables["quizzes"]>, "question" | "ruling">;

function toLearnt(row: LearntRow): LearntFrom {
  const question = JSON.parse(row.question) as Question;
  return {
    quiz: row.quiz,
    person: row.person,
    question,
    correct: row.correct === 1,
    guessed: row.guessed === 1,
    isVoid: row.ruling !== "" && (JSON.parse(row.ruling) as Ruling).kind === "void",
    ability: row.ability ?? undefined,
    difficulty: row.item_difficulty ?? undefined,
    level: question.difficulty,
    at: row.answered_at,
  };
}

/** What stands in the column `option` when something else was answered. */
const NO_OPTION = -1;

function toAnswer(row: Selectable<Tables["quiz_answers"]>): QuizAnswer {
  const { quiz, team, person, answered_at: at } = row;
  const guessed = row.guessed === 1 ? { guessed: true } : {};
  return { quiz, team, person, reply: replyIn(row), correct: row.correct === 1, at, ...guessed };
}
