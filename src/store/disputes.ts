/** Disputes on disk. */
import type { Kysely, Selectable } from "kysely";
import type { Dispute, DisputeOutcome, DisputeRecords } from "../school/disputed.ts";
import type { Tables } from "./tables.ts";

export function disputeRecords(database: Kysely<Tables>): DisputeRecords {
  return {
    async add({ openedAt, ...dispute }) {
      const inserted = await database
        .insertInto("disputes")
        .values({ ...dispute, opened_at: openedAt, outcome: "", settled_by: "", settled_at: 0 })
        .onConflict((conflict) => conflict.columns(["quiz", "person"]).doNothing())
        .returning("quiz")
        .executeTakeFirst();
      return inserted !== undefined;
    },
    async about(quiz) {
      const rows = await database
        .selectFrom("disputes")
        .selectAll()
        .where("quiz", "=", quiz)
        .orderBy("opened_at")
        .execute();
      return rows.map(toDispute);
    },
    async open(team) {
      const rows = await database
        .selectFrom("disputes")
        .selectAll()
        .where((where) => where.and({ team, outcome: "" }))
        .orderBy("opened_at")
        .execute();
      return rows.map(toDispute);
    },
    async settle(quiz, { outcome, settledBy, settledAt }) {
      await database
        .updateTable("disputes")
        .set({ outcome, settled_by: settledBy, settled_at: settledAt })
        .where((where) => where.and({ quiz, outcome: "" }))
        .execute();
    },
  };
}

function toDispute(row: Selectable<Tables["disputes"]>): Dispute {
  const { quiz, team, person, reason } = row;
  return {
    quiz,
    team,
    person,
    reason,
    openedAt: row.opened_at,
    outcome: row.outcome as DisputeOutcome,
    settledBy: row.settled_by,
    settledAt: row.settled_at,
  };
}
