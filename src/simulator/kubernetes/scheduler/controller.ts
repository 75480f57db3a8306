/**
 * kube-scheduler: binds pods one at a time. Kubernetes 1.36, pkg/scheduler/schedule_one.go and backend/queue: what fits nowhere waits,
 * and is tried again when a pod leaves a node or a node changes, but not before its back-off (1 s doubling to 10 s), or after five minutes.
 */
import { createQueue } from "../../kernel/queue.ts";
import { controllerOf } from "../metadata.ts";
import { withCondition } from "../pods.ts";
import type { Node, Pod } from "../objects.ts";
import type { World } from "../world.ts";
import { fitErrorText } from "./filters.ts";
import { addPod, createNodeInfo, removePod, type NodeInfo } from "./node-info.ts";
import { schedule } from "./schedule.ts";

const BACKOFF_MS = { initial: 1_000, max: 10_000 };
/** DefaultPodMaxInUnschedulablePodsDuration. */
const FLUSH_MS = 300_000;

type Waiting = { attempts: number; failedAt: number };

/** The nodes as the scheduler knows them, kept up with the store. */
function createCache({ store }: World): Map<string, NodeInfo> {
  const infos = new Map<string, NodeInfo>();
  store.watch(({ verb, object }) => {
    if (object.kind === "Node") keepNode(infos, object, verb === "deleted");
    if (object.kind !== "Pod" || object.spec.nodeName === undefined) return;
    const info = infos.get(object.spec.nodeName);
    if (!info) return;
    if (verb === "deleted") removePod(info, object);
    else addPod(info, object);
  });
  return infos;
}

function keepNode(infos: Map<string, NodeInfo>, node: Node, gone: boolean) {
  const { name } = node.metadata;
  const info = infos.get(name);
  if (gone) infos.delete(name);
  else if (info) info.node = node;
  else infos.set(name, createNodeInfo(node));
}

/** What finds the pods like this one: its ReplicaSet's selector (plugins/helper/spread.go, DefaultSelector). */
function selectorOf({ store }: World, pod: Pod) {
  const owner = controllerOf(pod);
  return owner?.kind === "ReplicaSet" ? store.get("ReplicaSet", owner.name)?.spec.selector.matchLabels : undefined;
}

/** Chooses a node for the pod now and binds it; answers the message of FailedScheduling when there is none. */
function place(world: World, infos: Map<string, NodeInfo>, pod: Pod): { node: string } | { failure: string } {
  const verdict = schedule(pod, [...infos.values()], selectorOf(world, pod));
  if (verdict.kind === "none") return { failure: fitErrorText(verdict.rejections) };
  const chosen = verdict.best.length === 1 ? 0 : world.random.below(verdict.best.length);
  return { node: (verdict.best[chosen] as NodeInfo).node.metadata.name };
}

export function boundPod(pod: Pod, nodeName: string, now: number): Pod {
  const scheduled = { type: "PodScheduled", status: "True" as const, reason: "", message: "" };
  return {
    ...pod,
    spec: { ...pod.spec, nodeName },
    status: { ...pod.status, conditions: withCondition(pod.status.conditions, scheduled, now) },
  };
}

/** Starts the scheduler and returns a way to place a pod at once, for the state that a cluster begins in. */
export function startScheduler(world: World): { place(pod: Pod): { node: string } | { failure: string } } {
  const { store, loop } = world;
  const infos = createCache(world);
  const waiting = new Map<string, Waiting>();
  const source = "default-scheduler";

  const fail = (pod: Pod, message: string) => {
    const { name } = pod.metadata;
    const attempts = (waiting.get(name)?.attempts ?? 0) + 1;
    const failedAt = loop.now();
    waiting.set(name, { attempts, failedAt });
    world.record({ about: pod, type: "Warning", reason: "FailedScheduling", message, source });
    const news = { type: "PodScheduled", status: "False" as const, reason: "Unschedulable", message };
    const conditions = withCondition(pod.status.conditions, news, failedAt);
    store.put({ ...pod, status: { ...pod.status, conditions } });
    loop.after(FLUSH_MS, () => waiting.get(name)?.failedAt === failedAt && queue.add(name));
  };

  const sync = (name: string) => {
    const pod = store.get("Pod", name);
    if (!pod || pod.spec.nodeName !== undefined) return;
    const placed = place(world, infos, pod);
    if ("failure" in placed) return fail(pod, placed.failure);
    waiting.delete(name);
    const { namespace } = pod.metadata;
    store.put(boundPod(pod, placed.node, loop.now()));
    world.record({
      about: pod,
      reason: "Scheduled",
      message: `Successfully assigned ${namespace}/${name} to ${placed.node}`,
      source,
    });
  };
  const queue = createQueue(loop, sync);

  /** Something may fit now: every waiting pod is tried when its back-off is over. */
  const retryAll = () => {
    for (const [name, { attempts, failedAt }] of waiting) {
      const backoff = Math.min(BACKOFF_MS.initial * 2 ** (attempts - 1), BACKOFF_MS.max);
      queue.addAfter(name, Math.max(0, failedAt + backoff - loop.now()));
    }
  };

  store.watch(({ verb, object }) => {
    if (object.kind === "Node") retryAll();
    if (object.kind !== "Pod") return;
    const { name } = object.metadata;
    if (verb === "added" && object.spec.nodeName === undefined) queue.add(name);
    if (verb !== "deleted") return;
    waiting.delete(name);
    if (object.spec.nodeName !== undefined) retryAll();
  });
  return { place: (pod) => place(world, infos, pod) };
}
