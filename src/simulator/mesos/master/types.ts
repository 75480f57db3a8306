/** Tasks, offers and what a framework is to the master (include/mesos/v1/mesos.proto, scheduler.proto). */
import type { Pool } from "../pool.ts";
import type { Quantities } from "../quantities.ts";
import type { Span } from "../world.ts";

export type TaskState =
  | "TASK_STAGING"
  | "TASK_STARTING"
  | "TASK_RUNNING"
  | "TASK_FINISHED"
  | "TASK_FAILED"
  | "TASK_KILLED"
  | "TASK_ERROR"
  /** The following tell a framework that is not PARTITION_AWARE nothing but TASK_LOST. */
  | "TASK_DROPPED"
  | "TASK_UNREACHABLE"
  | "TASK_GONE"
  | "TASK_LOST";

const ENDED: readonly TaskState[] = [
  "TASK_FINISHED",
  "TASK_FAILED",
  "TASK_KILLED",
  "TASK_ERROR",
  "TASK_DROPPED",
  "TASK_GONE",
  "TASK_LOST",
];

export const hasEnded = (state: TaskState) => ENDED.includes(state);

/** How a process behaves on its agent: what no task description says. Times in milliseconds. */
export type ProcessBehaviour = {
  /** Until its container stands: fetching the artifact or pulling the image. The task is staging meanwhile. */
  fetchMs: Span;
  /** The image that nobody has: the task fails when it was to be pulled. */
  unpullable?: string;
  /** From TASK_RUNNING until it answers requests. */
  startMs: Span;
  /** From SIGTERM to the end; cut short by the grace period. */
  stopMs: number;
  /** How long it runs by itself and how it ends then; without it, it runs until it is killed. */
  runs?: { ms: Span; ends: "TASK_FINISHED" | "TASK_FAILED" };
  /** It never answers when this is false. */
  answers?: boolean;
};

export type Launch = { id: string; needs: Quantities; behaviour: ProcessBehaviour };

export type Task = {
  id: string;
  framework: string;
  role: string;
  agent: string;
  resources: Pool;
  behaviour: ProcessBehaviour;
  state: TaskState;
  /** When it came into this state, in simulated ms. */
  since: number;
  message: string;
};

export type Attributes = Readonly<Record<string, string>>;

export type Offer = {
  id: string;
  framework: string;
  role: string;
  /** The agent's host name. */
  agent: string;
  attributes: Attributes;
  resources: Pool;
  madeAt: number;
};

export type StatusUpdate = { task: string; agent: string; state: TaskState; message: string };

/** A framework's scheduler as the master calls it. */
export type Scheduler = {
  name: string;
  role: string;
  /** It is told of unreachable tasks and keeps them; others lose theirs. */
  partitionAware: boolean;
  offered(offers: readonly Offer[]): void;
  rescinded(offer: Offer): void;
  updated(update: StatusUpdate): void;
};
