/**
 * How many pods the controllers of a budget's pods want: what percentages are taken of.
 * Kubernetes 1.36, pkg/controller/disruption/disruption.go (finders, getExpectedScale).
 */
import type { OwnerReference } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { controllerOf } from "../metadata.ts";
import type { Store } from "../store.ts";

/** A workload that says how many pods it wants. */
export type Scale = { uid: string; replicas: number };

type Objects = Pick<Store, "get">;
export type FindScale = (objects: Objects, owner: OwnerReference, namespace: string) => Scale | undefined;

const APPS = ["apps", "extensions"];

/** verifyGroupKind. "/v1" and "v1" are the core group. */
function isOf({ apiVersion = "", kind }: OwnerReference, wanted: string, groups: string[]): boolean {
  const slash = apiVersion.indexOf("/");
  return kind === wanted && groups.includes(slash < 0 ? "" : apiVersion.slice(0, slash));
}

/** A ReplicaSet of a Deployment: the Deployment is asked. */
export const deploymentScale: FindScale = (objects, owner, namespace) => {
  if (!isOf(owner, "ReplicaSet", APPS)) return undefined;
  const replicaSet = objects.get("ReplicaSet", owner.name, namespace);
  if (replicaSet?.metadata.uid !== owner.uid) return undefined;
  const above = controllerOf(replicaSet);
  if (!above || !isOf(above, "Deployment", APPS)) return undefined;
  const deployment = objects.get("Deployment", above.name, namespace);
  if (deployment?.metadata.uid !== above.uid) return undefined;
  return { uid: above.uid, replicas: deployment.spec.replicas ?? 0 };
};

/** A ReplicaSet that no Deployment controls. */
export const replicaSetScale: FindScale = (objects, owner, namespace) => {
  if (!isOf(owner, "ReplicaSet", APPS)) return undefined;
  const replicaSet = objects.get("ReplicaSet", owner.name, namespace);
  if (replicaSet?.metadata.uid !== owner.uid) return undefined;
  if (controllerOf(replicaSet)?.kind === "Deployment") return undefined;
  return { uid: owner.uid, replicas: replicaSet.spec.replicas ?? 0 };
};

export const statefulSetScale: FindScale = (objects, owner, namespace) => {
  if (!isOf(owner, "StatefulSet", ["apps"])) return undefined;
  const statefulSet = objects.get("StatefulSet", owner.name, namespace);
  if (statefulSet?.metadata.uid !== owner.uid) return undefined;
  return { uid: owner.uid, replicas: statefulSet.spec.replicas ?? 0 };
};

const FINDERS: FindScale[] = [deploymentScale, replicaSetScale, statefulSetScale];

/** What other kinds are called in the message about their missing scale subresource. */
const UNSCALABLE: Record<string, string> = {
  DaemonSet: "daemonsets.apps",
  Job: "jobs.batch",
  Node: "nodes",
  CronJob: "cronjobs.batch",
};

function scaleOf(objects: Objects, pod: Pod, owner: OwnerReference): Scale | { error: string } {
  for (const find of FINDERS) {
    const scale = find(objects, owner, pod.metadata.namespace);
    if (scale) return scale;
  }
  const resource = UNSCALABLE[owner.kind];
  if (resource) return { error: `${resource} does not implement the scale subresource` };
  return { error: `found no controllers for pod "${pod.metadata.name}"` };
}

export type ExpectedScale = { expected: number; unmanaged: Pod[] } | { error: string };

/** The sum over the distinct controllers of the pods; pods without a controller are named and not counted. */
export function expectedScale(objects: Objects, pods: Pod[]): ExpectedScale {
  const scales = new Map<string, number>();
  const owners = new Set<string>();
  const unmanaged: Pod[] = [];
  for (const pod of pods) {
    const owner = controllerOf(pod);
    if (!owner) unmanaged.push(pod);
    if (!owner || owners.has(owner.uid)) continue;
    const scale = scaleOf(objects, pod, owner);
    if ("error" in scale) return scale;
    owners.add(owner.uid);
    scales.set(scale.uid, scale.replicas);
  }
  let expected = 0;
  for (const replicas of scales.values()) expected += replicas;
  return { expected, unmanaged };
}
