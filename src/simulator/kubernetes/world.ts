/** What every controller is handed: time, chance, the objects, the way to change them, a place for events, and how the simulated processes behave. */
import type { Loop } from "../kernel/loop.ts";
import type { Random } from "../kernel/random.ts";
import type { Pod } from "./api/pod.ts";
import type { Api } from "./api-server.ts";
import type { RecordEvent } from "./events.ts";
import type { Behaviour } from "./kubelet/behaviour.ts";
import type { Store } from "./store.ts";

export type World = {
  loop: Loop;
  random: Random;
  store: Store;
  api: Api;
  record: RecordEvent;
  /** Milliseconds since 1970, UTC, at simulated time 0: what a CronJob's schedule is read by. */
  epoch: number;
  /** What no manifest says about a pod's processes. */
  behaviourOf(pod: Pod): Behaviour;
};
