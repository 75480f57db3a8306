/** A score out of a hundred: what came out counts, and how fast somebody typed does not. */
import type { Scenario } from "../knowledge/scenario.ts";
import type { Result } from "./judge.ts";

const LEVEL_POINTS = 70;
const BUDGET_POINTS = 20;
const THRIFT_POINTS = 10;
const MISSED = 0.6;

const atMostOne = (ratio: number) => Math.min(1, Number.isFinite(ratio) ? ratio : 1);

/** Which part of what was spent the budget covers, of pods and of nodes. */
function covered({ podHours, nodeHours, budget, nodeBudget = Infinity }: Result): number {
  return Math.min(atMostOne(budget / podHours), atMostOne(nodeBudget / nodeHours));
}

/** 70 for the level, as far as the wanted share was reached; 20 for the budget; 10 for spending no more than the reference does. Whoever missed the goal keeps six tenths of it. */
export function scoreOf({ serviceLevel }: Scenario, result: Result, reference: Result): number {
  const level = LEVEL_POINTS * atMostOne(result.share / serviceLevel.share);
  const cost = BUDGET_POINTS * covered(result) + THRIFT_POINTS * atMostOne(reference.podHours / result.podHours);
  return Math.round((level + cost) * (result.passed ? 1 : MISSED));
}
