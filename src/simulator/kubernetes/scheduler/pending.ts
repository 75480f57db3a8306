/**
 * The pods that wait for a node. Kubernetes 1.36, pkg/scheduler/backend/queue/scheduling_queue.go: those to be tried come by priority and arrival;
 * one that fitted nowhere is set aside until something happens that may help it (queueing hints) or five minutes have passed, and then comes
 * after the others while its back-off lasts. Nobody waits for a back-off when nobody else is there to be tried (SchedulerPopFromBackoffQ).
 */
import { createHeap } from "../../kernel/heap.ts";
import type { Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { actionsOf, isOfInterest, isWorthRetrying, type ClusterEvent } from "./hints/events.ts";
import {
  BACKOFF,
  backoffTime,
  isBackingOff,
  ORDERING_WINDOW_MS,
  precedes,
  type QueuedPod,
} from "./queue/backoff-queue.ts";
import type { Listers } from "./snapshot.ts";

/** DefaultPodMaxInUnschedulablePodsDuration, and how often it is looked for. */
const LONGEST_ASIDE_MS = 300_000;
const FLUSH_EVERY_MS = 30_000;

const OPTIONS = { ...BACKOFF, windowMs: ORDERING_WINDOW_MS };

export type PendingPod = QueuedPod & {
  place: "active" | "backoff" | "aside" | "erred" | "gated" | "out";
  /** Those that rejected it the last time. */
  plugins: ReadonlySet<string>;
  /** Settles the order of pods that are equal otherwise. */
  sequence: number;
};

export type Pending = {
  add(pod: Pod, now: Time): void;
  /** The pod itself has changed. */
  update(before: Pod, after: Pod, now: Time): void;
  remove(uid: string): void;
  /** Takes out the next to be tried. */
  pop(): PendingPod | undefined;
  /** It fitted nowhere; without plugins, something else was wrong, and it waits for its back-off alone. Answers when it is to be taken back. */
  setAside(pending: PendingPod, plugins: ReadonlySet<string>, now: Time): Time;
  happened(event: ClusterEvent, now: Time): void;
  /** It has waited long enough, if it has not been tried since. */
  takeBack(pending: PendingPod, since: Time, now: Time): void;
  /** Whether there is anyone to be tried. */
  isReady(): boolean;
};

/** What holds a pod back that has scheduling gates. */
const GATES = ["SchedulingGates"];

/** The first beat of a clock after an instant. */
const nextTick = (time: Time, everyMs: number): Time => (Math.floor(time / everyMs) + 1) * everyMs;

const isGated = ({ spec }: Pod) => (spec.schedulingGates ?? []).length > 0;

const isFirst = (a: PendingPod, b: PendingPod) => precedes(a, b) || (!precedes(b, a) && a.sequence < b.sequence);

function endsFirst(a: PendingPod, b: PendingPod): boolean {
  const apart = (backoffTime(a, OPTIONS) ?? 0) - (backoffTime(b, OPTIONS) ?? 0);
  return apart < 0 || (apart === 0 && isFirst(a, b));
}

/** The pods set aside, by the plugins that rejected them: most events are of interest to few plugins. */
function createAside() {
  const groups = new Map<string, { plugins: ReadonlySet<string>; pods: Set<PendingPod> }>();
  const keyOf = ({ plugins }: PendingPod) => [...plugins].toSorted().join();
  return {
    groups,
    add(pending: PendingPod) {
      const key = keyOf(pending);
      const group = groups.get(key) ?? { plugins: pending.plugins, pods: new Set() };
      groups.set(key, group);
      group.pods.add(pending);
    },
    delete(pending: PendingPod) {
      const key = keyOf(pending);
      const group = groups.get(key);
      group?.pods.delete(pending);
      if (group?.pods.size === 0) groups.delete(key);
    },
  };
}

export function createPending(listers: Listers): Pending {
  const all = new Map<string, PendingPod>();
  const aside = createAside();
  const active = createHeap(isFirst);
  const backoff = createHeap(endsFirst);
  let sequence = 0;

  const enter = (pending: PendingPod, now: Time) => {
    aside.delete(pending);
    pending.place = isBackingOff(pending, now, OPTIONS) ? "backoff" : "active";
    if (pending.place === "active") active.push(pending);
    else backoff.push(pending);
  };

  /** Heaps keep what has left meanwhile. */
  const tidy = () => {
    while (active.size() > 0 && active.peek()?.place !== "active") active.pop();
    while (backoff.size() > 0 && backoff.peek()?.place !== "backoff") backoff.pop();
  };

  const leave = (uid: string) => {
    const pending = all.get(uid);
    if (!pending) return;
    pending.place = "out";
    aside.delete(pending);
    all.delete(uid);
  };

  return {
    add(pod, now) {
      leave(pod.metadata.uid);
      const pending: PendingPod = {
        pod,
        timestamp: now,
        unschedulableCount: 0,
        consecutiveErrors: 0,
        refused: false,
        place: "gated",
        plugins: new Set(),
        sequence: sequence++,
      };
      all.set(pod.metadata.uid, pending);
      if (!isGated(pod)) enter(pending, now);
    },
    update(before, after, now) {
      const pending = all.get(after.metadata.uid);
      if (!pending) return;
      pending.pod = after;
      const isHeldBack = pending.place === "gated";
      if (!isHeldBack && pending.place !== "aside") return;
      const event: ClusterEvent = { resource: "Pod", change: { before, after } };
      if (!isWorthRetrying(after, isHeldBack ? GATES : pending.plugins, event, listers)) return;
      if (isHeldBack) pending.timestamp = now;
      enter(pending, now);
    },
    remove: leave,
    pop() {
      tidy();
      const next = active.pop() ?? backoff.pop();
      if (next) next.place = "out";
      return next;
    },
    setAside(pending, plugins, now) {
      pending.plugins = plugins;
      pending.refused = plugins.size > 0;
      pending.timestamp = now;
      delete pending.backoffExpiration;
      pending.consecutiveErrors = pending.refused ? 0 : pending.consecutiveErrors + 1;
      all.set(pending.pod.metadata.uid, pending);
      pending.place = pending.refused ? "aside" : "erred";
      if (!pending.refused) return nextTick(backoffTime(pending, OPTIONS) ?? now, ORDERING_WINDOW_MS);
      pending.unschedulableCount++;
      aside.add(pending);
      return nextTick(now + LONGEST_ASIDE_MS, FLUSH_EVERY_MS);
    },
    happened(event, now) {
      if (aside.groups.size === 0) return;
      const actions = actionsOf(event);
      for (const { plugins, pods } of aside.groups.values()) {
        if (!isOfInterest(plugins, event.resource, actions)) continue;
        for (const pending of pods)
          if (isWorthRetrying(pending.pod, plugins, event, listers, actions)) enter(pending, now);
      }
    },
    takeBack(pending, since, now) {
      const waits = pending.place === "aside" || pending.place === "erred";
      if (waits && pending.timestamp === since) enter(pending, now);
    },
    isReady() {
      tidy();
      return active.size() + backoff.size() > 0;
    },
  };
}
