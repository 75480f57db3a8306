/** How the tables came to be, step by step. A step that has been released is never edited: the next change is a new one. */
import { type Kysely, sql } from "kysely";
import type { Migration, MigrationProvider } from "kysely/migration";

export type Engine = "sqlite" | "postgres";

// Migrations speak of tables as they were, so they know no row types.
type AnyDatabase = Kysely<Record<string, Record<string, unknown>>>;

/** All steps, for one engine: STRICT tables know `integer` where PostgreSQL needs `bigint`. */
export function migrations(engine: Engine): MigrationProvider {
  const big = sql.raw(engine === "sqlite" ? "integer" : "bigint");
  const sequence = sql.raw(engine === "sqlite" ? "integer primary key autoincrement" : "bigserial primary key");
  const strict = sql.raw(engine === "sqlite" ? "strict" : "");

  const steps: Record<string, (database: AnyDatabase) => Promise<void>> = {
    "001-inbound-and-outbox": async (database) => {
      await sql`create table meta (name text primary key, value text not null) ${strict}`.execute(database);
      await sql`create table inbound (
        key text primary key, body text not null, received_at ${big} not null, done_at ${big}
      ) ${strict}`.execute(database);
      await sql`create index inbound_unfinished on inbound (received_at) where done_at is null`.execute(database);
      await sql`create table deliveries (
        seq ${sequence}, id text not null unique, team text not null, destination text not null, content text not null,
        status text not null, not_before ${big} not null, lease_until ${big} not null, owner text not null,
        attempts ${big} not null, first_attempt_at ${big} not null, maybe_sent ${big} not null, ts text not null,
        reconciled ${big} not null, problem text not null
      ) ${strict}`.execute(database);
      await sql`create index deliveries_open on deliveries (status, seq) where status in ('pending', 'sending')`.execute(
        database,
      );
      await sql`create table paused_teams (team text primary key, until_ms ${big} not null) ${strict}`.execute(
        database,
      );
    },
    "002-ask-and-learn": async (database) => {
      await sql`create table threads (
        team text not null, channel text not null, ts text not null, kind text not null, started_by text not null,
        muted ${big} not null, started_at ${big} not null, primary key (team, channel, ts)
      ) ${strict}`.execute(database);
      await sql`create table answers (
        id text primary key, team text not null, channel text not null, thread_ts text not null, person text not null,
        question text not null, answer text not null, kind text not null, asked_at ${big} not null, thumb text
      ) ${strict}`.execute(database);
      await sql`create index answers_thread on answers (team, channel, thread_ts, asked_at)`.execute(database);
      await sql`create table read_marks (
        team text not null, person text not null, section text not null, read_at ${big} not null,
        primary key (team, person, section)
      ) ${strict}`.execute(database);
    },
  };

  const asMigration = (up: (database: AnyDatabase) => Promise<void>): Migration => ({ up });
  return {
    getMigrations: async () =>
      Object.fromEntries(Object.entries(steps).map(([name, up]) => [name, asMigration(up as Migration["up"])])),
  };
}
