// Scheduled quizzes under a storm, on both databases: `npm run chaos`, short. Longer by hand, with more deliveries.
import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { postgresPrograms } from "../../src/cli/chaos/postgres.ts";

const root = resolve(import.meta.dirname, "../..");

function chaos(...args: string[]): Promise<{ code: number | null; lines: string[] }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(root, "launch.js"), "src/cli/chaos.ts", ...args], { cwd: root });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", fail);
    child.on("exit", (code) => done({ code, lines: output.trim().split("\n") }));
  });
}

/** Kills, freezes, restarts, cuts, drops: the row of the table. */
const tallies = (lines: string[]) =>
  (lines.find((line) => /^\| \d/.test(line)) ?? "").split("|").slice(1, -1).map(Number);

test("a bot on SQLite that is killed again and again posts every scheduled quiz once", async () => {
  const { code, lines } = await chaos("--store", "sqlite", "--deliveries", "160", "--channels", "80");
  expect(lines.at(-1)).toBe("160 expected, 160 posted, 0 duplicates, 0 lost");
  expect(code).toBe(0);
  // It was no idle run.
  expect(tallies(lines)[0]).toBeGreaterThan(1);
}, 240_000);

const programs = postgresPrograms();
// In CI PostgreSQL must be there; elsewhere its absence is a reason to skip.
const onPostgres = programs || process.env["CI"] ? test : test.skip;

onPostgres(
  "three bots on one PostgreSQL, killed and cut off, post every scheduled quiz once",
  async () => {
    const { code, lines } = await chaos("--store", "postgres", "--deliveries", "160", "--channels", "80");
    expect(lines.at(-1)).toBe("160 expected, 160 posted, 0 duplicates, 0 lost");
    expect(code).toBe(0);
    expect(tallies(lines)[0]).toBeGreaterThan(2);
  },
  300_000,
);
