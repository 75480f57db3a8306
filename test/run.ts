// `npm test`: runs Jest over everything that this machine can run, and closes with one plain line that a machine can read.
// `npm run test:unit` leaves out what starts processes and browsers. Other arguments go to Jest (a file name, `-t`).
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const [mode, ...rest] = process.argv.slice(2);
const [JOURNEYS, BROWSER] = ["test/journeys/", "test/browser/"];

type Counts = { passed: number; failed: number; skipped: number };

/**
 * Runs Jest once in this project and counts from its own results. A suite that could not even start counts as a failure.
 *
 * Jest keeps the modules of every file that a process has run, the library with them: hundreds of files in one process fill its heap. So a worker
 * that has grown too large is replaced between two files (`workerIdleMemoryLimit` in package.json).
 */
async function jest(args: string[]): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), "shipmate-test-"));
  const file = join(folder, "results.json");
  const running = spawn(
    process.execPath,
    [
      "--experimental-vm-modules",
      "--disable-warning=ExperimentalWarning",
      join(root, "node_modules/jest/bin/jest.js"),
      "--json",
      `--outputFile=${file}`,
      "--passWithNoTests",
      ...args,
    ],
    { cwd: root, stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, SHIPMATE_TEST: "1" } },
  );
  await once(running, "exit");
  try {
    const results = JSON.parse(readFileSync(file, "utf8")) as Record<string, number>;
    return {
      passed: results["numPassedTests"] ?? 0,
      failed: (results["numFailedTests"] ?? 0) + (results["numRuntimeErrorTestSuites"] ?? 0),
      skipped: (results["numPendingTests"] ?? 0) + (results["numTodoTests"] ?? 0),
    };
  } catch {
    console.error("Jest wrote no results.");
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const quick = () => jest(["--testPathIgnorePatterns", "/node_modules/", JOURNEYS, BROWSER]);
const journeys = () => jest(["--maxWorkers=2", JOURNEYS]);
const browser = () => jest(["--runInBand", BROWSER]);

/** Two cores: the journeys mostly wait, so two of them share the time of what reckons; with two of that, Slack's three seconds would pass too often. The browser has the machine to itself. */
async function everything(): Promise<Counts[]> {
  return [...(await Promise.all([quick(), journeys()])), await browser()];
}

const runs =
  mode === "unit" ? [await quick()] : mode === undefined ? await everything() : [await jest([mode, ...rest])];
const total = runs.reduce((sum, run) => ({
  passed: sum.passed + run.passed,
  failed: sum.failed + run.failed,
  skipped: sum.skipped + run.skipped,
}));
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
