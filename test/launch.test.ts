// The launcher on the Node that the machine has, when that one is too old: it must leave it for the one that `npm ci` brought.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

const root = resolve(import.meta.dirname, "..");
const major = (node: string) =>
  Number(execFileSync(node, ["-p", "process.versions.node.split('.')[0]"], { encoding: "utf8" }));
const oldNode = ["/usr/local/bin/node", "/usr/bin/node"].find((node) => existsSync(node) && major(node) < 24);
const onOldNode = oldNode ? describe : describe.skip;

onOldNode("launch.js (skipped where the machine's own Node is 24 or newer)", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "shipmate-launch-"));
    cpSync(join(root, "launch.js"), join(folder, "launch.js"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(
      join(folder, "say.ts"),
      "const major: string = process.versions.node.split('.')[0] ?? '';\nconsole.log(major, ...process.argv.slice(2));\nprocess.exitCode = 7;\n",
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const launch = (...args: string[]) =>
    spawnSync(oldNode ?? "", [join(folder, "launch.js"), ...args], { encoding: "utf8" });

  test("says what to do when nothing is installed", () => {
    const { status, stderr } = launch("say.ts");
    expect(status).toBe(1);
    expect(stderr).toMatch(/run `npm ci` first/);
  });

  test("says what to do when the packages are there without their Node", () => {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(join(root, "node_modules/zod"), join(folder, "node_modules/zod"));
    const { status, stderr } = launch("say.ts");
    expect(status).toBe(1);
    expect(stderr).toMatch(/needs Node 24 and this is v\d+.*npm rebuild node/);
  });

  test("runs the file on Node 24, with its arguments and its exit code", () => {
    symlinkSync(join(root, "node_modules/node"), join(folder, "node_modules/node"));
    const { status, stdout } = launch("say.ts", "one", "--two");
    expect(stdout.trim()).toBe("24 one --two");
    expect(status).toBe(7);
  });
});
