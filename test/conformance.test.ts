// Every vector and trace beside the repository, replayed: what `npm run conformance` prints, as tests.
import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { adapterOf, loadAdapters } from "../src/cli/conformance/adapters.ts";
import { findFiles, replayFile } from "../src/cli/conformance/run.ts";
import { createSheet } from "../src/cli/conformance/sheet.ts";

const shared = resolve(import.meta.dirname, "../../shared");
const FOLDERS = ["vectors/core", "vectors/more", "traces"];
const adapters = await loadAdapters();

const files = FOLDERS.flatMap((folder) => {
  const path = join(shared, folder);
  const found = existsSync(path) ? findFiles(path) : [];
  return found.map((file) => [`${folder}/${basename(file)}`, file] as const);
});
const withFiles =
  files.length > 0 ? test.each(files) : test.skip.each([["there are no vectors beside the repository", ""]]);

withFiles("%s", (_, file) => {
  const { failures, total } = replayFile(adapters, file);
  expect(failures.slice(0, 3)).toEqual([]);
  expect(total).toBeGreaterThan(0);
});

describe("the runner", () => {
  test("a row that compares nothing, a wrong one and one that throws all fail", () => {
    const { sheet, result } = createSheet();
    sheet.row("nothing", () => {});
    sheet.row("wrong", (check) => check.equal({ a: 1 }, { a: 2 }, "the map"));
    sheet.row("throws", () => {
      throw new RangeError("no");
    });
    sheet.row("right", (check) => check.within(1_004, 1_000, 5));
    expect(result()).toMatchObject({ passed: 1, total: 4 });
    expect(result().failures.map(({ row, message }) => [row, message.split("\n")[0]])).toEqual([
      ["nothing", "the row compares nothing"],
      ["wrong", 'the map: expected {"a":2}, got {"a":1}'],
      ["throws", "RangeError: no"],
    ]);
  });

  test("the adapter with the longest name that fits is taken, and no file goes without", () => {
    expect(adapterOf(adapters, "hpa-oracle-behavior")).not.toBe(adapterOf(adapters, "hpa-controller"));
    expect(adapterOf(adapters, "nothing-of-ours")).toBeUndefined();
    expect(replayFile(adapters, join(shared, "vectors/core/nothing-of-ours.json"))).toMatchObject({
      passed: 0,
      total: 1,
    });
  });
});
