/** What a lab shows, and what other rooms draw: everything here is derived from the scenario, the seed and the journal of commands. */
import type { Passage } from "../ask/answer.ts";

/** One command text of the journal. `output` is what the real tool prints; `meanwhile` is what happened between fromMs and toMs. */
export type Turn = { text: string; output: string; ok: boolean; fromMs: number; toMs: number; meanwhile: string[] };

/** The gauges at the end of the journal. `errorRate` and `heldShare` are 0 to 1, `cpuUtilization` is in percent of the requests. */
export type Board = {
  /** What the orchestrator calls one of what runs; costs are in hours of one. */
  instance: "pod" | "task" | "instance";
  atMs: number;
  spanMs: number;
  desiredReplicas: number;
  readyReplicas: number;
  pendingPods: number;
  rps: number;
  p95: number;
  errorRate: number;
  cpuUtilization: number;
  nodes: number;
  podHours: number;
  budgetPodHours: number;
  heldShare: number;
};

export type ChartSeries = { name: string; unit: string; values: number[] };

/** At most 20 labels; each series has a value for every label. `text` says the same in words. */
export type Chart = { title: string; labels: string[]; series: ChartSeries[]; text: string };

/** How the lab ended. `sections` are ids of lesson sections that explain it. */
export type Debrief = {
  held: boolean;
  withinBudget: boolean;
  passed: boolean;
  summary: string;
  lines: string[];
  better: string;
  sections: string[];
};

/** `hashes[i]` is the cluster's hash after command i; `facts` are what later questions may cite. */
export type LabView = {
  turns: Turn[];
  hashes: string[];
  board: Board;
  charts: Chart[];
  debrief: Debrief | undefined;
  facts: Passage[];
  finished: boolean;
};
