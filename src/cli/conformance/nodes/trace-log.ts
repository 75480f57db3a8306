/** What happens in a simulated cluster, in the projection of a trace's log. */
import type { Node } from "../../../simulator/kubernetes/api/core.ts";
import type { Condition } from "../../../simulator/kubernetes/api/meta.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import type { Kubernetes } from "../../../simulator/kubernetes/kubernetes.ts";
import type { Foreign } from "./values.ts";

export type Log = Foreign[];

const conditionIn = (conditions: Condition[] | undefined, wanted: string) =>
  conditions?.find(({ type }) => type === wanted);

function ofNode({ spec, status }: Node) {
  const ready = conditionIn(status.conditions, "Ready");
  const taints = (spec.taints ?? []).map(({ key, value = "", effect }) => `${key}=${value}:${effect}`);
  return { ready: ready?.status, readyReason: ready?.reason, taints: taints.toSorted() };
}

function ofPod({ metadata, spec, status }: Pod) {
  return {
    node: spec.nodeName,
    ready: conditionIn(status.conditions, "Ready")?.status,
    disruption: conditionIn(status.conditions, "DisruptionTarget")?.reason,
    ...(metadata.deletionTimestamp === undefined ? {} : { deleting: true }),
  };
}

/** Fills the log from now on; `zero` is the trace's own 0. */
export function recordLog({ store, loop }: Kubernetes, zero: number): Log {
  const log: Log = [];
  store.watch(({ object, verb }) => {
    const { kind, metadata } = object;
    const ev = verb === "deleted" ? "DELETED" : "MODIFIED";
    const line = { t: loop.now() - zero, kind, name: metadata.name, ev };
    if (kind === "Node") log.push({ ...line, ...ofNode(object) });
    if (kind === "Pod") log.push({ ...line, ...ofPod(object) });
    if (kind !== "Event") return;
    log.push({ ...line, reason: object.reason, type: object.type, msg: object.message, from: object.source });
  });
  return log;
}
