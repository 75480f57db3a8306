import type { Adapters } from "../adapters.ts";
import { replayRestart } from "./restart.ts";
import { replaySorter } from "./sorter.ts";

export const ADAPTERS: Adapters = {
  "mesos-drf-sorter": replaySorter,
  "marathon-restart-strategy": replayRestart,
};
