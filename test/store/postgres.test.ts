import { afterAll, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { type Postgres, postgresPrograms, startPostgres } from "../../src/cli/chaos/postgres.ts";
import { openDatabase } from "../../src/store/database.ts";
import { storeContract } from "../contracts/store.ts";

const programs = postgresPrograms();
const servers: Postgres[] = [];
afterAll(() => servers.forEach((server) => server.stop()));

async function start(folder: string): Promise<Postgres> {
  const server = await startPostgres(folder);
  servers.push(server);
  return server;
}

if (programs) {
  storeContract("PostgreSQL", async () => {
    const { url } = await start(programs);
    return { url };
  });

  test("a connection that is cut between two queries of a transaction fails that transaction alone", async () => {
    const server = await start(programs);
    const [ours, theirs] = [await openDatabase({ url: server.url }), await openDatabase({ url: server.url })];
    const cutInTheMiddle = ours.kysely.transaction().execute(async (transaction) => {
      await transaction.selectFrom("meta").selectAll().execute();
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()`.execute(
        theirs.kysely,
      );
      // Nothing is asked at the moment when the news of it comes.
      await new Promise((done) => setTimeout(done, 100));
      await transaction.selectFrom("meta").selectAll().execute();
    });
    await expect(cutInTheMiddle).rejects.toThrow(/terminat|closed|connection/i);
    expect(await ours.kysely.selectFrom("schedules").selectAll().execute()).toEqual([]);
    await ours.kysely.destroy();
    await theirs.kysely.destroy();
  });
  test("a server that is away is waited for; one that refuses is not", async () => {
    const server = await start(programs);
    const heard: string[] = [];
    const address = new URL(server.url);
    const restarted = server.restart();
    const opened = await openDatabase({ url: server.url }, (problem) => heard.push(problem));
    await opened.kysely.destroy();
    await restarted;
    expect(heard.length).toBeGreaterThan(0);

    address.pathname = "/no-such-database";
    heard.length = 0;
    await expect(openDatabase({ url: address.href }, (problem) => heard.push(problem))).rejects.toThrow(
      /cannot be used: database "no-such-database" does not exist/,
    );
    expect(heard).toEqual([]);
  }, 60_000);
} else {
  // In CI it must be there; elsewhere its absence is a reason to skip.
  const check = process.env["CI"] ? test : test.skip;
  check("the store on PostgreSQL (skipped where initdb is not installed)", () => expect(programs).toBeDefined());
}
