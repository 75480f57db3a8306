// A copy of the store that is made while somebody writes: whole, of one instant, usable, and never half there.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { backUp } from "../../src/store/backup.ts";
import { openDatabase } from "../../src/store/database.ts";

const folder = mkdtempSync(join(tmpdir(), "shipmate-backup-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a bot does meanwhile, in a process of its own: always two rows at once, half of which would be half of a transaction. */
const WRITER = `
  const { DatabaseSync } = require("node:sqlite");
  const database = new DatabaseSync(process.argv[1]);
  database.exec("pragma journal_mode = wal; pragma busy_timeout = 5000");
  const insert = database.prepare("insert into inbound (key, body, received_at) values (?, ?, 1)");
  for (let pair = 0; pair < 4000; pair += 1) {
    database.exec("begin immediate");
    for (const side of ["left", "right"]) insert.run(pair + " " + side, "x".repeat(500));
    database.exec("commit");
    if (pair === 200) console.log("writing");
  }
`;

test("holds whole transactions only, while a bot goes on", async () => {
  const file = join(folder, "local.db");
  await (await openDatabase({ file })).kysely.destroy();
  const writer = spawn(process.execPath, ["-e", WRITER, file], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(writer, "exit");
  await once(writer.stdout, "data");
  const target = join(folder, "copy.db");
  backUp(file, target);
  expect(writer.exitCode).toBeNull();
  expect(await ended).toEqual([0, null]);

  expect(statSync(target).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).filter((name) => name.startsWith("copy"))).toEqual(["copy.db"]);
  const copied = await openDatabase({ file: target });
  const keys = (await copied.kysely.selectFrom("inbound").select("key").execute()).map(({ key }) => key);
  await copied.kysely.destroy();
  expect(keys.filter((key) => key.endsWith("left"))).toHaveLength(keys.length / 2);
  expect(keys.length).toBeGreaterThanOrEqual(400);
  expect(keys.length).toBeLessThan(8000);
}, 60_000);

test("overwrites nothing, and leaves nothing of what failed", () => {
  const taken = join(folder, "taken.db");
  writeFileSync(taken, "mine");
  expect(() => backUp(join(folder, "local.db"), taken)).toThrow(/taken\.db is there already/);
  const letter = join(folder, "letter.db");
  writeFileSync(letter, "Dear Sir or Madam, this is not a database at all. ".repeat(40));
  const target = join(folder, "of-a-letter.db");
  expect(() => backUp(letter, target)).toThrow(/not a database/);
  expect(existsSync(target) || existsSync(`${target}.unfinished`)).toBe(false);
});
