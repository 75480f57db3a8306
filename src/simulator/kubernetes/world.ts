/** What every controller is handed: time, chance, the objects, a place for events, and how the simulated processes behave. */
import type { Loop } from "../kernel/loop.ts";
import type { Random } from "../kernel/random.ts";
import type { Workload } from "./cluster-api.ts";
import type { RecordEvent } from "./events.ts";
import type { Labels } from "./objects.ts";
import type { Store } from "./store.ts";

export type World = {
  loop: Loop;
  random: Random;
  store: Store;
  record: RecordEvent;
  /** How a pod with these labels behaves. */
  workloadOf(labels: Labels): Workload | undefined;
};
