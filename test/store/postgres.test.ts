import { afterAll, expect, test } from "@jest/globals";
import { storeContract } from "../contracts/store.ts";
import { type Postgres, postgresPrograms, startPostgres } from "../support/postgres.ts";

const programs = postgresPrograms();
let postgres: Postgres | undefined;
afterAll(() => postgres?.stop());

if (programs) {
  storeContract("PostgreSQL", async () => {
    postgres = await startPostgres(programs);
    return { url: postgres.url };
  });
} else {
  // In CI it must be there; elsewhere its absence is a reason to skip.
  const check = process.env["CI"] ? test : test.skip;
  check("the store on PostgreSQL (skipped where initdb is not installed)", () => expect(programs).toBeDefined());
}
