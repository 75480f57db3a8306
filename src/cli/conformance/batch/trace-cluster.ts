/** A recorded trace's cluster, simulated: its nodes, which the log alone names, and a log of what happened in the same words. */
import { annotatedBehaviour } from "../../../simulator/kubernetes/kubelet/behaviour.ts";
import { createKubernetes, type Kubernetes } from "../../../simulator/kubernetes/kubernetes.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { isReady } from "../../../simulator/kubernetes/pods.ts";
import type { Row } from "./values.ts";
import { traceNode } from "../trace-node.ts";

/** A state that lasts this long is settled, and what lies closer together may come in any order (traces/README.md). */
export const SETTLED_MS = 500;
/** Times of a second and more agree within this. */
export const TOLERANCE_MS = 1_000;

/** Time for the nodes to be up before the first action, at 0. */
const BEFORE_MS = 60_000;

const nodesIn = (log: Row[]): string[] =>
  [...new Set<string>(log.flatMap(({ node }) => (node ? [node] : [])))].toSorted();

/** `t0` is the time of the first action, where the log gives it. */
export function startCluster({ id, log, t0 }: Row): Kubernetes {
  const epoch = t0 === undefined ? 0 : Date.parse(t0);
  const cluster = createKubernetes({ seed: id, startAt: -BEFORE_MS, epoch, behaviourOf: annotatedBehaviour });
  for (const name of nodesIn(log)) cluster.apply(traceNode(name));
  cluster.run(0);
  return cluster;
}

/** Applies a manifest without its namespace, which is of no account. */
export function applyManifest({ apply }: Kubernetes, manifest: Row): void {
  const { namespace: _, ...metadata } = manifest.metadata;
  const answer = apply({ ...manifest, metadata });
  if (!answer.ok) throw new Error(`${manifest.kind} ${metadata.name}: ${answer.error.message}`);
}

const projectPod = ({ metadata, spec, status }: Pod): Row => ({
  kind: "Pod",
  name: metadata.name,
  rs: metadata.ownerReferences?.[0]?.name,
  phase: status.phase,
  node: spec.nodeName,
  ready: isReady({ metadata, spec, status, kind: "Pod" }) ? "True" : "False",
  deleting: metadata.deletionTimestamp !== undefined,
});

const VERBS = { added: "ADDED", modified: "MODIFIED", deleted: "DELETED" };

/** Every change of a pod, and of the kinds that `project` has an answer for, from now on, in the words of a trace's log. */
export function keepLog({ store, loop }: Kubernetes, project: (object: Row) => Row | undefined): Row[] {
  const log: Row[] = [];
  store.watch(({ verb, object }) => {
    const line = object.kind === "Pod" ? projectPod(object) : project(object);
    if (line) log.push({ t: loop.now(), ev: VERBS[verb], ...line });
  });
  return log;
}
