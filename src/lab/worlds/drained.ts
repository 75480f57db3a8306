/**
 * Whether a node was drained by when its power goes: cordoned, with no pod of the workload left, none of which went without its budget being
 * asked, and with every PodDisruptionBudget of the scenario as it was. A budget that was deleted, or lowered and put back, has another uid or
 * generation: it protected nobody meanwhile.
 */
import type { ScenarioOn } from "../../knowledge/scenario.ts";
import { matchesSelector } from "../../simulator/kubernetes/api/selector.ts";
import type { Cluster } from "../../simulator/kubernetes/cluster-api.ts";
import { count } from "../words-of.ts";
import type { AroundBudget } from "./around-budget.ts";
import type { Timeline } from "./timeline.ts";

type Asked = Pick<ScenarioOn<"kubernetes">, "drained" | "faults">;

/** What is wrong, in whole sentences: as of the moment at which the node's power goes, and as it is now until then. */
export function watchDrained(
  cluster: Cluster,
  { drained: node, faults }: Asked,
  deployment: string,
  { watch, around }: Pick<Timeline, "watch"> & { around: AroundBudget },
): () => string[] {
  if (node === undefined) return () => [];
  const identify = () =>
    new Map(cluster.list("PodDisruptionBudget").map(({ metadata }) => [metadata.name, identityOf(metadata)]));
  const before = identify();
  const look = () => {
    const now = identify();
    const changed = [...before].flatMap(([name, identity]) => (now.get(name) === identity ? [] : [name]));
    return [
      ...notEmpty(cluster, node, deployment),
      ...wentAround(around, node),
      ...changed.map((name) => `The budget ${name} is not as it was.`),
    ];
  };
  let seen: string[] | undefined;
  const powerOff = faults.find((fault) => "node" in fault && fault.node === node && fault.goes === "down");
  if (powerOff) watch([powerOff.at], () => (seen = look()));
  return () => seen ?? look();
}

const identityOf = ({ uid, generation }: { uid: string; generation: number }) => `${uid}/${generation}`;

function wentAround({ from }: AroundBudget, node: string): string[] {
  const { pods, budgets } = from(node);
  if (pods === 0) return [];
  const were = pods === 1 ? "was" : "were";
  return [`${count(pods, "pod")} of ${node} ${were} deleted without asking the budget ${budgets.join(", ")}.`];
}

function notEmpty(cluster: Cluster, node: string, deployment: string): string[] {
  const spec = cluster.get("Deployment", deployment)?.spec;
  const left = cluster
    .list("Pod")
    .filter(
      (pod) => pod.spec.nodeName === node && spec !== undefined && matchesSelector(pod.metadata.labels, spec.selector),
    );
  if (left.length > 0)
    return [
      `${node} was not drained: ${count(left.length, "pod")} of ${deployment} ${left.length === 1 ? "was" : "were"} still there.`,
    ];
  return cluster.get("Node", node)?.spec.unschedulable ? [] : [`${node} was empty but not cordoned.`];
}
