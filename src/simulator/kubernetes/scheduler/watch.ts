/** What the scheduler takes note of: nodes and pods for its cache, and for those that wait. Kubernetes 1.36, pkg/scheduler/eventhandlers.go. */
import type { Node } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import { isFinished } from "../pods.ts";
import type { NodeChange, PodChange } from "./hints/change.ts";
import type { Scheduler } from "./scheduler.ts";

/** On a node and not finished: what takes up room. */
const isAssigned = (pod: Pod | undefined) => pod !== undefined && Boolean(pod.spec.nodeName) && !isFinished(pod);

/** Nothing that a plugin looks at. */
const isOnlyStatus = (before: Pod, after: Pod) =>
  before.spec === after.spec &&
  before.metadata.labels === after.metadata.labels &&
  before.metadata.deletionTimestamp === after.metadata.deletionTimestamp;

function nodeChanged({ cache, pending, world }: Scheduler, change: NodeChange): void {
  if (change.after) cache.setNode(change.after);
  else cache.removeNode(change.before.metadata.name);
  pending.happened({ resource: "Node", change }, world.loop.now());
}

function assignedChanged(scheduler: Scheduler, before: Pod | undefined, after: Pod | undefined): void {
  const { cache, pending, nominations, assumed, world } = scheduler;
  const { uid } = ((after ?? before) as Pod).metadata;
  if (after) {
    cache.setPod(after);
    assumed.delete(uid);
    pending.remove(uid);
    nominations.drop(uid);
  } else cache.removePod(uid);
  if (before && after && isOnlyStatus(before, after)) return;
  pending.happened({ resource: "Pod", change: { before, after } as PodChange }, world.loop.now());
}

/** A pod without a node goes: what it was promised, or was about to take, is free. */
function waitingGone({ cache, pending, nominations, assumed, world }: Scheduler, pod: Pod): void {
  const { uid } = pod.metadata;
  const nodeName = assumed.get(uid) ?? pod.status.nominatedNodeName;
  pending.remove(uid);
  nominations.drop(uid);
  if (assumed.delete(uid)) cache.removePod(uid);
  if (nodeName === undefined) return;
  const before = { ...pod, spec: { ...pod.spec, nodeName } };
  pending.happened({ resource: "Pod", change: { before, after: undefined } }, world.loop.now());
}

function waitingChanged(scheduler: Scheduler, before: Pod | undefined, after: Pod): void {
  const { pending, world } = scheduler;
  if (after.spec.nodeName || isFinished(after)) pending.remove(after.metadata.uid);
  else if (before) pending.update(before, after, world.loop.now());
  else pending.add(after, world.loop.now());
}

function podChanged(scheduler: Scheduler, before: Pod | undefined, after: Pod | undefined): void {
  const was = isAssigned(before) ? before : undefined;
  const is = isAssigned(after) ? after : undefined;
  if (was || is) assignedChanged(scheduler, was, is);
  else if (after) waitingChanged(scheduler, before, after);
  else if (before && !before.spec.nodeName) waitingGone(scheduler, before);
}

export function watchStore(scheduler: Scheduler, isOurs: (pod: Pod) => boolean): void {
  const { store } = scheduler.world;
  for (const node of store.list("Node")) nodeChanged(scheduler, { before: undefined, after: node });
  for (const pod of store.list("Pod")) if (isAssigned(pod) || isOurs(pod)) podChanged(scheduler, undefined, pod);
  scheduler.wake();
  store.watch(({ verb, object, before }) => {
    const after = verb === "deleted" ? undefined : object;
    if (object.kind === "Node") nodeChanged(scheduler, { before, after } as { before: Node; after: Node });
    else if (object.kind === "Namespace") scheduler.fast.forget();
    else if (object.kind !== "Pod" || !(object.spec.nodeName || isOurs(object))) return;
    else podChanged(scheduler, before as Pod | undefined, after as Pod | undefined);
    scheduler.wake();
  });
}
