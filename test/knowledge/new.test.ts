// The commands with which a team writes its own lessons, as they are typed: begin, check, start.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";

const root = resolve(import.meta.dirname, "../..");
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "shipmate-own-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function run(command: string, ...args: string[]) {
  const env = { ...process.env, SHIPMATE_KNOWLEDGE: folder, SHIPMATE_DATA: join(folder, "../nothing-is-written-here") };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["launch.js", `src/cli/${command}.ts`, ...args], {
    cwd: root,
    env,
    encoding: "utf8",
    timeout: 180_000,
  });
  return { status, stdout, stderr };
}

const complaints = () => run("content").stderr.split("\n").filter(Boolean);

test("what is begun is read, and the gate names every blank and nothing else but the track", () => {
  expect(run("new", "lesson", "our-platform").status).toBe(0);
  expect(run("new", "question", "autoscaling").status).toBe(0);
  expect(run("new", "question", "our-platform").status).toBe(0);
  expect(run("new", "scenario", "our-rush").status).toBe(0);
  const found = complaints();
  const files = [
    "lessons/our-platform.md",
    "questions/our-platform.yaml",
    "questions/autoscaling.yaml",
    "scenarios/our-rush.yaml",
  ];
  const blanks = files.flatMap((file) => {
    const lines = readFileSync(join(folder, file), "utf8").split("\n");
    return lines.flatMap((line, at) => (line.includes("FILL IN") ? [`${join(folder, file)}:${at + 1}:`] : []));
  });
  expect(blanks.length).toBeGreaterThan(90);
  for (const place of blanks) expect(found.filter((complaint) => complaint.startsWith(place))).toHaveLength(1);
  const others = found.filter((complaint) => !blanks.some((place) => complaint.startsWith(place)));
  expect(others).toEqual([
    `${join(folder, "lessons/our-platform.md")}:1: lesson "our-platform" is in 0 tracks; list it once in tracks.yaml`,
  ]);
}, 240_000);

test("nothing is overwritten, and what is misspelled is said", () => {
  run("new", "scenario", "our-rush");
  const file = join(folder, "scenarios/our-rush.yaml");
  const before = readFileSync(file, "utf8");
  writeFileSync(file, `${before}# mine\n`);
  expect(run("new", "scenario", "our-rush")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("is there already"),
  });
  expect(readFileSync(file, "utf8")).toBe(`${before}# mine\n`);
  expect(run("new", "lesson", "../up")).toMatchObject({ status: 2, stderr: expect.stringContaining("is no id") });
  expect(run("new", "question", "nope")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("There is no lesson"),
  });
}, 240_000);

test("a scenario that does not end as its author says is named", () => {
  run("new", "scenario", "our-rush");
  const file = join(folder, "scenarios/our-rush.yaml");
  const text = readFileSync(file, "utf8").replaceAll("FILL IN", "Filled in").replace("podHours: 3.6", "podHours: 0.5");
  writeFileSync(file, text);
  expect(complaints().join("\n")).toContain(`${file}:1: "an HPA at 50 % CPU" is expected to pass and does not`);
}, 240_000);

test("a bot whose team's lessons are broken does not start: it names file, line and mend", () => {
  mkdirSync(join(folder, "lessons"));
  writeFileSync(join(folder, "lessons/ours.md"), "# Ours\n");
  const { status, stderr } = run("start");
  expect(status).toBe(1);
  expect(stderr).toContain(
    `${join(folder, "lessons/ours.md")}:1: no front matter; begin with --- and the keys of FORMAT.md`,
  );
  expect(stderr).toContain("start without SHIPMATE_KNOWLEDGE");
}, 240_000);
