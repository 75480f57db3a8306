/** The thread that replays labs: a journal in, a view out. Labs that were played last are kept as they stand. */
import { parentPort } from "node:worker_threads";
import type { Scenario } from "./knowledge/scenario.ts";
import type { Wish } from "./lab/replay.ts";
import { createWarmLabs } from "./lab/warm-labs.ts";

/** A lab takes about a quarter of a megabyte (`npm run bench`). */
const KEPT = 200;

const labs = createWarmLabs(KEPT);

type Job = { scenario: Scenario; seed: string; commands: string[]; wish?: Wish };

parentPort?.on("message", ({ scenario, seed, commands, wish }: Job) => {
  try {
    parentPort?.postMessage({ view: labs.replay(scenario, seed, commands, wish) });
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
});
