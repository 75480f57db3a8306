/** The ReplicaSet controller: as many pods as spec.replicas. Kubernetes 1.36, pkg/controller/replicaset/replica_set.go. */
import type { ReplicaSet } from "../api/apps.ts";
import type { Pod } from "../api/pod.ts";
import type { ApiError } from "../api-server.ts";
import { claim, claimOf, watchOrphans } from "../claim.ts";
import { isSame } from "../canonical.ts";
import { createControllerQueue } from "../controller-queue.ts";
import { controllerOf } from "../metadata.ts";
import { isActive, isFinished } from "../pods.ts";
import { createRetries } from "../retry.ts";
import { createClient, slowStartBatches } from "../slow-start.ts";
import { keyOf } from "../keys.ts";
import type { World } from "../world.ts";
import { untilNextAvailable } from "./availability.ts";
import { draftPod } from "./create-pod.ts";
import { relatedPods, replicaSetsFor } from "./related.ts";
import { calculateStatus } from "./status.ts";
import { podsToDelete } from "./victims.ts";

/** Most pods made or removed in one sync (BurstReplicas). */
const BURST_REPLICAS = 500;

const SOURCE = "replicaset-controller";

/** Makes a pod and says so; in a namespace that is going, nothing is to be done about a failure (RealPodControl.createPods). */
function createPod({ api, record }: World, replicaSet: ReplicaSet): ApiError | undefined {
  const answer = api.create(draftPod(replicaSet));
  if (answer.ok) {
    const message = `Created pod: ${answer.object.metadata.name}`;
    record({ about: replicaSet, reason: "SuccessfulCreate", message, source: SOURCE });
    return undefined;
  }
  if (answer.error.causes?.some(({ reason }) => reason === "NamespaceTerminating")) return undefined;
  const message = `Error creating: ${answer.error.message}`;
  record({ about: replicaSet, type: "Warning", reason: "FailedCreate", message, source: SOURCE });
  return answer.error;
}

/** Removes a pod and says so; one that is gone already is no failure (RealPodControl.DeletePod). */
function deletePod({ api, record }: World, replicaSet: ReplicaSet, { metadata }: Pod): ApiError | undefined {
  const answer = api.delete("Pod", metadata.name, metadata.namespace);
  if (answer.ok) {
    record({ about: replicaSet, reason: "SuccessfulDelete", message: `Deleted pod: ${metadata.name}`, source: SOURCE });
    return undefined;
  }
  if (answer.error.reason === "NotFound") return undefined;
  const message = `Error deleting: ${answer.error.message}`;
  record({ about: replicaSet, type: "Warning", reason: "FailedDelete", message, source: SOURCE });
  return { ...answer.error, message: `unable to delete pods: ${answer.error.message}` };
}

export function startReplicaSetController(world: World): void {
  const { store, api, loop } = world;
  const client = createClient(world);
  const orphans = watchOrphans(store, "Pod");
  /** Those that something happened to while their calls were under way. */
  const missed = new Set<string>();

  /** Makes or removes pods when their number is wrong; `done` comes when the calls are made, or at once (manageReplicas). */
  const manageReplicas = (key: string, replicaSet: ReplicaSet, active: Pod[], done: (error?: ApiError) => void) => {
    const difference = active.length - (replicaSet.spec.replicas ?? 0);
    if (difference === 0 || replicaSet.metadata.deletionTimestamp !== undefined) return done();
    const count = Math.min(Math.abs(difference), BURST_REPLICAS);
    if (difference < 0) {
      return client.inBatches(key, slowStartBatches(count), () => createPod(world, replicaSet), done);
    }
    const { namespace } = replicaSet.metadata;
    const related = relatedPods(replicaSet, store.list("ReplicaSet", namespace), store.list("Pod", namespace));
    const victims = podsToDelete(active, related, count, loop.now()).values();
    const removeNext = () => {
      const victim = victims.next().value;
      return victim && deletePod(world, replicaSet, victim);
    };
    client.inBatches(key, [count], removeNext, done);
  };

  /** Writes the status of the pods that were there before the calls; comes back for pods that are not available yet. */
  const finish = (key: string, name: string, namespace: string, active: Pod[], going: Pod[], error?: ApiError) => {
    if (missed.delete(key)) queue.add(key);
    const replicaSet = store.get("ReplicaSet", name, namespace);
    if (!replicaSet) return;
    const now = loop.now();
    const status = calculateStatus(replicaSet, active, going, error?.message, now);
    if (!isSame(status, replicaSet.status)) api.updateStatus(replicaSet, status);
    if (error) return retries.again(key);
    retries.forget(key);
    const { minReadySeconds = 0 } = replicaSet.spec;
    if (minReadySeconds === 0 || status.readyReplicas === status.availableReplicas) return;
    const next = untilNextAvailable(active, minReadySeconds, now, now);
    queue.addAfter(key, next ?? minReadySeconds * 1_000);
  };

  const sync = (name: string, namespace: string, key: string) => {
    const replicaSet = store.get("ReplicaSet", name, namespace);
    if (client.isBusy(key)) return void missed.add(key);
    if (!replicaSet) return;
    const { selector } = replicaSet.spec;
    const own = store.controlledBy("Pod", replicaSet.metadata.uid);
    const active = claim(world, replicaSet, selector, [...own, ...orphans.in(namespace)].filter(isActive));
    const going = own.filter(
      (pod) => !isActive(pod) && !isFinished(pod) && claimOf(replicaSet, selector, pod) === "own",
    );
    manageReplicas(key, replicaSet, active, (error) => finish(key, name, namespace, active, going, error));
  };
  const queue = createControllerQueue(world, sync);
  const retries = createRetries(queue);

  const note = (pod: Pod, before: Pod | undefined) => {
    const owner = controllerOf(pod);
    if (!owner) {
      for (const wants of replicaSetsFor(pod, store.list("ReplicaSet", pod.metadata.namespace)))
        queue.add(keyOf(wants));
    } else if (owner.kind === "ReplicaSet") queue.add(`${pod.metadata.namespace}/${owner.name}`);
    const was = before && controllerOf(before);
    if (was?.kind === "ReplicaSet" && was.uid !== owner?.uid) queue.add(`${pod.metadata.namespace}/${was.name}`);
  };
  store.watch(({ object, before }) => {
    if (object.kind === "ReplicaSet") queue.add(keyOf(object));
    if (object.kind === "Pod") note(object, before?.kind === "Pod" ? before : undefined);
  });
}
