/** What the lab sees of a simulated Mesos cluster with Marathon: it is set up, commanded, let run, and read. */
import type { Sample, Traffic, Workload } from "../kubernetes/cluster-api.ts";
import type { BatchSetup } from "./frameworks/batch.ts";
import type { App, AppJson } from "./marathon/app.ts";
import type { Deployment } from "./marathon/deploy/deployments.ts";
import type { Condition } from "./marathon/instances.ts";
import type { Force, Outcome, Rest } from "./marathon/rest.ts";
import type { Attributes, Offer, ProcessBehaviour, TaskState } from "./master/types.ts";
import type { Quantities } from "./quantities.ts";

/** How the process of an app behaves: what its definition does not say. */
export type MesosWorkload = Workload & Partial<Pick<ProcessBehaviour, "fetchMs" | "runs" | "answers">>;

export type QuotaSetup = { guarantees?: Record<string, number>; limits?: Record<string, number> };

export type MesosSetup = {
  /** `reserved`: statically, by role, out of `cpus` and `mem` (MB). */
  agents: {
    name: string;
    cpus: number;
    mem: number;
    attributes?: Attributes;
    reserved?: Record<string, Record<string, number>>;
  }[];
  /** Marathon's role; "*" when nothing is said. */
  role?: string;
  /** They run, healthy, when the scenario begins, as far as there is room. */
  apps: AppJson[];
  /** By container image or command, or else by app id; the longest look-up that fits wins: image, command, id. */
  workloads: Record<string, MesosWorkload>;
  /** Whether a container's image can be pulled; any can when nothing is said. */
  hasImage?: (image: string) => boolean;
  /** Other frameworks. */
  batches?: BatchSetup[];
  weights?: Record<string, number>;
  quotas?: Record<string, QuotaSetup>;
  services?: { name: string; app: string; traffic: Traffic }[];
  /** --cgroups_enable_cfs: a task gets no more CPU than it asked for. Off by default, as in Mesos: CPUs are shares then. */
  enforceCpuLimits?: boolean;
};

export type AgentView = {
  name: string;
  id: string;
  state: "registered" | "unreachable";
  activated: boolean;
  attributes: Attributes;
  total: Quantities;
  /** Neither used nor offered. */
  free: Quantities;
  tasks: number;
};

export type FrameworkView = { name: string; role: string; allocation: Quantities; share: number };

/** A task as the master knows it, or knew it: the last that ended are listed too. */
export type TaskView = {
  id: string;
  framework: string;
  agent: string;
  resources: Quantities;
  state: TaskState;
  since: number;
  message: string;
};

/** An instance as Marathon knows it. */
export type InstanceView = {
  id: string;
  app: string;
  task: string | undefined;
  agent: string | undefined;
  condition: Condition;
  goal: "Running" | "Decommissioned";
  healthy: boolean | undefined;
  version: number;
  since: number;
  /** When its task was launched, and when that came up; nothing without a task, and before it came up. */
  stagedAt: number | undefined;
  runningSince: number | undefined;
};

export type AppView = App & {
  tasksStaged: number;
  tasksRunning: number;
  tasksHealthy: number;
  tasksUnhealthy: number;
  /** Until when it is not launched because of failures; simulated ms. */
  delayedUntil: number | undefined;
};

export type Mesos = Rest & {
  /** Simulated milliseconds since the scenario began. */
  now(): number;
  /** Lets simulated time pass up to `until` (never backwards). Bounded: throws RangeError past the limits of span, events and objects. */
  run(until: number): void;
  agents(): AgentView[];
  frameworks(): FrameworkView[];
  /** Of each role with frameworks: its share, as the role sorter compares it. */
  roles(): { role: string; share: number; allocation: Quantities }[];
  /** Offers that a framework holds now. */
  offers(): Offer[];
  apps(): AppView[];
  app(id: string): AppView | undefined;
  instances(app?: string): InstanceView[];
  deployments(): Deployment[];
  tasks(): TaskView[];
  batches(): { name: string; waiting: number; running: number; finished: number }[];
  /** The machine loses its power, or the network to it. */
  killAgent(name: string, how?: "power" | "network"): Outcome;
  startAgent(name: string): Outcome;
  /** Nothing more is offered of the agent; its tasks go on. */
  deactivateAgent(name: string): Outcome;
  reactivateAgent(name: string): Outcome;
  /** Deactivates it and kills all its tasks, at once: Mesos knows no budget for disruptions. */
  drainAgent(name: string): Outcome;
  setWeight(role: string, weight: number): Outcome;
  /** Those that were set; every other role has 1. */
  weights(): { role: string; weight: number }[];
  /** `force` overrides the checks against what is used and what there is. */
  setQuota(role: string, quota: QuotaSetup, options?: Force): Outcome;
  /** Readings of the first service, oldest first. */
  samples(): Sample[];
  /** The last things that happened, oldest first, without what is of no news to a learner. */
  log(): { at: number; text: string }[];
  /** A hash of everything that happened: the same setup, seed and commands at the same times give the same. */
  hash(): string;
};
