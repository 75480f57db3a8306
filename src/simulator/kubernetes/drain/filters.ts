/** Which pods a drain evicts, which it leaves, and which keep it from starting. Kubernetes 1.36, kubectl, pkg/drain/filters.go. */
import type { LabelSelector, Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { matchesSelector } from "../api/selector.ts";
import { controllerOf } from "../metadata.ts";
import { isFinished } from "../pods.ts";

/** kubectl drain's flags. */
export type DrainOptions = {
  /** Continue even if there are pods that do not declare a controller. */
  force?: boolean;
  ignoreDaemonSets?: boolean;
  deleteEmptyDirData?: boolean;
  /** Delete without asking the budgets. */
  disableEviction?: boolean;
  /** Instead of the pods' own; negative for their own. */
  gracePeriodSeconds?: number;
  /** 0 for no end. */
  timeoutMs?: number;
  podSelector?: LabelSelector;
  /** Pods that have been going for longer than this are not waited for. */
  skipWaitForDeleteTimeoutSeconds?: number;
};

type Verdict =
  | { kind: "evict" }
  | { kind: "leave" }
  | { kind: "warn"; evict: boolean; message: string }
  | { kind: "refuse"; message: string };

type Judge = (pod: Pod, options: DrainOptions, world: Surroundings) => Verdict;
export type Surroundings = { now: Time; hasDaemonSet(name: string, namespace: string): boolean };

const EVICT: Verdict = { kind: "evict" };

/** shouldSkipPod. */
export function isGoingTooLong(
  { metadata }: Pod,
  { skipWaitForDeleteTimeoutSeconds: seconds = 0 }: DrainOptions,
  now: Time,
) {
  const since = metadata.deletionTimestamp;
  return seconds > 0 && since !== undefined && Math.trunc((now - since) / 1_000) > seconds;
}

const skipDeleted: Judge = (pod, options, { now }) => (isGoingTooLong(pod, options, now) ? { kind: "leave" } : EVICT);

const daemonSets: Judge = (pod, { force, ignoreDaemonSets }, { hasDaemonSet }) => {
  const owner = controllerOf(pod);
  if (owner?.kind !== "DaemonSet" || owner.apiVersion !== "apps/v1" || isFinished(pod)) return EVICT;
  if (!hasDaemonSet(owner.name, pod.metadata.namespace)) {
    const message = `daemonsets.apps "${owner.name}" not found`;
    return force ? { kind: "warn", evict: true, message } : { kind: "refuse", message };
  }
  if (!ignoreDaemonSets)
    return { kind: "refuse", message: "DaemonSet-managed Pods (use --ignore-daemonsets to ignore)" };
  return { kind: "warn", evict: false, message: "ignoring DaemonSet-managed Pods" };
};

/** Static pods are the kubelet's own. */
const mirrors: Judge = ({ metadata }) =>
  metadata.annotations?.["kubernetes.io/config.mirror"] === undefined ? EVICT : { kind: "leave" };

const localStorage: Judge = (pod, { deleteEmptyDirData }) => {
  const hasData = (pod.spec.volumes ?? []).some((volume) => volume["emptyDir"] !== undefined);
  if (!hasData || isFinished(pod)) return EVICT;
  if (deleteEmptyDirData) return { kind: "warn", evict: true, message: "deleting Pods with local storage" };
  return { kind: "refuse", message: "Pods with local storage (use --delete-emptydir-data to override)" };
};

const unmanaged: Judge = (pod, { force }) => {
  if (isFinished(pod) || controllerOf(pod)) return EVICT;
  if (force) return { kind: "warn", evict: true, message: "deleting Pods that declare no controller" };
  return { kind: "refuse", message: "Pods that declare no controller (use --force to override)" };
};

const JUDGES = [skipDeleted, daemonSets, mirrors, localStorage, unmanaged];

const isEvicted = (verdict: Verdict) => verdict.kind === "evict" || (verdict.kind === "warn" && verdict.evict);

/** The first that keeps the pod decides; otherwise the last one's word stands, and its warning hides earlier ones. */
function judge(pod: Pod, options: DrainOptions, world: Surroundings): Verdict {
  let verdict = EVICT;
  for (const next of JUDGES) {
    verdict = next(pod, options, world);
    if (!isEvicted(verdict)) return verdict;
  }
  return verdict;
}

/** "message: ns/a, ns/b" for each distinct message, in the order in which they first come up. */
function byMessage(items: { pod: Pod; message: string }[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { pod, message } of items) {
    const names = groups.get(message) ?? [];
    groups.set(message, [...names, `${pod.metadata.namespace}/${pod.metadata.name}`]);
  }
  return [...groups].map(([message, names]) => `${message}: ${names.join(", ")}`);
}

export type Selection = {
  pods: Pod[];
  /** What is printed after "Warning: ", if anything. */
  warning: string;
  /** When there is one, nothing is evicted. */
  errors: string[];
};

/** `pods`: those on the node, in the order in which the API server lists them (namespace, then name). */
export function selectPods(pods: Pod[], options: DrainOptions, world: Surroundings): Selection {
  const { podSelector } = options;
  const judged = pods
    .filter(({ metadata }) => !podSelector || matchesSelector(metadata.labels, podSelector))
    .map((pod) => ({ pod, verdict: judge(pod, options, world) }));
  const said = (kind: "warn" | "refuse") =>
    judged.flatMap(({ pod, verdict }) => (verdict.kind === kind ? [{ pod, message: verdict.message }] : []));
  return {
    pods: judged.filter(({ verdict }) => isEvicted(verdict)).map(({ pod }) => pod),
    warning: byMessage(said("warn")).join("; "),
    errors: byMessage(said("refuse")).map((text) => `cannot delete ${text}`),
  };
}
