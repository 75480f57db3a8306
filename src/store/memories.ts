/** Learners, questions' ratings, cards and reminders, on disk. */
import type { Kysely, Selectable } from "kysely";
import type { Card, MemoryRecords, Reminder } from "../school/memories.ts";
import type { Engine } from "./migrations.ts";
import type { Tables } from "./tables.ts";

export function memoryRecords(database: Kysely<Tables>, engine: Engine): MemoryRecords {
  return {
    ...ratingRecords(database, engine),
    ...reminderRecords(database, engine),
    async card(team, person, concept) {
      const row = await database
        .selectFrom("review_cards")
        .selectAll()
        .where((where) => where.and({ team, person, concept }))
        .executeTakeFirst();
      return row && toCard(row).memory;
    },
    async saveCard({ team, person, concept, memory }) {
      const { stability, difficulty, reviewedAt, dueAt } = memory;
      const state = { stability, difficulty, reviewed_at: reviewedAt, due_at: dueAt };
      await database
        .insertInto("review_cards")
        .values({ team, person, concept, ...state })
        .onConflict((conflict) => conflict.columns(["team", "person", "concept"]).doUpdateSet(state))
        .execute();
    },
    async removeCard(team, person, concept) {
      await database
        .deleteFrom("review_cards")
        .where((where) => where.and({ team, person, concept }))
        .execute();
    },
    async cards(team, person) {
      const rows = await database
        .selectFrom("review_cards")
        .selectAll()
        .where((where) => where.and({ team, person }))
        .orderBy("due_at")
        .orderBy("concept")
        .execute();
      return rows.map(toCard);
    },
  };
}

type RatingRecords = Pick<MemoryRecords, "learner" | "saveLearner" | "item" | "saveItem">;

/** Written before it is read: a row that is not there cannot be held. */
function ratingRecords(database: Kysely<Tables>, engine: Engine): RatingRecords {
  return {
    async learner(team, person, { value: ability, answers }) {
      await database
        .insertInto("learners")
        .values({ team, person, ability, answers })
        .onConflict((conflict) => conflict.columns(["team", "person"]).doNothing())
        .execute();
      let found = database
        .selectFrom("learners")
        .selectAll()
        .where((where) => where.and({ team, person }));
      if (engine === "postgres") found = found.forUpdate();
      const row = await found.executeTakeFirstOrThrow();
      return { value: row.ability, answers: row.answers };
    },
    async saveLearner(team, person, { value: ability, answers }) {
      await database
        .updateTable("learners")
        .set({ ability, answers })
        .where((where) => where.and({ team, person }))
        .execute();
    },
    async item(team, question, { value: difficulty, answers }) {
      await database
        .insertInto("question_ratings")
        .values({ team, question, difficulty, answers })
        .onConflict((conflict) => conflict.columns(["team", "question"]).doNothing())
        .execute();
      let found = database
        .selectFrom("question_ratings")
        .selectAll()
        .where((where) => where.and({ team, question }));
      if (engine === "postgres") found = found.forUpdate();
      const row = await found.executeTakeFirstOrThrow();
      return { value: row.difficulty, answers: row.answers };
    },
    async saveItem(team, question, { value: difficulty, answers }) {
      await database
        .updateTable("question_ratings")
        .set({ difficulty, answers })
        .where((where) => where.and({ team, question }))
        .execute();
    },
  };
}

type ReminderRecords = Pick<
  MemoryRecords,
  "reminder" | "dueReminders" | "setReminder" | "changeReminder" | "removeReminder"
>;

function reminderRecords(database: Kysely<Tables>, engine: Engine): ReminderRecords {
  return {
    async reminder(team, person) {
      const row = await database
        .selectFrom("review_reminders")
        .selectAll()
        .where((where) => where.and({ team, person }))
        .executeTakeFirst();
      return row && toReminder(row);
    },
    async dueReminders(now) {
      let due = database.selectFrom("review_reminders").selectAll().where("next_at", "<=", now).orderBy("next_at");
      if (engine === "postgres") due = due.forUpdate().skipLocked();
      return (await due.execute()).map(toReminder);
    },
    async setReminder({ team, person, channel, zone, nextAt, hour = NINE }) {
      const state = { channel, zone, next_at: nextAt, hour };
      await database
        .insertInto("review_reminders")
        .values({ team, person, ...state })
        .onConflict((conflict) => conflict.columns(["team", "person"]).doUpdateSet(state))
        .execute();
    },
    async changeReminder({ team, person, channel, zone, nextAt, hour = NINE }) {
      await database
        .updateTable("review_reminders")
        .set({ channel, zone, next_at: nextAt, hour })
        .where((where) => where.and({ team, person }))
        .execute();
    },
    async removeReminder(team, person) {
      await database
        .deleteFrom("review_reminders")
        .where((where) => where.and({ team, person }))
        .execute();
    },
  };
}

/** The hour of whoever has chosen none. */
const NINE = 9;

function toReminder(row: Selectable<Tables["review_reminders"]>): Reminder {
  const { team, person, channel, zone, next_at: nextAt, hour } = row;
  return { team, person, channel, zone, nextAt, ...(hour === NINE ? {} : { hour }) };
}

function toCard(row: Selectable<Tables["review_cards"]>): Card {
  const { team, person, concept, stability, difficulty } = row;
  return { team, person, concept, memory: { stability, difficulty, reviewedAt: row.reviewed_at, dueAt: row.due_at } };
}
