// Proves that the linter guards the rooms: each bad import or global below must be refused, each good one let through.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

const root = resolve(import.meta.dirname, "..");

const refused: [file: string, source: string][] = [
  ["src/ask/a.ts", `import "fs";`],
  ["src/ask/b.ts", `import { readFileSync } from "node:fs";\nexport const read = readFileSync;`],
  ["src/quiz/a.ts", `export const now = () => globalThis.Date.now();`],
  ["src/quiz/b.ts", `export const id = () => crypto.randomUUID();`],
  ["src/lab/a.ts", `export const get = () => fetch("http://127.0.0.1");`],
  ["src/lab/b.ts", `export const later = () => setTimeout(() => {}, 1);`],
  ["src/simulator/a.ts", `export const now = () => Date.now();`],
  ["src/simulator/b.ts", `export const chance = () => Math.random();`],
  ["src/simulator/c.ts", `import { search } from "../ask/search.ts";\nexport const s = search;`],
  ["src/simulator/kubernetes/d.ts", `import { search } from "../../knowledge/read.ts";\nexport const s = search;`],
  ["src/ask/c.ts", `import { say } from "../school/ask.ts";\nexport const s = say;`],
  ["src/knowledge/a.ts", `import { clean } from "../ask/clean.ts";\nexport const c = clean;`],
  ["src/local-slack/a.ts", `import { readConfig } from "../config.ts";\nexport const c = readConfig;`],
  ["src/local-slack/b.ts", `import { App } from "@slack/bolt";\nexport const A = App;`],
  ["src/school/a.ts", `import { view } from "../slack/views/answer.ts";\nexport const v = view;`],
  ["src/school/b.ts", `import { open } from "../store/database.ts";\nexport const o = open;`],
  ["src/school/c.ts", `import { App } from "@slack/bolt";\nexport const A = App;`],
  ["src/school/d.ts", `import OpenAI from "openai";\nexport const O = OpenAI;`],
  ["src/slack/a.ts", `import { createStore } from "../store/store.ts";\nexport const c = createStore;`],
  ["src/slack/views/b.ts", `import { simulate } from "../../simulator/run.ts";\nexport const s = simulate;`],
  ["src/slack/c.ts", `import cron from "node-cron";\nexport const c = cron;`],
  ["src/slack/d.ts", `import { DatabaseSync } from "node:sqlite";\nexport const d = DatabaseSync;`],
  ["src/store/a.ts", `import { createAsk } from "../ask/ask.ts";\nexport const c = createAsk;`],
  ["src/llm/a.ts", `import { createSchool } from "../school/school.ts";\nexport const c = createSchool;`],
];

const allowed: [file: string, source: string][] = [
  ["src/ask/good.ts", `import type { Delivery } from "../school/delivery.ts";\nexport type D = Delivery;`],
  ["src/school/good.ts", `import { pick } from "../quiz/pick.ts";\nexport const p = pick;`],
  [
    "src/slack/good.ts",
    `import { App } from "@slack/bolt";\nimport { say } from "../school/school.ts";\nexport const both = [App, say];`,
  ],
  [
    "src/store/good.ts",
    `import { owe } from "../school/delivery.ts";\nimport { Kysely } from "kysely";\nexport const both = [owe, Kysely];`,
  ],
  ["src/quiz/good.ts", `import { simulate } from "../simulator/run.ts";\nexport const s = simulate;`],
];

let folder = "";
let complaints: Record<string, string[]> = {};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "shipmate-boundaries-"));
  cpSync(join(root, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  for (const [file, source] of [...refused, ...allowed]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${source}\n`);
  }
  complaints = lint();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lint(): Record<string, string[]> {
  let output: string;
  try {
    output = execFileSync(join(root, "node_modules/.bin/oxlint"), ["--format", "json", "src"], {
      cwd: folder,
      encoding: "utf8",
    });
  } catch (error) {
    output = (error as { stdout: string }).stdout;
  }
  const { diagnostics } = JSON.parse(output) as { diagnostics: { filename: string; code: string }[] };
  const restricted = diagnostics.filter(({ code }) => code.includes("no-restricted-"));
  return Object.fromEntries(
    Object.entries(Object.groupBy(restricted, ({ filename }) => filename)).map(([file, found = []]) => [
      file,
      found.map(({ code }) => code),
    ]),
  );
}

describe("the linter refuses", () => {
  test.each(refused)("%s: %s", (file) => {
    expect(complaints[file] ?? []).not.toEqual([]);
  });
});

describe("the linter lets through", () => {
  test.each(allowed)("%s: %s", (file) => {
    expect(complaints[file] ?? []).toEqual([]);
  });
});
