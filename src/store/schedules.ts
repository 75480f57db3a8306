/** Quiz schedules on disk. */
import type { Kysely, Selectable } from "kysely";
import type { CatchUp } from "../quiz/catch-up.ts";
import type { Timetable } from "../quiz/timetable.ts";
import type { QuizRecords, Schedule } from "../school/quizzes.ts";
import type { Engine } from "./migrations.ts";
import type { Tables } from "./tables.ts";

/** The policy of whoever chose none. */
const LATEST: CatchUp = "latest";

export type ScheduleRecords = Pick<
  QuizRecords,
  | "addSchedule"
  | "changeSchedule"
  | "findSchedule"
  | "schedulesIn"
  | "schedules"
  | "dueSchedules"
  | "advance"
  | "pause"
  | "pauseAnew"
  | "pausedFor"
  | "removeSchedule"
  | "skipped"
  | "skippedLately"
>;

export function scheduleRecords(database: Kysely<Tables>, engine: Engine): ScheduleRecords {
  return {
    async addSchedule(schedule) {
      await database
        .insertInto("schedules")
        .values(toRow(schedule))
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
    },
    async changeSchedule(schedule) {
      const { id, ...changes } = toRow(schedule);
      await database.updateTable("schedules").set(changes).where("id", "=", id).execute();
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
    async dueSchedules(now, limit) {
      let due = database
        .selectFrom("schedules")
        .selectAll()
        .where("paused", "=", "")
        .where("next_run_at", "<=", now)
        .orderBy("next_run_at")
        .limit(limit);
      if (engine === "postgres") due = due.forUpdate().skipLocked();
      return (await due.execute()).map(toSchedule);
    },
    async schedules(team) {
      const rows = await database.selectFrom("schedules").selectAll().where("team", "=", team).orderBy("id").execute();
      return rows.map(toSchedule);
    },
    async advance(id, nextRunAt) {
      await database.updateTable("schedules").set({ next_run_at: nextRunAt }).where("id", "=", id).execute();
    },
    async pause(id, reason) {
      await database.updateTable("schedules").set({ paused: reason }).where("id", "=", id).execute();
    },
    async pauseAnew(id, from, to) {
      const result = await database
        .updateTable("schedules")
        .set({ paused: to })
        .where((where) => where.and({ id, paused: from }))
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    async pausedFor(reasons) {
      const rows = await database
        .selectFrom("schedules")
        .selectAll()
        .where("paused", "in", reasons)
        .orderBy("id")
        .execute();
      return rows.map(toSchedule);
    },
    async removeSchedule(id) {
      await database.deleteFrom("schedules").where("id", "=", id).execute();
    },
    async skippedLately(schedules, limit) {
      if (schedules.length === 0) return [];
      const rows = await database
        .selectFrom("skipped_slots")
        .selectAll()
        .where("schedule", "in", schedules)
        .orderBy("slot", "desc")
        .limit(limit)
        .execute();
      return rows.map(({ schedule, slot, reason }) => ({ schedule, slot, reason }));
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

function toRow(schedule: Schedule) {
  const { id, team, channel, owner, track, paused } = schedule;
  return {
    id,
    team,
    channel,
    owner,
    track,
    paused,
    timetable: JSON.stringify(schedule.timetable),
    open_for: schedule.openFor,
    next_run_at: schedule.nextRunAt,
    catch_up: schedule.catchUp ?? LATEST,
    questions: schedule.questions ?? 1,
  };
}

function toSchedule(row: Selectable<Tables["schedules"]>): Schedule {
  const { id, team, channel, owner, track, paused } = row;
  const timetable = JSON.parse(row.timetable) as Timetable;
  const catchUp = row.catch_up === LATEST ? {} : { catchUp: row.catch_up as CatchUp };
  const when = { timetable, openFor: row.open_for, nextRunAt: row.next_run_at, paused };
  const questions = row.questions === 1 ? {} : { questions: row.questions };
  return { id, team, channel, owner, track, ...when, ...catchUp, ...questions };
}
