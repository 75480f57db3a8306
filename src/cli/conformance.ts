// npm run conformance -- DIR: does the simulator decide as upstream did?
import { relative } from "node:path";
import { loadAdapters } from "./conformance/adapters.ts";
import { findFiles, replayFile } from "./conformance/run.ts";
import { addGroups, printGroups } from "./conformance/groups.ts";
import type { Group, Result } from "./conformance/sheet.ts";

const USAGE = `Usage: npm run conformance -- DIR [...]

Replays every vector or trace file (JSON) under each folder and compares it with the simulator.
--all prints every failing case, not only the first of a file.`;

const INDENT = "\n      ";

type Tally = { passed: number; failed: number; leftOut: number; groups: Map<string, Group> };

/** Prints one file's outcome: the first `most` failures, and what was left out. */
function report(path: string, result: Result, most: number): void {
  console.log(`${relative(process.cwd(), path)} ${result.passed}/${result.total}`);
  for (const { row, message } of result.failures.slice(0, most))
    console.log(`    ${row}: ${message.replaceAll("\n", INDENT)}`);
  for (const { name, count, reason } of result.leftOut) console.log(`  - left out: ${name} (${count}): ${reason}`);
}

async function replay(paths: string[], most: number): Promise<Tally> {
  const adapters = await loadAdapters();
  const tally: Tally = { passed: 0, failed: 0, leftOut: 0, groups: new Map() };
  for (const path of paths.flatMap(findFiles)) {
    const result = replayFile(adapters, path);
    report(path, result, most);
    tally.passed += result.passed;
    tally.failed += result.failures.length;
    addGroups(tally.groups, result.groups);
    tally.leftOut += result.leftOut.reduce((sum, { count }) => sum + count, 0);
  }
  return tally;
}

async function main(args: string[]): Promise<number> {
  const paths = args.filter((arg) => !arg.startsWith("-"));
  if (paths.length === 0 || args.includes("--help")) {
    console.log(USAGE);
    return args.includes("--help") ? 0 : 2;
  }
  const { passed, failed, leftOut, groups } = await replay(
    paths,
    args.includes("--all") ? Number.POSITIVE_INFINITY : 1,
  );
  if (groups.size > 0) console.log(printGroups(groups));
  if (leftOut > 0) console.log(`${leftOut} rows left out, for the reasons above`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
