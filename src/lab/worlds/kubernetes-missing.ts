// What keeps a Deployment's pods from serving, as the API's objects say it.
import type { Pod } from "../../simulator/kubernetes/api/pod.ts";
import { matchesSelector } from "../../simulator/kubernetes/api/selector.ts";
import type { Cluster } from "../../simulator/kubernetes/cluster-api.ts";
import { isReady, pendingReason } from "../pod.ts";
import { podStatus } from "../print/columns/pod-row.ts";
import { countReasons, inBrackets, onDeadNode, type Missing } from "./missing.ts";

/** The pods of a Deployment that are not being deleted. */
export function podsOf(cluster: Cluster, name: string): Pod[] {
  const deployment = cluster.get("Deployment", name);
  if (!deployment) return [];
  const { namespace } = deployment.metadata;
  return cluster
    .list("Pod")
    .filter(
      ({ metadata }) =>
        metadata.deletionTimestamp === undefined &&
        metadata.namespace === namespace &&
        matchesSelector(metadata.labels, deployment.spec.selector),
    );
}

/** `off` are the nodes that have lost their power. */
export function kubernetesMissing(cluster: Cluster, name: string, off: ReadonlySet<string>): Missing[] {
  const pods = podsOf(cluster, name);
  const wanted = cluster.get("Deployment", name)?.spec.replicas ?? 0;
  const reasons = pods.flatMap((pod) => reasonOf(pod, cluster, off) ?? []);
  const unmade = Math.max(0, wanted - pods.length);
  return [...countReasons(reasons), ...(unmade > 0 ? [{ count: unmade, why: whyUnmade(cluster, name) }] : [])];
}

/** What keeps one from serving; nothing for one that does. */
export function reasonOf(pod: Pod, cluster: Cluster, off: ReadonlySet<string>): string | undefined {
  const node = pod.spec.nodeName ?? "";
  if (off.has(node)) return onDeadNode(node, isNotReady(cluster, node));
  if (isReady(pod)) return undefined;
  const word = podStatus(pod);
  if (word === "Pending") return node === "" ? `Pending${inBrackets(pendingReason(pod))}` : "starting";
  if (word === "ContainerCreating") return "starting";
  return word === "Running" ? "running and not yet ready" : `in ${word}`;
}

function isNotReady(cluster: Cluster, node: string): boolean {
  const ready = cluster.get("Node", node)?.status.conditions?.find(({ type }) => type === "Ready");
  return ready?.status !== "True";
}

/** What the ReplicaSet was refused, as with a quota that is used up. */
function whyUnmade(cluster: Cluster, name: string): string {
  const failure = cluster
    .get("Deployment", name)
    ?.status.conditions?.find(({ type, status }) => type === "ReplicaFailure" && status === "True");
  return failure ? `not created${inBrackets(failure.message ?? failure.reason ?? "")}` : "not created yet";
}
