/** The step that gives each workspace and each channel a lane of its own. */
import { type Kysely, sql } from "kysely";

type AnyDatabase = Kysely<Record<string, Record<string, unknown>>>;

export async function addLanes(database: AnyDatabase, engine: "sqlite" | "postgres"): Promise<void> {
  const big = sql.raw(engine === "sqlite" ? "integer" : "bigint");
  const fraction = sql.raw(engine === "sqlite" ? "real" : "double precision");
  const strict = sql.raw(engine === "sqlite" ? "strict" : "");
  // "" drives in no lane: private words, edits, and what was owed before there were lanes.
  await sql`alter table deliveries add column lane text not null default ''`.execute(database);
  // All that a claim asks of what is owed stands in the index: ten thousand rows may be due at once.
  await sql`create index deliveries_due on deliveries (status, team, lane, seq, not_before, lease_until)
    where status in ('pending', 'sending')`.execute(database);
  await sql`create table lanes (
    name text primary key, tokens ${fraction} not null, at_ms ${big} not null, free_at ${big} not null
  ) ${strict}`.execute(database);
}
