/**
 * Nodes on their way out: marked, emptied, deleted. Kubernetes autoscaler 1.36.1, core/scaledown/actuation (actuator.go, drain.go,
 * delete_in_batch.go). One node does not wait for another.
 */
import type { Node } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import type { World } from "../world.ts";
import type { Cloud } from "./cloud.ts";
import { podsToMove, type DrainContext } from "./drainability.ts";
import { isDaemonSetPod, isMirrorPod } from "./pod-kinds.ts";
import type { Reports } from "./reports.ts";
import type { AutoscalerSettings } from "./settings.ts";
import { cleanToBeDeleted, markToBeDeleted } from "./taints.ts";

/** DefaultEvictionRetryTime, and how often it is looked whether the pods are gone, and how much longer than their grace periods they are given. */
const RETRY_MS = 10_000;
const LOOK_MS = 5_000;
const HEADROOM_MS = 30_000;
const DEFAULT_GRACE_SECONDS = 30;

export type Actuator = {
  deletions(): { empty: string[]; drain: string[] };
  /** How many nodes of a group are being deleted. */
  count(group: string): number;
  /** Whether all of them could be marked; if not, none of them goes. */
  start(nodes: Node[], drain: boolean): boolean;
};

export type ActuatorInput = {
  world: World;
  cloud: Cloud;
  settings: AutoscalerSettings["scaleDown"];
  /** As of now. */
  context(): DrainContext;
  reports: Reports;
};

type Deletion = { name: string; group: string; drain: boolean };

/** One pod's eviction: nothing while it is not decided. */
type Eviction = { pod: Pod; error?: string; done: boolean };

