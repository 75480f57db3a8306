/** The thread that replays labs: a journal in, a view out. */
import { parentPort } from "node:worker_threads";
import type { Scenario } from "./knowledge/scenario.ts";
import { replay } from "./lab/replay.ts";

parentPort?.on(
  "message",
  ({ id, scenario, seed, commands }: { id: number; scenario: Scenario; seed: string; commands: string[] }) => {
    try {
      parentPort?.postMessage({ id, view: replay(scenario, seed, commands) });
    } catch (error) {
      parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
    }
  },
);
