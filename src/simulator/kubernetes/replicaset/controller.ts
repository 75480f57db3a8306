/** The ReplicaSet controller: as many pods as spec.replicas. Kubernetes 1.36, pkg/controller/replicaset/replica_set.go. */
import { createBucket, CONTROLLER_MANAGER_LIMIT } from "../../kernel/bucket.ts";
import { createQueue } from "../../kernel/queue.ts";
import { controlledBy, controllerOf, createMetadata, randomSuffix } from "../metadata.ts";
import { deletePod } from "../kubelet.ts";
import { isActive, isAvailable, isReady, podsOf } from "../pods.ts";
import type { Pod, ReplicaSet } from "../objects.ts";
import type { World } from "../world.ts";
import { podsToDelete } from "./victims.ts";

/** Most pods made or removed in one sync (BurstReplicas). */
const BURST_REPLICAS = 500;

/** Sizes of the batches that `count` calls go in: 1, 2, 4, 8 and so on (controller_utils.go, SlowStartInitialBatchSize; slowStartBatch). */
export function slowStartBatches(count: number): number[] {
  const batches: number[] = [];
  for (let left = count, size = 1; left > 0; left -= size, size = Math.min(2 * size, left))
    batches.push(Math.min(size, left));
  return batches;
}

export function createPod({ random, loop }: World, replicaSet: ReplicaSet): Pod {
  const { metadata, spec } = replicaSet.spec.template;
  return {
    kind: "Pod",
    metadata: createMetadata(random, loop.now(), {
      name: `${replicaSet.metadata.name}-${randomSuffix(random)}`,
      labels: metadata.labels,
      ownerReferences: controlledBy(replicaSet),
    }),
    spec,
    status: { phase: "Pending", conditions: [], containerStatuses: [] },
  };
}

function statusOf({ store, loop }: World, replicaSet: ReplicaSet): ReplicaSet["status"] {
  const active = podsOf(store, replicaSet).filter(isActive);
  return {
    replicas: active.length,
    fullyLabeledReplicas: active.length,
    readyReplicas: active.filter(isReady).length,
    availableReplicas: active.filter((pod) => isAvailable(pod, replicaSet.spec.minReadySeconds, loop.now())).length,
    observedGeneration: replicaSet.metadata.generation,
  };
}

/** Pods of every ReplicaSet with the same owner (getIndirectlyRelatedPods). */
function relatedPods({ store }: World, replicaSet: ReplicaSet): Pod[] {
  const owner = controllerOf(replicaSet)?.uid;
  const family = store
    .list("ReplicaSet")
    .filter((other) => other === replicaSet || (owner !== undefined && controllerOf(other)?.uid === owner));
  return family.flatMap((other) => podsOf(store, other));
}

export function startReplicaSetController(world: World): void {
  const { store, loop } = world;
  const limit = createBucket(CONTROLLER_MANAGER_LIMIT);
  /** ReplicaSets whose calls to the API server are still waiting for tokens: their worker is occupied. */
  const occupied = new Set<string>();

  const tell = (replicaSet: ReplicaSet, verb: "Create" | "Delete", pod: Pod) =>
    world.record({
      about: replicaSet,
      reason: `Successful${verb}`,
      message: `${verb}d pod: ${pod.metadata.name}`,
      source: "replicaset-controller",
    });

  /** Makes calls as the rate limit lets them, batch after batch, then writes the status. */
  const callInBatches = (name: string, batches: number[], call: () => void) => {
    const [size, ...rest] = batches;
    if (size === undefined) {
      occupied.delete(name);
      queue.add(name);
      return;
    }
    occupied.add(name);
    let last = loop.now();
    for (let i = 0; i < size; i++) loop.at((last = limit.take(loop.now())), call);
    loop.at(last, () => callInBatches(name, rest, call));
  };

  const create = (name: string) => {
    const replicaSet = store.get("ReplicaSet", name);
    if (!replicaSet) return;
    const pod = createPod(world, replicaSet);
    store.put(pod);
    tell(replicaSet, "Create", pod);
  };

  const remove = (name: string, pods: Pod[]) => {
    const pod = pods.shift();
    const replicaSet = store.get("ReplicaSet", name);
    if (!pod || !replicaSet || !deletePod(world, pod.metadata.name)) return;
    tell(replicaSet, "Delete", pod);
  };

  /** Starts making or removing pods when their number is wrong (manageReplicas). */
  const manageReplicas = (replicaSet: ReplicaSet) => {
    const { name } = replicaSet.metadata;
    const active = podsOf(store, replicaSet).filter(isActive);
    const difference = active.length - replicaSet.spec.replicas;
    const count = Math.min(Math.abs(difference), BURST_REPLICAS);
    if (difference < 0) callInBatches(name, slowStartBatches(count), () => create(name));
    if (difference <= 0) return;
    const victims = podsToDelete(active, relatedPods(world, replicaSet), count, loop.now());
    callInBatches(name, [count], () => remove(name, victims));
  };

  const sync = (name: string) => {
    const replicaSet = store.get("ReplicaSet", name);
    if (!replicaSet || occupied.has(name)) return;
    const status = statusOf(world, replicaSet);
    if (JSON.stringify(status) !== JSON.stringify(replicaSet.status)) store.put({ ...replicaSet, status });
    manageReplicas(replicaSet);
    const { minReadySeconds } = replicaSet.spec;
    if (minReadySeconds > 0 && status.readyReplicas > status.availableReplicas)
      queue.addAfter(name, minReadySeconds * 1_000);
  };
  const queue = createQueue(loop, sync);

  store.watch(({ object }) => {
    if (object.kind === "ReplicaSet") queue.add(object.metadata.name);
    const owner = object.kind === "Pod" ? controllerOf(object) : undefined;
    if (owner?.kind === "ReplicaSet") queue.add(owner.name);
  });
}
