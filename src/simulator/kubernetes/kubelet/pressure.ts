/**
 * Nodes that run out of memory or disk: the kubelet looks every ten seconds, sets the node's conditions, and evicts one pod at a time. Kubernetes
 * 1.36, pkg/kubelet/eviction/eviction_manager.go (synchronize). Only what containers are said to use is counted; the kubelet looks only where
 * that has changed or a condition stands. Images and containers share one file system, and nothing on it but pods can be removed.
 */
import type { Condition } from "../api/meta.ts";
import type { Node } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import { quantityOf } from "../api/quantity.ts";
import { isFinished } from "../pods.ts";
import { podOf, tell, type Kubelet } from "./context.ts";
import {
  byEvictionPriority,
  conditionsFor,
  conditionsObservedAt,
  conditionsSince,
  firstObservedAt,
  mergeThresholds,
  metGracePeriod,
  reclaimable,
  thresholdsMet,
  thresholdsUpdated,
  type ObservedAt,
  type Observations,
} from "./eviction/observing.ts";
import { storageLimitMessage } from "./eviction/local-storage.ts";
import { evictionMessage, isCritical, rankForEviction, used, type Usage } from "./eviction/ranking.ts";
import { DEFAULT_CONFIG, parseThresholds, type Threshold } from "./eviction/thresholds.ts";
import { isStopped, nodeConditions } from "./nodes.ts";
import { usageOf } from "./process.ts";
import { runningContainers, type PodRecord } from "./records.ts";

/** evictionMonitoringPeriod (pkg/kubelet/kubelet.go). */
const PERIOD_MS = 10_000;
/** evictionPressureTransitionPeriod's default. */
const TRANSITION_MS = 300_000;
/** immediateEvictionGracePeriodSeconds. */
const GRACE_MS = 1_000;
/** What is kept free of the node's memory beside what is reserved: the hard threshold, which the allocatable amount leaves out. */
const KEPT_FREE = 100 * 2 ** 20;

export type Pressure = { look(node: string): void };

type State = {
  isPlanned: boolean;
  met: Threshold[];
  firstAt: ObservedAt;
  conditionsAt: Record<string, number>;
  conditions: string[];
  last: Observations;
};

const CALM = (): State => ({ isPlanned: false, met: [], firstAt: [], conditionsAt: {}, conditions: [], last: {} });

/** A pod with what it uses of each resource that can run short. */
type Found = { pod: Pod; record: PodRecord; memory: Usage; disk: Usage };

const asCandidate = (found: Found, resource: string) => ({
  ...found,
  usage: resource === "memory" ? found.memory : found.disk,
});

function podsOn(kubelet: Kubelet, node: string): Found[] {
  const all: Found[] = [];
  for (const record of kubelet.records.values()) {
    if (record.node !== node || record.isDone || record.ending) continue;
    const pod = podOf(kubelet, record);
    if (!pod || isFinished(pod)) continue;
    const running = runningContainers(record);
    const usage = (what: "memory" | "disk"): Usage =>
      running.map((own) => ({ name: own.name, bytes: usageOf(kubelet, record, own, what) }));
    all.push({ pod, record, memory: usage("memory"), disk: usage("disk") });
  }
  return all;
}

function observe({ status }: Node, pods: Found[], at: number): Observations {
  const memoryUsed = pods.reduce((sum, { memory }) => sum + used(memory), 0);
  const diskUsed = pods.reduce((sum, { disk }) => sum + used(disk), 0);
  const of = (capacity: number, usedBytes: number) => ({ capacity, available: Math.max(0, capacity - usedBytes), at });
  const capacity = quantityOf(status.capacity?.["memory"]);
  const allocatable = Math.min(capacity, quantityOf(status.allocatable?.["memory"]) + KEPT_FREE);
  const disk = status.capacity?.["ephemeral-storage"];
  return {
    "memory.available": of(capacity, memoryUsed),
    "allocatableMemory.available": of(allocatable, memoryUsed),
    ...(disk === undefined
      ? {}
      : { "nodefs.available": of(quantityOf(disk), diskUsed), "imagefs.available": of(quantityOf(disk), diskUsed) }),
  };
}

