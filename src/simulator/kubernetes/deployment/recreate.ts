/** A step of a Recreate rollout: none of the old pods may be left before the first new one. Kubernetes 1.36, pkg/controller/deployment/recreate.go. */
import type { Deployment, ReplicaSet } from "../api/apps.ts";
import type { Pod } from "../api/pod.ts";
import { isFinished } from "../pods.ts";
import { actualOf } from "./replica-sets.ts";
import { resize, type Resize } from "./resize.ts";

/** All old replicas go (scaleDownOldReplicaSetsForRecreate). */
export const dropOld = (deployment: Deployment, old: ReplicaSet[]): Resize[] =>
  old.flatMap((replicaSet) => resize(deployment, replicaSet, 0) ?? []);

/** Whether a pod of an old ReplicaSet is still there; `podsOf` has the pods of every ReplicaSet by its uid (oldPodsRunning). */
export function hasOldPods(fresh: ReplicaSet | undefined, old: ReplicaSet[], podsOf: Map<string, Pod[]>): boolean {
  if (actualOf(old) > 0) return true;
  for (const [uid, pods] of podsOf) {
    if (uid !== fresh?.metadata.uid && pods.some((pod) => !isFinished(pod))) return true;
  }
  return false;
}
