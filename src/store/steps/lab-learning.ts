/** The step that lets labs ask what will come of them, and how finished ones went be compared. */
import { type Kysely, sql } from "kysely";

type AnyDatabase = Kysely<Record<string, Record<string, unknown>>>;

export async function addLabLearning(database: AnyDatabase, engine: "sqlite" | "postgres"): Promise<void> {
  const big = sql.raw(engine === "sqlite" ? "integer" : "bigint");
  const strict = sql.raw(engine === "sqlite" ? "strict" : "");
  // A prediction belongs to the command behind which it was asked; its question and answers are a quiz and quiz answers.
  await sql`create table lab_predictions (
    lab text not null references labs (id) deferrable, seq ${big} not null, quiz text not null, at_ms ${big} not null, settled ${big} not null,
    primary key (lab, seq)
  ) ${strict}`.execute(database);
  await sql`create table lab_results (
    lab text primary key references labs (id) deferrable, team text not null, channel text not null, scenario text not null,
    score ${big} not null, passed ${big} not null, finished_at ${big} not null
  ) ${strict}`.execute(database);
  await sql`create index lab_results_channel on lab_results (team, channel, scenario)`.execute(database);
}
