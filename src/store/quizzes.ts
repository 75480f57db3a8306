/** Quizzes on disk. */
import type { Kysely, Selectable } from "kysely";
import type { Question } from "../knowledge/types.ts";
import type { Asked } from "../quiz/pick.ts";
import type { Ruling } from "../quiz/ruling.ts";
import type { Quiz, QuizRecords } from "../school/quizzes.ts";
import type { Engine } from "./migrations.ts";
import { quizAnswerRecords } from "./quiz-answers.ts";
import { scheduleRecords } from "./schedules.ts";
import type { Tables } from "./tables.ts";

export function quizRecords(database: Kysely<Tables>, engine: Engine): QuizRecords {
  return {
    ...scheduleRecords(database, engine),
    ...quizAnswerRecords(database),
    async add(quiz) {
      await database
        .insertInto("quizzes")
        .values({
          id: quiz.id,
          team: quiz.team,
          channel: quiz.channel,
          schedule: quiz.schedule,
          owner: quiz.owner,
          audience: quiz.audience,
          question_id: quiz.question.id,
          question: JSON.stringify(quiz.question),
          option_order: JSON.stringify(quiz.order),
          posted_at: quiz.postedAt,
          closes_at: quiz.closesAt,
          closed: quiz.closed ? 1 : 0,
        })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
    },
    async find(id) {
      const row = await database.selectFrom("quizzes").selectAll().where("id", "=", id).executeTakeFirst();
      return row && toQuiz(row);
    },
    async move(id, channel) {
      await database.updateTable("quizzes").set({ channel }).where("id", "=", id).execute();
    },
    async hold(id, how) {
      let found = database.selectFrom("quizzes").selectAll().where("id", "=", id);
      if (engine === "postgres") found = how === "alone" ? found.forUpdate() : found.forShare();
      const row = await found.executeTakeFirst();
      return row && toQuiz(row);
    },
    async rule(id, ruling) {
      await database
        .updateTable("quizzes")
        .set({ ruling: JSON.stringify(ruling) })
        .where("id", "=", id)
        .execute();
    },
    async openFor(team, person) {
      const rows = await database
        .selectFrom("quizzes")
        .selectAll()
        .where((where) => where.and({ team, audience: person, closed: 0 }))
        .orderBy("posted_at", "desc")
        .execute();
      return rows.map(toQuiz);
    },
    async overdue(now) {
      const rows = await database
        .selectFrom("quizzes")
        .selectAll()
        .where("closed", "=", 0)
        .where("closes_at", "<=", now)
        .orderBy("closes_at")
        .execute();
      return rows.map(toQuiz);
    },
    async close(id) {
      const result = await database
        .updateTable("quizzes")
        .set({ closed: 1 })
        .where("id", "=", id)
        .where("closed", "=", 0)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    async history(team, channel) {
      const rows = await asked(database)
        .where((where) => where.and({ "quizzes.team": team, channel }))
        .execute();
      return rows.map(toAsked);
    },
    async historyOf(team, person) {
      const answered = database
        .selectFrom("quiz_answers")
        .select("quiz")
        .where((where) => where.and({ team, person }));
      const rows = await asked(database)
        .where("quizzes.team", "=", team)
        .where((where) => where.or([where("audience", "=", person), where("quizzes.id", "in", answered)]))
        .execute();
      return rows.map(toAsked);
    },
  };
}

/** What was asked, oldest first, with how it was answered. */
function asked(database: Kysely<Tables>) {
  return database
    .selectFrom("quizzes")
    .leftJoin("quiz_answers", "quiz_answers.quiz", "quizzes.id")
    .select(({ fn }) => [
      "quizzes.question_id as question",
      "quizzes.posted_at as postedAt",
      fn.count<number>("quiz_answers.person").as("answers"),
      fn.count<number>("quiz_answers.person").filterWhere("quiz_answers.correct", "=", 0).as("missed"),
    ])
    .groupBy(["quizzes.id", "quizzes.question_id", "quizzes.posted_at"])
    .orderBy("quizzes.posted_at");
}

/** A row of SQLite has no prototype. */
const toAsked = ({ question, postedAt, answers, missed }: Asked): Asked => ({ question, postedAt, answers, missed });

function toQuiz(row: Selectable<Tables["quizzes"]>): Quiz {
  const { id, team, channel, schedule, owner, audience } = row;
  return {
    id,
    team,
    channel,
    schedule,
    owner,
    audience,
    question: JSON.parse(row.question) as Question,
    order: JSON.parse(row.option_order) as number[],
    postedAt: row.posted_at,
    closesAt: row.closes_at,
    closed: row.closed === 1,
    ...(row.ruling ? { ruling: JSON.parse(row.ruling) as Ruling } : {}),
  };
}
