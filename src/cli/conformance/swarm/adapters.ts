import type { Adapters } from "../adapters.ts";
import { adaptScheduler } from "./scheduler.ts";
import { adaptTraces } from "./traces.ts";

export const ADAPTERS: Adapters = {
  "swarm-oracle-scheduler": adaptScheduler,
  "swarm-service-traces": adaptTraces,
};
