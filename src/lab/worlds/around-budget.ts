/**
 * Pods that left a node without their PodDisruptionBudget being asked: only the eviction API asks it. Deleted by hand, as `kubectl delete pod`
 * and `kubectl drain --disable-eviction` do it, or by a NoExecute taint. What a controller takes away for fewer or for newer pods is its promise
 * to keep, and no way around a budget.
 */
import type { Pod } from "../../simulator/kubernetes/api/pod.ts";
import type { Api } from "../../simulator/kubernetes/api-server.ts";
import type { Change } from "../../simulator/kubernetes/change.ts";
import type { Cluster } from "../../simulator/kubernetes/cluster-api.ts";
import { budgetsOf } from "../../simulator/kubernetes/disruption/budgets.ts";

/** The reason of the DisruptionTarget that says so (Kubernetes 1.36, pkg/controller/tainteviction/taint_eviction.go). */
const BY_TAINT = "DeletionByTaintManager";

export type AroundBudget = {
  /** The API as people reach it: what they delete is noted. */
  noting(api: Api): Api;
  /** How many pods left a node so, and past which budgets, sorted. */
  from(node: string): { pods: number; budgets: string[] };
};

const isGoing = (pod: Pod) => pod.metadata.deletionTimestamp !== undefined;

const isByTaint = ({ status }: Pod) => status.conditions?.some(({ reason }) => reason === BY_TAINT) ?? false;

export function keepAroundBudget(cluster: Cluster): AroundBudget {
  const { store } = cluster.kubernetes;
  const left = new Map<string, { node: string; budget: string }>();
  const note = (pod: Pod) => {
    const [budget] = budgetsOf(store, pod);
    if (budget) left.set(pod.metadata.uid, { node: pod.spec.nodeName ?? "", budget: budget.metadata.name });
  };
  store.watch(({ verb, object, before }: Change) => {
    const isNews = verb === "modified" && object.kind === "Pod" && before?.kind === "Pod" && !isGoing(before);
    if (isNews && isGoing(object) && isByTaint(object)) note(object);
  });
  return {
    noting: (api) => ({
      ...api,
      delete(kind, name, namespace, options) {
        const pod = kind === "Pod" ? store.get("Pod", name, namespace) : undefined;
        const answer = api.delete(kind, name, namespace, options);
        // One that is going already was let go by whoever asked first.
        if (answer.ok && pod && !isGoing(pod)) note(pod);
        return answer;
      },
    }),
    from(node) {
      const all = [...left.values()].filter((each) => each.node === node);
      return { pods: all.length, budgets: [...new Set(all.map(({ budget }) => budget))].toSorted() };
    },
  };
}
