/** What people have read, on disk. */
import type { Kysely } from "kysely";
import type { ReadingRecords } from "../school/learn.ts";
import type { Tables } from "./tables.ts";

export function readingRecords(database: Kysely<Tables>): ReadingRecords {
  return {
    async mark({ team, person, section, at }) {
      await database
        .insertInto("read_marks")
        .values({ team, person, section, read_at: at })
        .onConflict((conflict) => conflict.columns(["team", "person", "section"]).doUpdateSet({ read_at: at }))
        .execute();
    },
    async read(team, person) {
      const rows = await database
        .selectFrom("read_marks")
        .select("section")
        .where((where) => where.and({ team, person }))
        .execute();
      return new Set(rows.map((row) => row.section));
    },
  };
}
