/** What people have set for themselves, on disk. */
import type { Kysely } from "kysely";
import type { SettingRecords } from "../school/settings.ts";
import type { Tables } from "./tables.ts";

export function settingRecords(database: Kysely<Tables>): SettingRecords {
  return {
    async standings(team, person) {
      const row = await database
        .selectFrom("settings")
        .select("standings")
        .where((where) => where.and({ team, person }))
        .executeTakeFirst();
      return row?.standings === 1;
    },
    async setStandings(team, person, wanted) {
      const standings = wanted ? 1 : 0;
      await database
        .insertInto("settings")
        .values({ team, person, standings })
        .onConflict((conflict) => conflict.columns(["team", "person"]).doUpdateSet({ standings }))
        .execute();
    },
    async homeReview(team, person) {
      const row = await database
        .selectFrom("settings")
        .select(["home_review", "home_review_since"])
        .where((where) => where.and({ team, person }))
        .executeTakeFirst();
      return { quiz: row?.home_review ?? "", since: row?.home_review_since ?? 0 };
    },
    async setHomeReview(team, person, { quiz, since }) {
      const state = { home_review: quiz, home_review_since: since };
      await database
        .insertInto("settings")
        .values({ team, person, standings: 0, ...state })
        .onConflict((conflict) => conflict.columns(["team", "person"]).doUpdateSet(state))
        .execute();
    },
    async wantingStandings(team) {
      const rows = await database
        .selectFrom("settings")
        .select("person")
        .where((where) => where.and({ team, standings: 1 }))
        .execute();
      return new Set(rows.map(({ person }) => person));
    },
  };
}
