/** Quizzes on disk. */
import type { Kysely, Selectable } from "kysely";
import type { Question } from "../knowledge/types.ts";
import type { Reply } from "../quiz/reply.ts";
import type { Timetable } from "../quiz/timetable.ts";
import type { Quiz, QuizAnswer, QuizRecords, Schedule } from "../school/quizzes.ts";
import type { Engine } from "./migrations.ts";
import type { Tables } from "./tables.ts";

export function quizRecords(database: Kysely<Tables>, engine: Engine): QuizRecords {
  return {
    ...scheduleRecords(database, engine),
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
      const rows = await database
        .selectFrom("quizzes")
        .leftJoin("quiz_answers", "quiz_answers.quiz", "quizzes.id")
        .select(({ fn }) => [
          "quizzes.question_id as question",
          "quizzes.posted_at as postedAt",
          fn.count<number>("quiz_answers.person").as("answers"),
          fn.count<number>("quiz_answers.person").filterWhere("quiz_answers.correct", "=", 0).as("missed"),
        ])
        .where((where) => where.and({ "quizzes.team": team, channel }))
        .groupBy(["quizzes.id", "quizzes.question_id", "quizzes.posted_at"])
        .orderBy("quizzes.posted_at")
        .execute();
      return rows.map(({ question, postedAt, answers, missed }) => ({ question, postedAt, answers, missed }));
    },
    async addAnswer({ at, correct, reply, ...answer }) {
      const inserted = await database
        .insertInto("quiz_answers")
        .values({
          ...answer,
          option: reply.kind === "option" ? reply.option : NO_OPTION,
          reply: JSON.stringify(reply),
          correct: correct ? 1 : 0,
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
  };
}

/** What stands in the column `option` when something else was answered. */
const NO_OPTION = -1;

/** Answers from before there were other types than single choice have only an option. */
function toAnswer({
  quiz,
  team,
  person,
  option,
  reply,
  correct,
  answered_at: at,
}: Selectable<Tables["quiz_answers"]>): QuizAnswer {
  const given = reply ? (JSON.parse(reply) as Reply) : { kind: "option" as const, option };
  return { quiz, team, person, reply: given, correct: correct === 1, at };
}

type ScheduleRecords = Pick<
  QuizRecords,
  "addSchedule" | "findSchedule" | "schedulesIn" | "dueSchedules" | "advance" | "pause" | "removeSchedule" | "skipped"
>;

function scheduleRecords(database: Kysely<Tables>, engine: Engine): ScheduleRecords {
  return {
    async addSchedule(schedule) {
      await database
        .insertInto("schedules")
        .values({
          id: schedule.id,
          team: schedule.team,
          channel: schedule.channel,
          owner: schedule.owner,
          timetable: JSON.stringify(schedule.timetable),
          track: schedule.track,
          open_for: schedule.openFor,
          next_run_at: schedule.nextRunAt,
          paused: schedule.paused,
        })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
    },
    async findSchedule(id) {
      const row = await database.selectFrom("schedules").selectAll().where("id", "=", id).executeTakeFirst();
      return row && toSchedule(row);
    },
    async schedulesIn(team, channel) {
      const rows = await database
        .selectFrom("schedules")
        .selectAll()
        .where((where) => where.and({ team, channel }))
        .orderBy("id")
        .execute();
      return rows.map(toSchedule);
    },
    async dueSchedules(now) {
      let due = database
        .selectFrom("schedules")
        .selectAll()
        .where("paused", "=", "")
        .where("next_run_at", "<=", now)
        .orderBy("next_run_at");
      if (engine === "postgres") due = due.forUpdate().skipLocked();
      return (await due.execute()).map(toSchedule);
    },
    async advance(id, nextRunAt) {
      await database.updateTable("schedules").set({ next_run_at: nextRunAt }).where("id", "=", id).execute();
    },
    async pause(id, reason) {
      await database.updateTable("schedules").set({ paused: reason }).where("id", "=", id).execute();
    },
    async removeSchedule(id) {
      await database.deleteFrom("schedules").where("id", "=", id).execute();
    },
    async skipped(schedule, slots) {
      if (slots.length === 0) return;
      await database
        .insertInto("skipped_slots")
        .values(slots.map(({ slot, reason }) => ({ schedule, slot, reason })))
        .onConflict((conflict) => conflict.columns(["schedule", "slot"]).doNothing())
        .execute();
    },
  };
}

function toSchedule(row: Selectable<Tables["schedules"]>): Schedule {
  const { id, team, channel, owner, track, paused } = row;
  const timetable = JSON.parse(row.timetable) as Timetable;
  return { id, team, channel, owner, timetable, track, openFor: row.open_for, nextRunAt: row.next_run_at, paused };
}

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
  };
}
