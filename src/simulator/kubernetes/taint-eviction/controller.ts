/**
 * The taint eviction controller: removes pods from nodes with NoExecute taints that they do not tolerate, or no longer.
 * Kubernetes 1.36, pkg/controller/tainteviction/taint_eviction.go and timed_workers.go.
 */
import type { Taint } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import { createControllerQueue } from "../controller-queue.ts";
import { conditionOf, withCondition } from "../pods.ts";
import type { Change } from "../change.ts";
import { keyOf } from "../keys.ts";
import type { World } from "../world.ts";
import { decide, noExecute, type Scheduled } from "./decide.ts";

const SOURCE = "taint-eviction-controller";

const TAINTED = {
  type: "DisruptionTarget",
  status: "True" as const,
  reason: "DeletionByTaintManager",
  message: "Taint manager: deleting due to NoExecute taint",
};

/** Whether NoExecute taints have come or gone. */
function isRetainted({ object, before, verb }: Change): boolean {
  if (object.kind !== "Node") return false;
  if (verb === "deleted") return true;
  const was = before?.kind === "Node" ? noExecute(before.spec.taints) : [];
  const is = noExecute(object.spec.taints);
  return (was.length > 0 || is.length > 0) && JSON.stringify(was) !== JSON.stringify(is);
}

/** Whether the pod has come to a node, or its tolerations have changed, or it has gone. */
function isRelevant({ object, before, verb }: Change): boolean {
  if (object.kind !== "Pod" || !object.spec.nodeName) return false;
  if (verb !== "modified" || before?.kind !== "Pod") return true;
  const isSame = before.spec.tolerations === object.spec.tolerations;
  return before.spec.nodeName !== object.spec.nodeName || !isSame;
}

export function startTaintEvictionController(world: World): void {
  const { loop, store, api, record } = world;
  /** By node: its NoExecute taints, if it has any. */
  const tainted = new Map<string, Taint[]>();
  /** By the pod's key: the eviction that waits, and the pod as it was then. */
  const waiting = new Map<string, Scheduled & { pod: Pod }>();

  const tell = (pod: Pod, what: string) => {
    const message = `${what} Pod ${keyOf(pod)}`;
    record({ about: pod, isByName: true, reason: "TaintManagerEviction", message, source: SOURCE });
  };

  const cancel = (key: string) => {
    const scheduled = waiting.get(key);
    if (!scheduled) return;
    waiting.delete(key);
    tell(scheduled.pod, "Cancelling deletion of");
  };

  const evict = ({ metadata: { name, namespace } }: Pod) => {
    const pod = store.get("Pod", name, namespace);
    if (!pod) return;
    tell(pod, "Marking for deletion");
    const said = conditionOf(pod, TAINTED.type);
    const condition = { ...TAINTED, observedGeneration: pod.metadata.generation };
    const conditions = withCondition(pod.status.conditions, condition, loop.now());
    if (said?.status !== "True" || said.reason !== TAINTED.reason) api.updateStatus(pod, { ...pod.status, conditions });
    api.delete("Pod", name, namespace);
  };

  const schedule = (key: string, pod: Pod, scheduled: Scheduled) => {
    cancel(key);
    const work = { ...scheduled, pod };
    waiting.set(key, work);
    loop.at(scheduled.at, () => {
      if (waiting.get(key) !== work) return;
      waiting.delete(key);
      evict(pod);
    });
  };

  const look = (pod: Pod, taints: Taint[]) => {
    const key = keyOf(pod);
    const decision = decide(taints, pod.spec.tolerations, waiting.get(key), loop.now());
    if (decision.kind === "evict" || decision.kind === "stay") cancel(key);
    if (decision.kind === "evict") evict(pod);
    if (decision.kind === "schedule") schedule(key, pod, decision.scheduled);
  };

  const nodes = createControllerQueue(world, (name) => {
    const node = store.get("Node", name);
    if (!node) return void tainted.delete(name);
    const taints = noExecute(node.spec.taints);
    if (taints.length === 0) tainted.delete(name);
    else tainted.set(name, taints);
    for (const pod of store.podsOn(name)) look(pod, taints);
  });

  const pods = createControllerQueue(world, (name, namespace, key) => {
    const pod = store.get("Pod", name, namespace);
    if (!pod) return cancel(key);
    const taints = tainted.get(pod.spec.nodeName ?? "");
    if (taints) look(pod, taints);
  });

  store.watch((change) => {
    if (isRetainted(change)) nodes.add(keyOf(change.object));
    if (isRelevant(change)) pods.add(keyOf(change.object));
  });
}
