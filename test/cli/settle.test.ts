import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";

const settle = resolve(import.meta.dirname, "../../src/cli/settle.ts");
const LEAVE_SOMETHING = `
  import { settle } from "${settle}";
  const left = new WeakRef(Array.from({ length: 1000 }, String));
  await new Promise((done) => setTimeout(done));
  await settle();
  console.log(left.deref() === undefined ? "gone" : "there");
`;

describe("settle", () => {
  function run(...flags: string[]) {
    const { stdout, stderr } = spawnSync(process.execPath, [...flags, "--input-type=module", "-e", LEAVE_SOMETHING], {
      encoding: "utf8",
    });
    return { stdout: stdout.trim(), stderr };
  }

  test("gives back what is used no longer", () => {
    expect(run("--expose-gc")).toEqual({ stdout: "gone", stderr: "" });
  });

  test("does no harm where launch.js could not expose gc", () => {
    expect(run()).toEqual({ stdout: "there", stderr: "" });
  });
});
