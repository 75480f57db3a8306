/** What is true of nodes and of the budgets of what runs there: can this one be drained, and if not, why. */
import type { Passage } from "../../ask/answer.ts";
import type { Node, PodDisruptionBudget } from "../../simulator/kubernetes/api/core.ts";
import type { Cluster } from "../../simulator/kubernetes/cluster-api.ts";
import { budgetsOf } from "../../simulator/kubernetes/disruption/budgets.ts";
import { count } from "../words-of.ts";
import { tellHold } from "./budget-hold.ts";
import { fact } from "./fact.ts";

const MOST = 20;

export function nodeFacts(cluster: Cluster): Passage[] {
  return [
    ...cluster
      .list("Node")
      .slice(0, MOST)
      .map((node) => tellNode(cluster, node)),
    ...cluster.list("PodDisruptionBudget").slice(0, MOST).map(tellBudget),
  ];
}

function tellNode({ kubernetes: { store } }: Cluster, node: Node): Passage {
  const { name } = node.metadata;
  const ready = node.status.conditions?.find(({ type }) => type === "Ready");
  const isReady = ready?.status === "True";
  const pods = store.podsOn(name);
  const budgets = new Map(pods.flatMap((pod) => budgetsOf(store, pod)).map((each) => [each.metadata.uid, each]));
  const holds = [...budgets.values()].filter(({ status }) => status.disruptionsAllowed <= 0);
  const why = isReady || !ready?.message ? "" : ` because ${ready.message.replace(/\.$/, "")}`;
  const cordoned = node.spec.unschedulable ? " and cordoned (SchedulingDisabled), so no new pod comes to it" : "";
  const text = [
    `The node \`${name}\` is ${isReady ? "Ready" : "NotReady"}${cordoned}${why}.`,
    ...holds.map((budget) => `The node \`${name}\` cannot be drained now: ${tellHold(holdOf(budget), "present")}.`),
    `Node \`${name}\` holds ${count(pods.length, "pod")}.`,
  ];
  return fact(`simulation#node-${name}`, `The node ${name}`, text.join(" "));
}

const holdOf = ({ metadata, status }: PodDisruptionBudget) => ({
  budget: metadata.name,
  wants: status.desiredHealthy,
  has: status.currentHealthy,
});

function tellBudget(budget: PodDisruptionBudget): Passage {
  const { name } = budget.metadata;
  const { desiredHealthy, currentHealthy, disruptionsAllowed } = budget.status;
  const text =
    `The PodDisruptionBudget \`${name}\` wants ${count(desiredHealthy, "healthy pod")}, there are ${currentHealthy}, ` +
    `so it allows ${disruptionsAllowed > 0 ? count(disruptionsAllowed, "eviction") : "no eviction"} now.`;
  return fact(`simulation#pdb-${name}`, `The pdb ${name}`, text);
}
