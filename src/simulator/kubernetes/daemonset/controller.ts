/** The DaemonSet controller. Kubernetes 1.36, pkg/controller/daemon/daemon_controller.go. */
import type { DaemonSet } from "../api/apps.ts";
import type { Pod } from "../api/pod.ts";
import type { ApiError } from "../api-server.ts";
import { claim, watchOrphans } from "../claim.ts";
import { createControllerQueue } from "../controller-queue.ts";
import { isNamespaceGoing } from "../job/namespace.ts";
import { controllerOf } from "../metadata.ts";
import { isFinished } from "../pods.ts";
import { createRetries } from "../retry.ts";
import { saveRevision } from "../revision/keep.ts";
import { createClient, slowStartBatches } from "../slow-start.ts";
import type { Change } from "../change.ts";
import { keyOf } from "../keys.ts";
import type { World } from "../world.ts";
import { createFailedPods } from "./back-off.ts";
import { type DaemonEvent, type DaemonInputs, manageDaemons, type Wishes } from "./manage.ts";
import { podDraftOf, targetNodeOf } from "./pod-draft.ts";
import { decideHistory, hashOf, historyToForget } from "./revisions.ts";
import { rollDaemons } from "./rolling.ts";
import { isNews, statusOf } from "./status.ts";

const SOURCE = "daemonset-controller";

/** BurstReplicas: most pods made or deleted in one go. */
const BURST = 250;

function groupByNode(pods: Pod[]): Map<string, Pod[]> {
  const groups = new Map<string, Pod[]>();
  for (const pod of pods) {
    const node = targetNodeOf(pod);
    // A pod that has ended and is going is the kubelet's or the garbage collector's business.
    if (node === undefined || (isFinished(pod) && pod.metadata.deletionTimestamp !== undefined)) continue;
    groups.set(node, [...(groups.get(node) ?? []), pod]);
  }
  return groups;
}

export function startDaemonSetController(world: World): void {
  const { store, api, loop } = world;
  const client = createClient(world);
  const orphans = watchOrphans(store, "Pod");
  const failedPods = createFailedPods();
  /** Sets that have changed while calls for them were under way. */
  const missed = new Set<string>();

  const sayOf =
    (about: DaemonSet) =>
    ({ type, reason, message }: DaemonEvent) =>
      world.record({ about, type, reason, message, source: SOURCE });

  const podsOf = (set: DaemonSet) =>
    claim(world, set, set.spec.selector, [
      ...store.controlledBy("Pod", set.metadata.uid),
      ...orphans.in(set.metadata.namespace),
    ]);

  const inputsOf = (set: DaemonSet, hash: string): DaemonInputs => ({
    set,
    nodes: store.list("Node"),
    podsByNode: groupByNode(podsOf(set)),
    hash,
    now: loop.now(),
  });

  const createPod = (set: DaemonSet, hash: string, node: string): ApiError | undefined => {
    const answer = api.create(podDraftOf(set, hash, node));
    const say = sayOf(set);
    if (!answer.ok) {
      if (isNamespaceGoing(answer.error)) return undefined;
      say({ type: "Warning", reason: "FailedCreate", message: `Error creating: ${answer.error.message}` });
      return answer.error;
    }
    say({ type: "Normal", reason: "SuccessfulCreate", message: `Created pod: ${answer.object.metadata.name}` });
    return undefined;
  };

  const removePod = (set: DaemonSet, { metadata }: Pod): undefined => {
    const answer = api.delete("Pod", metadata.name, metadata.namespace, { uid: metadata.uid });
    if (answer.ok) sayOf(set)({ type: "Normal", reason: "SuccessfulDelete", message: `Deleted pod: ${metadata.name}` });
  };

  /** Makes and deletes pods as fast as the client may (syncNodes). */
  const carryOut = (set: DaemonSet, hash: string, wishes: Wishes, done: (error: ApiError | undefined) => void) => {
    const key = keyOf(set);
    const nodes = wishes.create.slice(0, BURST);
    const pods = wishes.remove.slice(0, BURST);
    const create = () => createPod(set, hash, nodes.shift() ?? "");
    const remove = () => removePod(set, pods.shift() as Pod);
    client.inBatches(key, slowStartBatches(nodes.length), create, (failure) =>
      client.inBatches(key, pods.length > 0 ? [pods.length] : [], remove, () => done(failure)),
    );
  };

  /** By then other pods may be there: the status counts them as they are. */
  const writeStatus = (name: string, namespace: string, hash: string) => {
    const set = store.get("DaemonSet", name, namespace);
    if (!set) return;
    const status = statusOf(inputsOf(set, hash));
    if (isNews(set, status)) api.updateStatus(set, status);
    const { minReadySeconds = 0 } = set.spec;
    if (minReadySeconds > 0 && status.numberReady !== status.numberAvailable)
      queue.addAfter(keyOf(set), minReadySeconds * 1_000);
  };

  const sync = (name: string, namespace: string, key: string) => {
    const set = store.get("DaemonSet", name, namespace);
    if (!set || set.metadata.deletionTimestamp !== undefined) return retries.forget(key);
    if (client.isBusy(key)) return void missed.add(key);
    const { current, old } = decideHistory(set, store.controlledBy("ControllerRevision", set.metadata.uid));
    const hash = hashOf(saveRevision(world, current));
    const inputs = inputsOf(set, hash);

    const finish = (error: ApiError | undefined) => {
      for (const { metadata } of error ? [] : historyToForget(set, old, podsOf(set)))
        api.delete("ControllerRevision", metadata.name, namespace);
      writeStatus(name, namespace, hash);
      if (missed.delete(key)) queue.add(key);
      if (error) retries.again(key);
      else retries.forget(key);
    };

    const wishes = manageDaemons(inputs, {
      say: sayOf(set),
      waitForFailed: (node) =>
        failedPods.wait(`${set.metadata.uid}/${set.status.observedGeneration}/${node}`, loop.now()),
      again: (inMs) => queue.addAfter(key, inMs),
    });
    carryOut(set, hash, wishes, (error) => {
      const isRolling = set.spec.updateStrategy?.type === "RollingUpdate";
      // Only when every pod that was asked for is there, or gone.
      const isSettled = wishes.create.length + wishes.remove.length === 0;
      if (error || !isRolling || !isSettled) return finish(error);
      carryOut(set, hash, rollDaemons(inputs), finish);
    });
  };
  const queue = createControllerQueue(world, sync);
  const retries = createRetries(queue);

  /** What of a node decides where daemons run; its heartbeats do not. */
  const hasMoved = ({ verb, before, object }: Change) => {
    if (verb !== "modified" || before?.kind !== "Node" || object.kind !== "Node") return true;
    return before.spec !== object.spec || before.metadata.labels !== object.metadata.labels;
  };

  store.watch((change) => {
    const { object } = change;
    if (object.kind === "DaemonSet") queue.add(keyOf(object));
    if (object.kind === "Node" && hasMoved(change)) for (const set of store.list("DaemonSet")) queue.add(keyOf(set));
    const owner = object.kind === "Pod" ? controllerOf(object) : undefined;
    if (owner?.kind === "DaemonSet") queue.add(`${object.metadata.namespace}/${owner.name}`);
  });
}