export function createActuator(input: ActuatorInput): Actuator {
  const { world, cloud, settings, reports } = input;
  const { tell, log } = reports;
  const { store, loop, api } = world;
  const going = new Map<string, Deletion>();

  const fail = ({ name, drain }: Deletion, error: string) => {
    going.delete(name);
    const node = store.get("Node", name);
    if (!node) return;
    const what = drain ? "failed to drain and delete node" : "failed to delete empty node";
    tell(node, "ScaleDownFailed", `${what}: ${error}`, "Warning");
    cleanToBeDeleted(world, name);
  };

  const finish = ({ name, drain }: Deletion) => {
    going.delete(name);
    const node = store.get("Node", name);
    if (node) tell(node, "ScaleDown", "nodes removed by cluster autoscaler");
    if (drain) log("ScaleDown", `Scale-down: node ${name} removed with drain`);
    else log("ScaleDownEmpty", `Scale-down: empty node ${name} removed`);
    cloud.deleteNodes([name]);
  };

  const isThere = (pod: Pod, node: string) => {
    const now = store.get("Pod", pod.metadata.name, pod.metadata.namespace);
    return now?.metadata.uid === pod.metadata.uid && now.spec.nodeName === node;
  };

  /** waitPodsToDisappear. */
  const waitUntilGone = (deletion: Deletion, pods: Pod[], until: number) => {
    if (!pods.some((pod) => isThere(pod, deletion.name))) return finish(deletion);
    if (loop.now() < until) return loop.after(LOOK_MS, () => waitUntilGone(deletion, pods, until));
    fail(deletion, `Failed to drain node /${deletion.name}: pods remaining after timeout`);
  };

  const graceOf = ({ spec }: Pod) =>
    Math.min(settings.maxGracefulTerminationSeconds, spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS);

  const evict = (pod: Pod): string | undefined => {
    const { name, namespace } = pod.metadata;
    const answer = api.evict(name, namespace, { gracePeriodSeconds: graceOf(pod) });
    return answer.ok || answer.error.reason === "NotFound" ? undefined : answer.error.message;
  };

  /** evictPod: again and again until --max-pod-eviction-time is over. */
  const tryEviction = (eviction: Eviction, until: number, settled: () => void) => {
    const { pod } = eviction;
    const error = evict(pod);
    if (error !== undefined && loop.now() + RETRY_MS < until) {
      loop.after(RETRY_MS, () => tryEviction(eviction, until, settled));
      return;
    }
    eviction.done = true;
    if (error !== undefined) {
      const { name, namespace } = pod.metadata;
      tell(pod, "ScaleDownFailed", "failed to delete pod for ScaleDown", "Warning");
      eviction.error = `failed to evict pod ${namespace}/${name} within allowed timeout (last error: ${error})`;
    }
    settled();
  };

  /** DrainNode: pods of DaemonSets are evicted too, but nobody waits for them. */
  const drain = (deletion: Deletion) => {
    const pods = store.podsOn(deletion.name).filter((pod) => !isMirrorPod(pod));
    for (const pod of pods) tell(pod, "ScaleDown", "deleting pod for node scale down");
    for (const pod of pods.filter(isDaemonSetPod)) evict(pod);
    const own = pods.filter((pod) => !isDaemonSetPod(pod));
    const evictions: Eviction[] = own.map((pod) => ({ pod, done: false }));
    const settled = () => {
      if (evictions.some(({ done }) => !done)) return;
      const errors = evictions.flatMap(({ error }) => error ?? []);
      const text = `Failed to drain node /${deletion.name}, due to following errors: [${errors.join(" ")}]`;
      if (errors.length > 0) return fail(deletion, text);
      const patienceMs = settings.maxGracefulTerminationSeconds * 1_000 + HEADROOM_MS;
      waitUntilGone(deletion, own, loop.now() + patienceMs);
    };
    if (evictions.length === 0) return finish(deletion);
    for (const eviction of evictions) tryEviction(eviction, loop.now() + settings.maxPodEvictionMs, settled);
  };

  /** deleteNodesAsync, once the scheduler has had time to see the taint. */
  const proceed = (deletion: Deletion) => {
    const { name } = deletion;
    if (!store.get("Node", name)) return void going.delete(name);
    const move = podsToMove(store.podsOn(name), input.context());
    if (move.blocking) return fail(deletion, `GetPodsToMove for "${name}" returned error: ${move.blocking.message}`);
    if (deletion.drain) return drain(deletion);
    if (move.pods.length > 0) return fail(deletion, `failed to delete empty node "${name}", new pods scheduled`);
    if (move.onCompletion.length > 0)
      return fail(deletion, `failed to delete empty node "${name}", active on-completion pods present`);
    finish(deletion);
  };

  /** taintNodesSync: all of them, or none. */
  const mark = (nodes: Node[]): boolean => {
    const marked = nodes.map((node) => ({ node, error: markToBeDeleted(world, node.metadata.name) }));
    for (const { node, error } of marked) {
      const what = "the node as toBeDeleted/unschedulable";
      if (error === undefined) tell(node, "ScaleDown", `marked ${what}`);
      else tell(node, "ScaleDownFailed", `failed to mark ${what}: ${error}`, "Warning");
    }
    if (marked.every(({ error }) => error === undefined)) return true;
    for (const { node, error } of marked) if (error === undefined) cleanToBeDeleted(world, node.metadata.name);
    return false;
  };

  return {
    deletions() {
      const names = (isDrain: boolean) =>
        [...going.values()].filter((deletion) => deletion.drain === isDrain).map(({ name }) => name);
      return { empty: names(false), drain: names(true) };
    },
    count: (group) => [...going.values()].filter((deletion) => deletion.group === group).length,
    start(nodes, isDrain) {
      if (!mark(nodes)) return false;
      for (const node of nodes) {
        const deletion = { name: node.metadata.name, group: cloud.groupOfNode(node) ?? "", drain: isDrain };
        going.set(deletion.name, deletion);
        loop.after(settings.deleteDelayAfterTaintMs, () => proceed(deletion));
      }
      return true;
    },
  };
}
