import type { Adapters } from "../adapters.ts";
import { backoffQueueTables } from "./backoff-queue.ts";
import { preemptionTables } from "./preemption.ts";
import { scheduleOneTables } from "./schedule-one.ts";
import { preemptionTrace } from "./trace.ts";

export const ADAPTERS: Adapters = {
  preemption: preemptionTrace,
  "sched-backoff-queue": backoffQueueTables,
  "sched-preemption": preemptionTables,
  "sched-schedule-one": scheduleOneTables,
};
