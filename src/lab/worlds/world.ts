/** What a lab plays: a simulated cluster behind the few questions that are asked of every orchestrator. */
import type { Passage } from "../../ask/answer.ts";
import type { Sample } from "../../simulator/kubernetes/cluster-api.ts";
import type { ToolCall } from "../command.ts";
import type { Outcome } from "../shell/outcome.ts";
import type { Autoscaler } from "./autoscaler.ts";
import type { Missing } from "./missing.ts";
import type { News } from "./news.ts";
import type { Obstacle } from "./obstacle.ts";

/** How the workload that the service level is held against stands now. `name` is as a sentence has it: "the Deployment `web`". */
export type Gauges = { name: string; desired: number; ready: number; pending: number; nodes: number };

export type World = {
  /** Simulated milliseconds since the scenario began. */
  now(): number;
  /** Lets time pass up to `until`, with what the scenario has happen meanwhile; an instant that is past is now. */
  run(until: number): void;
  /** Readings of the workload, oldest first. */
  samples(): Sample[];
  /** What pods, tasks or instances have cost so far, in milliseconds of one of them. */
  instanceMs(): number;
  /** What machines have cost so far, in milliseconds of one of them; those that nobody can reach cost nothing. */
  nodeMs(): number;
  /** A hash of everything that happened. */
  hash(): string;
  /** Whether a command may change the cluster or let its time pass. */
  changes(call: ToolCall): boolean;
  carryOut(call: ToolCall): Outcome;
  gauges(): Gauges;
  /** What keeps replicas of that workload from serving now. */
  missing(): Missing[];
  /** What sets the replicas of that workload by itself, if anything does. */
  autoscaler(): Autoscaler | undefined;
  /** Calls `note` as time passes each of these moments, in simulated milliseconds. */
  watch(moments: readonly number[], note: (atMs: number) => void): void;
  /** Whether this image is out: all that is wanted of that workload runs with it, nothing else does, and no update is under way. */
  isOut(image: string): boolean;
  /** What else the scenario wants and has not got, in whole sentences. */
  unmet(): string[];
  /** What stood in the way: refused tries first, then what did not come on, each in the order in which it did. */
  obstacles(): Obstacle[];
  /** Whether everything that is wanted is there and ready. */
  isReady(): boolean;
  /** What the orchestrator did from `fromMs` to now, and what others typed; of one instant what was the cause comes first. */
  news(fromMs: number): News[];
  /** What later questions may cite of its objects and events. */
  facts(): Passage[];
};
