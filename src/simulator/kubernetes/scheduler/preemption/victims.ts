/** The fewest pods that must go from a node to make room for another. Kubernetes 1.36, plugins/defaultpreemption (SelectVictimsOnNode). */
import type { PodDisruptionBudget } from "../../api/core.ts";
import type { Time } from "../../api/meta.ts";
import type { Cycle, Status } from "../framework.ts";
import { addPod, cloneNodeInfo, removePod, type NodeInfo } from "../node-info.ts";
import { priorityOf, type PodInfo } from "../pod-info.ts";
import { filterWithNominated, type Nominated } from "../schedule-one.ts";
import { createAllowance } from "./budgets.ts";
import { byImportance } from "./importance.ts";

/** `victims` in order of importance; `violations` counts those that a budget would have kept. */
export type Victims = { node: string; victims: PodInfo[]; violations: number };

export type Trial = { nominated: Nominated; budgets: readonly PodDisruptionBudget[]; now: Time };

export const NO_VICTIMS = "No preemption victims found for incoming pod";

/** Only what has a lower priority can be preempted. */
export const mayPreempt = (preemptor: PodInfo, victim: PodInfo) => priorityOf(victim.pod) < priorityOf(preemptor.pod);

/** Answers the victims, or why the node will not do even without them. Neither the node nor the cycle is changed. */
export function selectVictims(cycle: Cycle, node: NodeInfo, { nominated, budgets, now }: Trial): Victims | Status {
  const trial = cycle.clone();
  const copy = cloneNodeInfo(node);
  const potential = copy.pods.filter((victim) => mayPreempt(cycle.pod, victim));
  if (potential.length === 0) return { code: "UnschedulableAndUnresolvable", reasons: [NO_VICTIMS] };
  const take = (victim: PodInfo) => {
    removePod(copy, victim.pod);
    trial.removePod(victim, copy);
  };
  for (const victim of potential) take(victim);
  const rejection = filterWithNominated(trial, copy, nominated);
  if (rejection) return rejection;

  const order = byImportance(now);
  const isViolated = createAllowance(budgets);
  const sorted = potential.toSorted((a, b) => order(a.pod, b.pod));
  const { violating = [], others = [] } = Object.groupBy(sorted, ({ pod }) =>
    isViolated(pod) ? "violating" : "others",
  );
  /** Puts a pod back if there is room for both. */
  const isSpared = (victim: PodInfo) => {
    addPod(copy, victim);
    trial.addPod(victim, copy);
    if (!filterWithNominated(trial, copy, nominated)) return true;
    take(victim);
    return false;
  };
  const violated = violating.filter((victim) => !isSpared(victim));
  const gone = others.filter((victim) => !isSpared(victim));
  const victims = [...violated, ...gone].toSorted((a, b) => order(a.pod, b.pod));
  return { node: node.name, victims, violations: violated.length };
}

export const isVictims = (outcome: Victims | Status): outcome is Victims => "victims" in outcome;
