import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, test } from "@jest/globals";
import { openDatabase } from "../../src/store/database.ts";
import { takeInstanceLock } from "../../src/store/sqlite.ts";
import { storeContract } from "../contracts/store.ts";

const folder = mkdtempSync(join(tmpdir(), "shipmate-sqlite-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

storeContract("node:sqlite", async () => ({ file: join(folder, "contract.db") }));

test("a file that is no database is refused in one sentence", async () => {
  const file = join(folder, "letter.db");
  writeFileSync(
    file,
    "Dear Sir or Madam, this is not a database at all, but it is long enough to look at. ".repeat(20),
  );
  await expect(openDatabase({ file })).rejects.toThrow(
    /letter\.db cannot be used: it is not a Shipmate database; move it away/,
  );
});

test("another program's database is refused", async () => {
  const file = join(folder, "foreign.db");
  const foreign = new DatabaseSync(file);
  foreign.exec("create table meta (anything text)");
  foreign.close();
  await expect(openDatabase({ file })).rejects.toThrow(/it belongs to another program/);
});

test("a database of a newer Shipmate is refused", async () => {
  const file = join(folder, "newer.db");
  const { kysely } = await openDatabase({ file });
  await kysely.destroy();
  const newer = new DatabaseSync(file);
  newer.exec("insert into kysely_migration (name, timestamp) values ('999-from-the-future', '2030-01-01')");
  newer.close();
  await expect(openDatabase({ file })).rejects.toThrow(/made by a newer Shipmate/);
});

test("an instance lock is held by one and comes free", () => {
  const file = join(folder, "instance.lock");
  const first = takeInstanceLock(file);
  expect(first).toBeDefined();
  expect(takeInstanceLock(file)).toBeUndefined();
  first?.release();
  const second = takeInstanceLock(file);
  expect(second).toBeDefined();
  second?.release();
});
