/** Marathon's instances: what it wants to run and what it knows of it (core/instance/Instance.scala, core/condition/Condition.scala). */
import type { Attributes, TaskState } from "../master/types.ts";
import type { App } from "./app.ts";

export type Condition =
  | "Scheduled"
  | "Provisioned"
  | "Staging"
  | "Starting"
  | "Running"
  | "Finished"
  | "Failed"
  | "Killed"
  | "Error"
  | "Dropped"
  | "Gone"
  | "Unreachable"
  /** For so long that a replacement is started. */
  | "UnreachableInactive";

/** What is to become of it. Decommissioned instances are forgotten once their task has ended. */
export type Goal = "Running" | "Decommissioned";

export type Instance = {
  id: string;
  /** The app as it was when the instance was asked for. */
  spec: App;
  condition: Condition;
  goal: Goal;
  /** When the condition or the health last changed; simulated ms. */
  since: number;
  /** How many tasks it has had; its task's name ends with it. */
  attempt: number;
  task:
    | { id: string; agent: string; attributes: Attributes; stagedAt: number; runningSince: number | undefined }
    | undefined;
  /** Of its health checks, as soon as there is a result. */
  healthy: boolean | undefined;
};

export const CONDITIONS: Record<TaskState, Condition> = {
  TASK_STAGING: "Staging",
  TASK_STARTING: "Starting",
  TASK_RUNNING: "Running",
  TASK_FINISHED: "Finished",
  TASK_FAILED: "Failed",
  TASK_KILLED: "Killed",
  TASK_ERROR: "Error",
  TASK_DROPPED: "Dropped",
  TASK_UNREACHABLE: "Unreachable",
  TASK_GONE: "Gone",
  TASK_LOST: "Gone",
};

const TERMINAL = new Set<Condition>(["Finished", "Failed", "Killed", "Error", "Dropped", "Gone"]);
const ACTIVE = new Set<Condition>(["Provisioned", "Staging", "Starting", "Running", "Unreachable"]);
const LOST = new Set<Condition>(["Gone", "Unreachable", "Dropped"]);

export const isTerminal = (condition: Condition) => TERMINAL.has(condition);
export const isActive = ({ condition }: Instance) => ACTIVE.has(condition);
export const isLost = ({ condition }: Instance) => LOST.has(condition);

/** Waits for an offer: for the first time, or again after its task ended by itself. */
export const isScheduled = ({ goal, condition }: Pick<Instance, "goal" | "condition">) =>
  goal === "Running" && (isTerminal(condition) || condition === "Scheduled");

/** Without health checks a task is taken for healthy. */
export const isConsideredHealthy = ({ spec, healthy }: Instance) => spec.healthChecks.length === 0 || healthy === true;

/** What delays are kept by: an app and its configuration (RunSpecConfigRef). */
export const configOf = ({ id, configVersion }: App) => `${id} ${configVersion}`;

/** Nothing of it runs and nothing is wanted of it: it is forgotten. */
export const isOver = ({ goal, task, condition }: Instance) =>
  goal === "Decommissioned" && (task === undefined || isTerminal(condition) || condition === "Scheduled");
