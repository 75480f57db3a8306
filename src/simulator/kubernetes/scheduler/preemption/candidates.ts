/** The nodes where preemption would help, tried in turn. Kubernetes 1.36, pkg/scheduler/framework/preemption/preemption.go (DryRunPreemption). */
import type { Random } from "../../../kernel/random.ts";
import type { Cycle, Status } from "../framework.ts";
import type { NodeInfo } from "../node-info.ts";
import { isVictims, selectVictims, type Trial, type Victims } from "./victims.ts";

/** DefaultPreemptionArgs: how many candidates are enough, as a share of the nodes and at least. */
const ENOUGH = { percentage: 10, absolute: 100 };

/** calculateNumCandidates. */
export function enoughCandidates(nodes: number, { percentage, absolute } = ENOUGH): number {
  return Math.min(nodes, Math.max(absolute, Math.trunc((nodes * percentage) / 100)));
}

export type DryRun = { candidates: Victims[]; statuses: Map<string, Status> };

/** From `offset` on, round, until there are enough and one of them violates no budget; those without violations come first. */
export function dryRun(
  cycle: Cycle,
  nodes: readonly NodeInfo[],
  trial: Trial,
  { offset, enough }: { offset: number; enough: number },
): DryRun {
  const sound: Victims[] = [];
  const violating: Victims[] = [];
  const statuses = new Map<string, Status>();
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[(offset + i) % nodes.length] as NodeInfo;
    const outcome = selectVictims(cycle, node, trial);
    if (!isVictims(outcome)) statuses.set(node.name, outcome);
    else if (outcome.violations === 0) sound.push(outcome);
    else violating.push(outcome);
    if (sound.length > 0 && sound.length + violating.length >= enough) break;
  }
  return { candidates: [...sound, ...violating], statuses };
}

/** GetOffsetAndNumCandidates: begins at a node by chance. */
export const startOfDryRun = (random: Random, nodes: number) => ({
  offset: random.below(nodes),
  enough: enoughCandidates(nodes),
});
