/** The step that counts what is asked and what a model takes. */
import { type Kysely, sql } from "kysely";

type AnyDatabase = Kysely<Record<string, Record<string, unknown>>>;

export async function addAllowances(database: AnyDatabase, engine: "sqlite" | "postgres"): Promise<void> {
  const big = sql.raw(engine === "sqlite" ? "integer" : "bigint");
  const strict = sql.raw(engine === "sqlite" ? "strict" : "");
  // A person of "" is the whole workspace; `since` is when the hour or the day began.
  await sql`create table allowances (
    team text not null, person text not null, what text not null, since ${big} not null, used ${big} not null,
    primary key (team, person, what, since)
  ) ${strict}`.execute(database);
  await sql`create table allowance_keys (key text primary key, since ${big} not null) ${strict}`.execute(database);
}
