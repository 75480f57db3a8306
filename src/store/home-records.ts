/** What App Home alone asks for, on disk. */
import type { Kysely } from "kysely";
import type { Scenario } from "../knowledge/scenario.ts";
import type { HomeRecords } from "../school/home-records.ts";
import type { Tables } from "./tables.ts";

const MOST = 5;

export function homeRecords(database: Kysely<Tables>): HomeRecords {
  return {
    async labsInProgress(team, person, sinceMs) {
      const typedIn = database
        .selectFrom("lab_commands")
        .select("lab")
        .where("person", "=", person)
        .where("undone", "=", 0);
      const rows = await database
        .selectFrom("labs")
        .select(["id", "channel", "scenario", "started_at"])
        .where((where) => where.and({ team, finished: 0 }))
        .where("started_at", ">=", sinceMs)
        .where((where) => where.or([where("started_by", "=", person), where("id", "in", typedIn)]))
        .orderBy("started_at", "desc")
        .limit(MOST)
        .execute();
      return rows.map(({ id, channel, scenario, started_at: startedAt }) => {
        const { title } = JSON.parse(scenario) as Scenario;
        return { id, channel, title, startedAt };
      });
    },
  };
}
