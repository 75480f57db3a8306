/** PostFilter: whom to preempt for a pod that fits nowhere. Kubernetes 1.36, pkg/scheduler/framework/preemption/preemption.go (Preempt) and plugins/defaultpreemption. */
import type { Random } from "../../../kernel/random.ts";
import { fitErrorText } from "../fit-error.ts";
import type { Cycle, Status } from "../framework.ts";
import type { NodeInfo } from "../node-info.ts";
import type { NodeRejection } from "../schedule-one.ts";
import { dryRun, startOfDryRun } from "./candidates.ts";
import { leastHarm } from "./pick.ts";
import { mayPreempt, type Trial, type Victims } from "./victims.ts";

/** `message` is what FailedScheduling ends in; nothing is said when victims go. A pod that can be helped nowhere loses its nomination. */
export type Preemption =
  | { kind: "preempts"; chosen: Victims }
  | { kind: "helpless"; message: string; losesNomination: boolean };

const NOT_HELPFUL: Status = {
  code: "UnschedulableAndUnresolvable",
  reasons: ["Preemption is not helpful for scheduling"],
};

/** podTerminatingByPreemption. */
function isGoingByPreemption({ pod: { metadata, status } }: NodeInfo["pods"][number]): boolean {
  if (metadata.deletionTimestamp === undefined) return false;
  const target = status?.conditions?.find(({ type }) => type === "DisruptionTarget");
  return target?.status === "True" && target.reason === "PreemptionByScheduler";
}

/** PodEligibleToPreemptOthers: why not, or nothing. `nominated` is what the filters said of the node that the pod was promised. */
export function whyNotEligible(cycle: Cycle, nominated: Status | undefined): string | undefined {
  const { pod } = cycle.pod;
  if (pod.spec.preemptionPolicy === "Never") return "not eligible due to preemptionPolicy=Never.";
  const node = pod.status?.nominatedNodeName;
  if (!node || nominated?.code === "UnschedulableAndUnresolvable") return undefined;
  const promised = cycle.snapshot.byName.get(node)?.pods ?? [];
  const isWaiting = promised.some((victim) => mayPreempt(cycle.pod, victim) && isGoingByPreemption(victim));
  return isWaiting ? "not eligible due to a terminating pod on the nominated node." : undefined;
}

/** The candidates, or what each node was found to be. */
function findCandidates(cycle: Cycle, rejected: readonly NodeRejection[], trial: Trial, random: Random) {
  const potential = rejected.filter(({ rejection }) => rejection.code === "Unschedulable").map(({ node }) => node);
  if (potential.length === 0) return { candidates: [], statuses: new Map<string, Status>() };
  return dryRun(cycle, potential, trial, startOfDryRun(random, potential.length));
}

export function preempt(cycle: Cycle, rejected: readonly NodeRejection[], trial: Trial, random: Random): Preemption {
  const promised = cycle.pod.pod.status?.nominatedNodeName;
  const nominated = rejected.find(({ node }) => node.name === promised)?.rejection;
  const ineligible = whyNotEligible(cycle, nominated);
  if (ineligible) return { kind: "helpless", message: `preemption: ${ineligible}`, losesNomination: false };
  const { candidates, statuses } = findCandidates(cycle, rejected, trial, random);
  const best = leastHarm(candidates, trial.now);
  const chosen = best[best.length > 1 ? random.below(best.length) : 0];
  if (chosen) return { kind: "preempts", chosen };
  const { nodes } = cycle.snapshot;
  const rejections = nodes.map(({ name }) => ({ plugin: "DefaultPreemption", ...(statuses.get(name) ?? NOT_HELPFUL) }));
  const text = fitErrorText({ nodes: nodes.length, rejections, cycle: { refused: undefined, eligible: undefined } });
  return { kind: "helpless", message: `preemption: ${text}`, losesNomination: true };
}
