/** Threads that Shipmate takes part in, on disk. */
import type { Kysely } from "kysely";

import type { Thread } from "../school/listening.ts";
import type { ThreadRecords } from "../school/threads.ts";
import type { Tables } from "./tables.ts";

export function threadRecords(database: Kysely<Tables>): ThreadRecords {
  const one = (team: string, channel: string, ts: string) => ({ team, channel, ts });
  return {
    async find(team, channel, ts) {
      const row = await database
        .selectFrom("threads")
        .selectAll()
        .where((where) => where.and(one(team, channel, ts)))
        .executeTakeFirst();
      return row && { kind: row.kind as Thread["kind"], startedBy: row.started_by, muted: row.muted === 1 };
    },
    async join({ startedBy, at, ...thread }) {
      await database
        .insertInto("threads")
        .values({ ...thread, started_by: startedBy, muted: 0, started_at: at })
        .onConflict((conflict) => conflict.columns(["team", "channel", "ts"]).doNothing())
        .execute();
    },
    async mute(team, channel, ts, muted) {
      const result = await database
        .updateTable("threads")
        .set({ muted: muted ? 1 : 0 })
        .where((where) => where.and(one(team, channel, ts)))
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
  };
}
