/** Labs on disk. */
import { type Kysely, type Selectable, sql } from "kysely";
import type { Scenario } from "../knowledge/scenario.ts";
import type { LabCommand, LabRecord, LabRecords } from "../school/labs.ts";
import { labLearningRecords } from "./lab-predictions.ts";
import type { Tables } from "./tables.ts";

export function labRecords(database: Kysely<Tables>): LabRecords {
  const commands = (lab: string) =>
    database.selectFrom("lab_commands").selectAll().where("lab", "=", lab).where("undone", "=", 0);
  return {
    ...labLearningRecords(database),
    async add(lab) {
      await database
        .insertInto("labs")
        .values({
          id: lab.id,
          team: lab.team,
          channel: lab.channel,
          scenario: JSON.stringify(lab.scenario),
          seed: lab.seed,
          engine: lab.engine,
          started_by: lab.startedBy,
          started_at: lab.startedAt,
          finished: lab.finished ? 1 : 0,
        })
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
    },
    async find(id) {
      const row = await database.selectFrom("labs").selectAll().where("id", "=", id).executeTakeFirst();
      return row && toLab(row);
    },
    async inThread(team, channel, threadTs) {
      const row = await database
        .selectFrom("labs")
        .innerJoin("deliveries", (join) => join.on("deliveries.id", "=", sql<string>`'lab:' || labs.id`))
        .selectAll("labs")
        .where("labs.team", "=", team)
        .where("labs.channel", "=", channel)
        .where("deliveries.ts", "=", threadTs)
        .executeTakeFirst();
      return row && toLab(row);
    },
    async append(command) {
      const { at, ...rest } = command;
      const last = await database
        .selectFrom("lab_commands")
        .select(({ fn }) => fn.max("seq").as("seq"))
        .where("lab", "=", command.lab)
        .executeTakeFirst();
      await database
        .insertInto("lab_commands")
        .values({ ...rest, said_at: at, seq: Number(last?.seq ?? 0) + 1, hash: "", undone: 0 })
        .onConflict((conflict) => conflict.column("key").doNothing())
        .execute();
      const row = await database
        .selectFrom("lab_commands")
        .selectAll()
        .where("key", "=", command.key)
        .executeTakeFirstOrThrow();
      return toCommand(row);
    },
    async journal(lab) {
      return (await commands(lab).orderBy("seq").execute()).map(toCommand);
    },
    async undo(lab) {
      const row = await commands(lab).orderBy("seq", "desc").limit(1).executeTakeFirst();
      if (!row) return undefined;
      await database.updateTable("lab_commands").set({ undone: 1 }).where("key", "=", row.key).execute();
      return toCommand(row);
    },
    async setHash(key, hash) {
      await database.updateTable("lab_commands").set({ hash }).where("key", "=", key).execute();
    },
    async finish(id) {
      await database.updateTable("labs").set({ finished: 1 }).where("id", "=", id).execute();
    },
  };
}

function toLab(row: Selectable<Tables["labs"]>): LabRecord {
  const { id, team, channel, seed, engine } = row;
  const scenario = JSON.parse(row.scenario) as Scenario;
  return {
    id,
    team,
    channel,
    scenario,
    seed,
    engine,
    startedBy: row.started_by,
    startedAt: row.started_at,
    finished: row.finished === 1,
  };
}

function toCommand(row: Selectable<Tables["lab_commands"]>): LabCommand {
  const { lab, key, seq, person, text, hash } = row;
  return { lab, key, seq, person, text, hash, at: row.said_at };
}
