// What runs for days is begun with flags that keep it small, in the same process and whoever begins it.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

const root = resolve(import.meta.dirname, "..");
const SAY =
  "console.log(JSON.stringify({ pid: process.pid, flags: process.execArgv, arenas: process.env.MALLOC_ARENA_MAX, kept: process.env.MALLOC_MMAP_THRESHOLD_, rest: process.argv.slice(2) }));\nprocess.exitCode = 7;\n";

describe("launch.js", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "shipmate-thrift-"));
    cpSync(join(root, "launch.js"), join(folder, "launch.js"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module", "main": "launch.js" }');
    mkdirSync(join(folder, "src/cli"), { recursive: true });
    writeFileSync(join(folder, "src/cli/start.ts"), SAY);
    writeFileSync(join(folder, "src/cli/ask.ts"), SAY);
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(join(root, "node_modules/zod"), join(folder, "node_modules/zod"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function launch(args: string[], env: Record<string, string> = {}) {
    const { NODE_OPTIONS: _, MALLOC_ARENA_MAX: __, MALLOC_MMAP_THRESHOLD_: ___, ...rest } = process.env;
    const { pid, status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: "utf8",
      env: { ...rest, ...env },
    });
    expect(stderr).toBe("");
    expect(status).toBe(7);
    const said = JSON.parse(stdout) as { pid: number; flags: string[]; arenas?: string; kept?: string; rest: string[] };
    return { ...said, isSame: said.pid === pid };
  }
  const SMALL = { flags: ["--max-semi-space-size=2", "--expose-gc"], arenas: "1", kept: "32768", isSame: true };

  test("begins the bot small, in the same process and with its arguments", () => {
    expect(launch(["launch.js", "src/cli/start.ts", "--fresh", "two words"])).toMatchObject({
      ...SMALL,
      rest: ["--fresh", "two words"],
    });
  });

  test("begins the bot small when only the folder is named", () => {
    expect(launch(["."])).toMatchObject({ ...SMALL, rest: [] });
  });

  test("leaves what somebody has said themselves", () => {
    const given = "--max-semi-space-size=16";
    expect(launch([given, "launch.js", "src/cli/start.ts"])).toMatchObject({ flags: [given], isSame: true });
    expect(launch(["launch.js", "src/cli/start.ts"], { NODE_OPTIONS: given })).toMatchObject({ flags: [] });
    expect(launch(["launch.js", "src/cli/start.ts"], { MALLOC_ARENA_MAX: "4" })).toMatchObject({ arenas: "4" });
  });

  test("leaves short commands alone", () => {
    expect(launch(["launch.js", "src/cli/ask.ts", "why"])).toMatchObject({ flags: [], rest: ["why"], isSame: true });
  });
});
