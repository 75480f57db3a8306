/** Replays every vector and trace file under a folder and compares. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { adapterOf, type Adapters } from "./adapters.ts";
import { createSheet, type Result } from "./sheet.ts";

/** How many comparisons a trace must make at least (traces/README.md), by the beginning of its file's name. */
const LEAST: [prefix: string, comparisons: number][] = [
  ["rolling-", 5],
  ["unequal5-", 5],
  ["spread3-", 3],
  ["antiaffinity-", 3],
  ["taints", 3],
  ["insufficient", 3],
  ["preemption", 4],
  ["pdb-drain", 6],
  ["scaledown-victims", 8],
  ["nodefail", 6],
  ["hpa.", 6],
  ["statefulset-ordered", 6],
  ["daemonset-rolling", 6],
  ["job-", 4],
  ["cronjob-forbid", 4],
  ["swarm-service-traces", 30],
];

/** The JSON files under a file or folder, sorted. Throws when there is no such thing. */
export function findFiles(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .toSorted()
    .map((name) => join(path, name));
}

const failed = (message: string): Result => ({
  passed: 0,
  total: 1,
  failures: [{ row: "the file", message }],
  leftOut: [],
  groups: new Map(),
});

/** Parses one file and runs its adapter. */
export function replayFile(adapters: Adapters, path: string): Result {
  const name = basename(path);
  const adapt = adapterOf(adapters, name.slice(0, -".json".length));
  if (!adapt) return failed(`There is no adapter for ${name}.`);
  const { sheet, result } = createSheet();
  try {
    adapt(JSON.parse(readFileSync(path, "utf8")), sheet);
  } catch (error) {
    return failed(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  const { total } = result();
  const [, least = 1] = path.includes("traces") ? (LEAST.find(([prefix]) => name.startsWith(prefix)) ?? []) : [];
  if (total < least)
    sheet.row("enough comparisons", (check) => check.ok(false, `${least} comparisons wanted, ${total} made`));
  return result();
}
