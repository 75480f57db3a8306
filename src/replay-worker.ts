/** The thread that replays labs: a journal in, a view out. */
import { parentPort } from "node:worker_threads";
import type { Scenario } from "./knowledge/scenario.ts";
import { replay } from "./lab/replay.ts";

parentPort?.on("message", ({ scenario, seed, commands }: { scenario: Scenario; seed: string; commands: string[] }) => {
  try {
    parentPort?.postMessage({ view: replay(scenario, seed, commands) });
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
});