/** What the kubelet remembers from now on, and the thresholds that it acts on. */
function judge(state: State, all: Threshold[], observations: Observations, now: number): Threshold[] {
  const unresolved = thresholdsMet(state.met, observations, true);
  const met = mergeThresholds(thresholdsMet(all, observations, false), unresolved);
  state.firstAt = firstObservedAt(met, state.firstAt, now);
  state.conditionsAt = conditionsObservedAt(conditionsFor(met), state.conditionsAt, now);
  state.conditions = conditionsSince(state.conditionsAt, TRANSITION_MS, now);
  state.met = metGracePeriod(state.firstAt, now);
  const due = thresholdsUpdated(state.met, observations, state.last);
  state.last = observations;
  return due;
}

const EVENTS: Record<string, { on: string; off: string }> = {
  MemoryPressure: { on: "NodeHasInsufficientMemory", off: "NodeHasSufficientMemory" },
  DiskPressure: { on: "NodeHasDiskPressure", off: "NodeHasNoDiskPressure" },
};

export function createPressure(kubelet: Kubelet): Pressure {
  const { loop, store, api, record: recordEvent } = kubelet.world;
  const thresholds = parseThresholds(DEFAULT_CONFIG);
  const states = new Map<string, State>();

  const report = (node: Node, conditions: string[]) => {
    const { name } = node.metadata;
    const isOn = (type: string) => node.status.conditions?.some((one) => one.type === type && one.status === "True");
    const changed = Object.entries(EVENTS).filter(([type]) => (isOn(type) ?? false) !== conditions.includes(type));
    if (changed.length === 0) return;
    api.updateStatus(node, { ...node.status, conditions: nodeConditions(node, conditions, loop.now()) });
    for (const [type, { on, off }] of changed) {
      const reason = conditions.includes(type) ? on : off;
      recordEvent({ about: node, reason, message: `Node ${name} status is now: ${reason}`, source: "kubelet" });
    }
  };
  const evict = ({ pod, record }: Found, message: string, condition?: Condition) => {
    tell(kubelet, pod, "Warning", "Evicted", message);
    const ending = { reason: "Evicted", message, from: loop.now(), graceMs: GRACE_MS };
    record.ending = condition ? { ...ending, condition } : ending;
    kubelet.sync(record);
  };
  const reclaim = (node: Node, due: Threshold[], observations: Observations, pods: Found[]) => {
    const found = reclaimable(byEvictionPriority(due));
    if (!found) return;
    const { resource } = found;
    const what = `Attempting to reclaim ${resource}`;
    recordEvent({ about: node, type: "Warning", reason: "EvictionThresholdMet", message: what, source: "kubelet" });
    const candidates = pods.map((one) => asCandidate(one, resource));
    const victim = rankForEviction(resource, candidates).find(({ pod }) => !isCritical(pod));
    if (!victim) return;
    const message = evictionMessage(resource, victim, used(victim.usage), { thresholds: due, observations });
    evict(victim, message, { type: "DisruptionTarget", status: "True", reason: "TerminationByKubelet", message });
  };
  /** Those over their own limits go first, all of them; answers whether there were any. */
  const enforceLimits = (pods: Found[]): boolean => {
    const over = pods.flatMap((one) => {
      const message = isCritical(one.pod) ? undefined : storageLimitMessage(asCandidate(one, "ephemeral-storage"));
      return message === undefined ? [] : [{ one, message }];
    });
    for (const { one, message } of over) evict(one, message);
    return over.length > 0;
  };
  const synchronize = (name: string, state: State) => {
    const node = store.get("Node", name);
    if (!node || isStopped(store, name)) return;
    const pods = podsOn(kubelet, name);
    const observations = observe(node, pods, loop.now());
    const due = judge(state, thresholds, observations, loop.now());
    report(node, state.conditions);
    if (!enforceLimits(pods) && due.length > 0) reclaim(node, due, observations, pods);
    if (state.conditions.length > 0) plan(name, state);
  };
  const plan = (name: string, state: State) => {
    if (state.isPlanned) return;
    state.isPlanned = true;
    const at = (Math.floor(loop.now() / PERIOD_MS) + 1) * PERIOD_MS;
    loop.at(at, () => {
      state.isPlanned = false;
      synchronize(name, state);
    });
  };
  return {
    look(name) {
      let state = states.get(name);
      if (!state) states.set(name, (state = CALM()));
      plan(name, state);
    },
  };
}
