/** Drains that a PodDisruptionBudget held up: kubectl asks again every five seconds for as long as it is refused, and says no figures. */
import type { Pod } from "../../simulator/kubernetes/api/pod.ts";
import type { Cluster } from "../../simulator/kubernetes/cluster-api.ts";
import { budgetsOf } from "../../simulator/kubernetes/disruption/budgets.ts";
import { printClock } from "../print/age.ts";
import { tellHold } from "./budget-hold.ts";
import type { Obstacle } from "./obstacle.ts";

/** Refusals that follow each other this closely are of one try: kubectl repeats each after five seconds. */
const SAME_TRY_MS = 10_000;

const SECTION = "cluster-operations#drain-hangs";

type Blocked = {
  node: string;
  budget: string;
  namespace: string;
  wants: number;
  has: number;
  fromMs: number;
  toMs: number;
};

export type BlockedDrains = {
  /** Takes down that this pod's eviction was refused for its budget's sake. */
  note(pod: Pod): void;
  obstacles(): Obstacle[];
};

export function keepBlockedDrains(cluster: Cluster): BlockedDrains {
  const blocked: Blocked[] = [];
  return {
    note(pod) {
      const [budget] = budgetsOf(cluster.kubernetes.store, pod);
      if (!budget) return;
      const now = cluster.now();
      const { name, namespace } = budget.metadata;
      const node = pod.spec.nodeName ?? "";
      const same = blocked.find((each) => each.node === node && each.budget === name && now - each.toMs <= SAME_TRY_MS);
      if (same) same.toMs = now;
      else {
        const { desiredHealthy: wants, currentHealthy: has } = budget.status;
        blocked.push({ node, budget: name, namespace, wants, has, fromMs: now, toMs: now });
      }
    },
    obstacles: () =>
      blocked.map((each) => ({
        text: tell(each),
        ...present(cluster, each),
        section: SECTION,
        refuses: true,
        fromMs: each.fromMs,
        toMs: each.toMs,
      })),
  };
}

function tell({ node, budget, wants, has, fromMs, toMs }: Blocked): string {
  const when = toMs - fromMs < 1_000 ? `At ${printClock(fromMs)}` : `From ${printClock(fromMs)} to ${printClock(toMs)}`;
  return `${when} the drain of ${node} was blocked: ${tellHold({ budget, wants, has }, "past")}.`;
}

/** Nothing once the node is empty of the budget's pods, or one of them may go. */
function present(cluster: Cluster, { node, budget: name, namespace }: Blocked): Pick<Obstacle, "now"> {
  const { store } = cluster.kubernetes;
  const budget = store.get("PodDisruptionBudget", name, namespace);
  if (!budget || budget.status.disruptionsAllowed > 0) return {};
  const isHeld = (pod: Pod) => budgetsOf(store, pod).some(({ metadata }) => metadata.uid === budget.metadata.uid);
  if (!store.podsOn(node).some(isHeld)) return {};
  const { desiredHealthy: wants, currentHealthy: has } = budget.status;
  return { now: `The drain of ${node} is blocked: ${tellHold({ budget: name, wants, has }, "present")}.` };
}
