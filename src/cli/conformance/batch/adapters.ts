import type { Adapters } from "../adapters.ts";
import { cronOracle } from "./cron.ts";
import { cronJobVectors } from "./cronjob.ts";
import { jobVectors } from "./job.ts";
import { jobTrace } from "./trace-job.ts";

export const ADAPTERS: Adapters = {
  job: jobVectors,
  "job-": jobTrace,
  cronjob: cronJobVectors,
  "cronjob-": jobTrace,
  "cron-oracle": cronOracle,
};
