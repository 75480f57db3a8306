/** What a sync of a CronJob is given, does to the world, and comes to. */
import type { CronJob, Job } from "../api/batch.ts";
import type { Answer } from "../api-server.ts";
import type { jobDraftOf } from "./job-template.ts";
import type { Zones } from "./zone.ts";

export type CronEvent = { type?: "Normal" | "Warning"; reason: string; message: string };

/** `epoch`: milliseconds since 1970 at simulated time 0, from which the objects' instants count. */
export type CronInputs = { cronJob: CronJob; jobs: Job[]; now: number; epoch: number; zones: Zones };

export type CronHands = {
  say(event: CronEvent): void;
  /** The CronJob as it is in the API server. */
  fresh(): CronJob;
  job(name: string, namespace: string): Answer<Job>;
  create(draft: ReturnType<typeof jobDraftOf>): Answer<Job>;
  /** With everything that the Job controls. */
  delete(job: Job): Answer<Job>;
};

export type CronOutcome = {
  cronJob: CronJob;
  /** Whether the status must be written. */
  changed: boolean;
  /** When to look again; nothing when only a change of the CronJob brings it back. */
  requeueAfterMs?: number;
  /** Whether the sync must be tried again. */
  failed?: boolean;
};
