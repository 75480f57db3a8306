/** What a lab shows, and what other rooms draw: everything here is derived from the scenario, the seed and the journal of commands. */
import type { Passage } from "../ask/answer.ts";
import type { Orchestrator } from "../knowledge/scenario/format.ts";
import type { Prediction } from "./prediction.ts";
import type { Picture } from "./picture.ts";

/**
 * One command text of the journal. `line` is its first command as it was understood; turns that were kept before it was have none. `output`
 * is what the real tool prints; `meanwhile` is what happened between fromMs and toMs. `changed`: it changed something or waited; what was
 * refused, did nothing or only looked is no change, although the second that typing takes may have passed.
 */
export type Turn = {
  text: string;
  line?: string;
  output: string;
  ok: boolean;
  changed?: true;
  fromMs: number;
  toMs: number;
  meanwhile: string[];
};

/** The gauges at the end of the journal. `errorRate` and `heldShare` are 0 to 1, `cpuUtilization` is in percent of the requests. */
export type Board = {
  /** What the orchestrator calls one of what runs; costs are in hours of one. */
  instance: "pod" | "task" | "instance";
  atMs: number;
  /** When load, latency, errors and CPU were measured. */
  readMs: number;
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
  /** Absent where nobody counts, in a sandbox. */
  budgetPodHours?: number;
  /** Only where the scenario counts them. */
  nodeHours?: { used: number; budget: number };
  heldShare: number;
};

export type ChartSeries = { name: string; unit: string; values: number[] };

/** At most 20 labels; each series has a value for every label. `text` says the same in words. */
export type Chart = { title: string; labels: string[]; series: ChartSeries[]; text: string };

/**
 * A change that somebody made, what it did and why, and the lesson section that explains it. `entry` is its place in the journal, and
 * `person` who gave it, where somebody knows; debriefs that were kept before have neither.
 */
export type Decision = {
  command: string;
  atMs: number;
  entry?: number;
  person?: string;
  text: string;
  section: string;
};

/** How the lab ended. `sections` are ids of lesson sections that explain it. */
export type Debrief = {
  /** A sandbox has figures and no verdict. */
  isFigures?: true;
  held: boolean;
  withinBudget: boolean;
  passed: boolean;
  summary: string;
  /** Out of a hundred; nothing without a verdict. */
  score?: number;
  lines: string[];
  /** Those that mattered most, in the order in which they were made. */
  decisions?: Decision[];
  /** What is said where none mattered. */
  undecided?: string;
  better: string;
  sections: string[];
  /** What sections are called, by id, and where else the story can be played: both by whoever knows the library. */
  titles?: Record<string, string>;
  elsewhere?: { scenario: string; orchestrator: Orchestrator }[];
};

/** How many replicas were wanted at a moment, and how many were ready. */
export type Came = { replicas: number; ready: number };

/** `hashes[i]` is the cluster's hash after command i; `facts` are what later questions may cite. */
export type LabView = {
  turns: Turn[];
  hashes: string[];
  board: Board;
  charts: Chart[];
  /** The whole run, where somebody asked for it last and at the end. */
  picture?: Picture;
  debrief: Debrief | undefined;
  facts: Passage[];
  finished: boolean;
  /** What may be asked about what comes next, where somebody wants to know. */
  prediction?: Prediction | undefined;
  /** How it stood at the moment that somebody wants to know of, where the run is there. */
  came?: Came;
};
