/** Opens the database, whichever it is, and brings its tables up to date. */
import { Kysely, PostgresDialect, SqliteDialect } from "kysely";
import { Migrator } from "kysely/migration";
import type { CustomTypesConfig } from "pg";
import { type Engine, migrations } from "./migrations.ts";
import { openSqlite } from "./sqlite.ts";
import type { Tables } from "./tables.ts";

export type Database = { kysely: Kysely<Tables>; engine: Engine };

/** Where the records lie: a SQLite file (":memory:" for none), or a PostgreSQL 15 or newer by its URL. */
export type Location = { file: string } | { url: string };

const FROZEN_MS = 10_000;

/** After these milliseconds a server that was away is asked again: it may be starting itself. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000];

/**
 * Rejects with one clear sentence when the database cannot be opened, is not one, or belongs to something else. A server that is away is
 * waited for; `waiting` hears of it.
 */
export async function openDatabase(
  location: Location,
  waiting: (problem: string) => void = () => {},
  pauses: readonly number[] = PAUSES_MS,
): Promise<Database> {
  const opened = await openOnce(location);
  if ("kysely" in opened) return opened;
  const [pause, ...left] = pauses;
  if (pause === undefined || !isAway(opened.error)) throw refusal(location, opened.error);
  waiting(reason(opened.error));
  await new Promise((resolve) => setTimeout(resolve, pause));
  return openDatabase(location, waiting, left);
}

async function openOnce(location: Location): Promise<Database | { error: unknown }> {
  let database: Database | undefined;
  try {
    database = "file" in location ? overSqlite(location.file) : await overPostgres(location.url);
    const migrator = new Migrator({ db: database.kysely, provider: migrations(database.engine) });
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
    return database;
  } catch (error) {
    await database?.kysely.destroy().catch(() => {});
    return { error };
  }
}

/** PostgreSQL's classes 08 (connection) and 57P (shutting down, starting up), and what Node and pg say of a connection that is not there. */
function isAway(error: unknown): boolean {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  return /^(08|57P|ECONN|EPIPE)/.test(code) || /Connection terminated/.test(message);
}

function refusal(location: Location, error: unknown): Error {
  return new Error(`The database ${nameOf(location)} cannot be used: ${reason(error)}.`, { cause: error });
}

function overSqlite(file: string): Database {
  return {
    kysely: new Kysely<Tables>({ dialect: new SqliteDialect({ database: async () => openSqlite(file) }) }),
    engine: "sqlite",
  };
}

/** The driver is loaded here and not before: most bots have no PostgreSQL. */
async function overPostgres(url: string): Promise<Database> {
  const { default: pg } = await import("pg");
  // bigint and count() come as strings unless told otherwise; our integers stay below 2^53.
  const types = {
    getTypeParser: (oid: number, format?: unknown) =>
      oid === 20 ? Number : pg.types.getTypeParser(oid, format as "text"),
  };
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    types: types as CustomTypesConfig,
    // A bot that is frozen in the middle of a transaction must not keep its rows from the others.
    idle_in_transaction_session_timeout: FROZEN_MS,
  });
  // A connection that dies, while it rests or between two queries of a transaction, is replaced by the next one; unheard, it would end
  // the process. The query that meets it fails by itself.
  pool.on("error", () => {});
  pool.on("connect", (client) => void client.on("error", () => {}));
  return { kysely: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }), engine: "postgres" };
}

function nameOf(location: Location): string {
  return "file" in location ? location.file : new URL(location.url).host;
}

function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/not a database/i.test(message))
    return "it is not a Shipmate database; move it away or set SHIPMATE_DATA to another folder";
  if (/previously executed migration .* is missing/i.test(message))
    return "it was made by a newer Shipmate; start that version, or set SHIPMATE_DATA to another folder";
  if (/table .* already exists/i.test(message))
    return "it belongs to another program; set SHIPMATE_DATA to another folder";
  return message;
}
