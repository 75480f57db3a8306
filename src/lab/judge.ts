/** What became of a world, held against the level, the budget and the release of its scenario. */
import type { Scenario } from "../knowledge/scenario.ts";
import type { Sample } from "../simulator/kubernetes/cluster-api.ts";
import { budgetPodHours, heldShare } from "./level.ts";
import { hours, percent } from "./words-of.ts";
import { WORDS } from "./worlds/orchestrators.ts";
import type { World } from "./worlds/world.ts";

/** Which share of the readings met the level, and what it cost; `budget` is in pod-hours, `nodeBudget` in node-hours where somebody counts them. */
export type Result = {
  samples: Sample[];
  share: number;
  podHours: number;
  nodeHours: number;
  budget: number;
  nodeBudget: number | undefined;
  held: boolean;
  withinBudget: boolean;
  /** What the scenario wants released is out; so it is where it wants nothing. */
  released: boolean;
  /** What else the scenario wants and has not got, in whole sentences. */
  unmet: string[];
  passed: boolean;
};

const HOUR_MS = 3_600_000;

export function judge(scenario: Scenario, world: World): Result {
  const samples = world.samples();
  const share = heldShare(samples, scenario.serviceLevel);
  const podHours = world.instanceMs() / HOUR_MS;
  const nodeHours = world.nodeMs() / HOUR_MS;
  const budget = budgetPodHours(scenario);
  const nodeBudget = scenario.budget.nodeHours;
  const held = share >= scenario.serviceLevel.share;
  const withinBudget = podHours <= budget && nodeHours <= (nodeBudget ?? Infinity);
  const released = scenario.release === undefined || world.isOut(scenario.release);
  const unmet = world.unmet();
  const passed = held && withinBudget && released && unmet.length === 0;
  return { samples, share, podHours, nodeHours, budget, nodeBudget, held, withinBudget, released, unmet, passed };
}

/** Whether the level was held, the budget kept, what was to be released is out, and whatever else is wanted is so. */
export const isPassed = (scenario: Scenario, world: World): boolean => judge(scenario, world).passed;

/** `2.45 of 2.60 pod-hours and 1.20 of 1.90 node-hours` */
export function tellCost(
  { podHours, nodeHours, budget, nodeBudget }: Omit<Result, "samples">,
  { orchestrator }: Scenario,
): string {
  const nodes = nodeBudget === undefined ? "" : ` of ${hours(nodeBudget)}`;
  const { instance } = WORDS[orchestrator];
  return `${hours(podHours)} of ${hours(budget)} ${instance}-hours, on ${hours(nodeHours)}${nodes} node-hours`;
}

/** The verdict in a sentence. */
export function summarise(scenario: Scenario, result: Result): string {
  const { share, held, withinBudget, released, unmet, passed } = result;
  const level = `the level held in ${percent(share)} of the readings (${percent(scenario.serviceLevel.share)} wanted)`;
  const cost = `it cost ${tellCost(result, scenario)}`;
  if (!released) return `Not passed: ${scenario.release} is not out everywhere. And ${level}, and ${cost}.`;
  if (unmet.length > 0) return `Not passed. ${unmet.join(" ")} And ${level}, and ${cost}.`;
  if (passed) return `Passed: ${level}, and ${cost}.`;
  if (held) return `Not passed: ${level}, but ${cost}.`;
  return withinBudget ? `Not passed: ${level}; ${cost}.` : `Not passed: ${level}, and ${cost}.`;
}
