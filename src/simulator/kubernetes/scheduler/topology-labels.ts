/**
 * A pod that comes to a node takes over where that node stands. Kubernetes 1.36, plugin/pkg/admission/podtopologylabels/admission.go
 * (PodTopologyLabelsAdmission, on by default since 1.35).
 */
import type { Pod } from "../api/pod.ts";
import type { Admit } from "../api-server.ts";
import { granted } from "../server/errors.ts";
import type { Store } from "../store.ts";

const COPIED = ["topology.kubernetes.io/zone", "topology.kubernetes.io/region"];

/** The pod with its node's labels among its own, in place of what it said of them itself. */
export function withTopology(store: Store, pod: Pod, nodeName: string): Pod {
  const labels = store.get("Node", nodeName)?.metadata.labels ?? {};
  const copied = Object.fromEntries(
    COPIED.flatMap((key) => (labels[key] === undefined ? [] : [[key, labels[key]] as const])),
  );
  if (Object.keys(copied).length === 0) return pod;
  return { ...pod, metadata: { ...pod.metadata, labels: { ...pod.metadata.labels, ...copied } } };
}

/** Of a pod that is created on a node. */
export const admitTopology =
  ({ store }: { store: Store }): Admit =>
  (object) =>
    granted(object.kind === "Pod" && object.spec.nodeName ? withTopology(store, object, object.spec.nodeName) : object);
