/** What came in from Slack, written down before it is acknowledged, so that no kill loses it and no retry doubles it. */
import type { Kysely } from "kysely";
import type { InboundRecords } from "../school/inbound.ts";
import type { Tables } from "./tables.ts";

export function inboundRecords(database: Kysely<Tables>): InboundRecords {
  return {
    async record({ key, body, receivedAt }) {
      const inserted = await database
        .insertInto("inbound")
        .values({ key, body: JSON.stringify(body), received_at: receivedAt, done_at: null })
        .onConflict((conflict) => conflict.column("key").doNothing())
        .returning("key")
        .executeTakeFirst();
      return inserted !== undefined;
    },
    async finish(key, at) {
      // The body has people's words in it; the key alone is enough to know a retry by.
      await database.updateTable("inbound").set({ done_at: at, body: "" }).where("key", "=", key).execute();
    },
    async unfinished() {
      const rows = await database
        .selectFrom("inbound")
        .select(["key", "body"])
        .where("done_at", "is", null)
        .orderBy("received_at")
        .execute();
      return rows.map(({ key, body }) => ({ key, body: JSON.parse(body) as Record<string, unknown> }));
    },
    async forgetBefore(at) {
      await database.deleteFrom("inbound").where("done_at", "<", at).execute();
    },
  };
}
