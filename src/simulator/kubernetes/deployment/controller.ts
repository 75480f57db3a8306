/** The Deployment controller: when it looks at which Deployment. Kubernetes 1.36, pkg/controller/deployment/deployment_controller.go. */
import type { Deployment, ReplicaSet } from "../api/apps.ts";
import type { KubernetesObject } from "../api/kinds.ts";
import type { Pod } from "../api/pod.ts";
import { claim, watchOrphans } from "../claim.ts";
import { createControllerQueue } from "../controller-queue.ts";
import { controllerOf } from "../metadata.ts";
import { createRetries } from "../retry.ts";
import { keyOf } from "../keys.ts";
import type { Store } from "../store.ts";
import type { World } from "../world.ts";
import { deploymentsFor } from "./replica-sets.ts";
import { syncDeployment, type Synced } from "./sync.ts";

/** How often a sync that fails is tried again (maxRetries). */
const MAX_RETRIES = 15;

/** The Deployment whose ReplicaSet's a pod is. */
function deploymentOf(store: Store, pod: Pod): Deployment | undefined {
  const owner = controllerOf(pod);
  if (owner?.kind !== "ReplicaSet") return undefined;
  const replicaSet = store.get("ReplicaSet", owner.name, pod.metadata.namespace);
  const above = replicaSet && controllerOf(replicaSet);
  return above?.kind === "Deployment" ? store.get("Deployment", above.name, pod.metadata.namespace) : undefined;
}

const hasPods = (store: Store, deployment: Deployment) =>
  store
    .controlledBy("ReplicaSet", deployment.metadata.uid)
    .some(({ metadata }) => store.controlledBy("Pod", metadata.uid).length > 0);

export function startDeploymentController(world: World): void {
  const { store, loop } = world;
  const orphans = watchOrphans(store, "ReplicaSet");

  const sync = (name: string, namespace: string, key: string) => {
    const deployment = store.get("Deployment", name, namespace);
    if (!deployment) return retries.forget(key);
    const candidates = [...store.controlledBy("ReplicaSet", deployment.metadata.uid), ...orphans.in(namespace)];
    const own = claim(world, deployment, deployment.spec.selector, candidates);
    settle(key, syncDeployment(world, deployment, own));
  };
  const queue = createControllerQueue(world, sync);
  const retries = createRetries(queue);

  const settle = (key: string, { error, checkIn }: Synced) => {
    const isVain = error?.causes?.some(({ reason }) => reason === "NamespaceTerminating");
    if (error && !isVain && retries.count(key) < MAX_RETRIES) return retries.again(key);
    retries.forget(key);
    if (checkIn === 0) retries.again(key);
    else if (checkIn !== undefined) checkAt(key, loop.now() + checkIn);
  };

  /** Of several looks at the progress of one Deployment, the earliest. */
  const checks = new Map<string, number>();
  const checkAt = (key: string, time: number) => {
    if ((checks.get(key) ?? Number.POSITIVE_INFINITY) <= time) return;
    checks.set(key, time);
    loop.at(time, () => {
      if (checks.get(key) !== time) return;
      checks.delete(key);
      queue.add(key);
    });
  };

  const noteReplicaSet = (replicaSet: ReplicaSet, before: KubernetesObject | undefined) => {
    const { namespace } = replicaSet.metadata;
    const owners = [controllerOf(replicaSet), before && controllerOf(before)];
    for (const owner of owners) if (owner?.kind === "Deployment") queue.add(`${namespace}/${owner.name}`);
    if (owners[0]) return;
    for (const wants of deploymentsFor(replicaSet, store.list("Deployment", namespace))) queue.add(keyOf(wants));
  };

  /** Recreate waits for the last of the old pods. */
  const notePodGone = (pod: Pod) => {
    const deployment = deploymentOf(store, pod);
    if (deployment?.spec.strategy?.type === "Recreate" && !hasPods(store, deployment)) queue.add(keyOf(deployment));
  };

  store.watch(({ object, before, verb }) => {
    if (object.kind === "Deployment") queue.add(keyOf(object));
    if (object.kind === "ReplicaSet") noteReplicaSet(object, before);
    if (object.kind === "Pod" && verb === "deleted") notePodGone(object);
  });
}
