/** Opens the database, whichever it is, and brings its tables up to date. */
import { Kysely, PostgresDialect, SqliteDialect } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import { type Engine, migrations } from "./migrations.ts";
import { openSqlite } from "./sqlite.ts";
import type { Tables } from "./tables.ts";

export type Database = { kysely: Kysely<Tables>; engine: Engine };

/** Where the records lie: a SQLite file (":memory:" for none), or a PostgreSQL 15 or newer by its URL. */
export type Location = { file: string } | { url: string };

/** Rejects with one clear sentence when the database cannot be opened, is not one, or belongs to something else. */
export async function openDatabase(location: Location): Promise<Database> {
  const database = "file" in location ? overSqlite(location.file) : overPostgres(location.url);
  try {
    const migrator = new Migrator({ db: database.kysely, provider: migrations(database.engine) });
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
  } catch (error) {
    await database.kysely.destroy().catch(() => {});
    throw new Error(`The database ${nameOf(location)} cannot be used: ${reason(error)}.`, { cause: error });
  }
  return database;
}

function overSqlite(file: string): Database {
  return {
    kysely: new Kysely<Tables>({ dialect: new SqliteDialect({ database: async () => openSqlite(file) }) }),
    engine: "sqlite",
  };
}

function overPostgres(url: string): Database {
  // bigint and count() come as strings unless told otherwise; our integers stay below 2^53.
  const types = {
    getTypeParser: (oid: number, format?: unknown) =>
      oid === 20 ? Number : pg.types.getTypeParser(oid, format as "text"),
  };
  const pool = new pg.Pool({ connectionString: url, max: 10, types: types as pg.CustomTypesConfig });
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
