/** A recorded trace's cluster, simulated: its nodes, its manifests, and what of it a comparison needs. */
import { annotatedBehaviour } from "../../../simulator/kubernetes/kubelet/behaviour.ts";
import { createKubernetes, type Kubernetes } from "../../../simulator/kubernetes/kubernetes.ts";
import type { Foreign } from "./values.ts";
import { traceNode } from "../trace-node.ts";

/** A state that lasts this long is settled (traces/README.md). */
export const SETTLED_MS = 500;
/** Times of a second and more agree within this. */
export const TOLERANCE_MS = 1_000;

export const createCluster = (file: Foreign): Kubernetes =>
  createKubernetes({ seed: file.id, behaviourOf: annotatedBehaviour });

export function addNodes({ apply }: Kubernetes, nodes: Record<string, Foreign>): void {
  for (const [name, given] of Object.entries(nodes)) apply(traceNode(name, given));
}

export function applyManifest({ apply }: Kubernetes, manifest: Foreign): void {
  const answer = apply(manifest);
  if (!answer.ok) throw new Error(`${manifest.kind} ${manifest.metadata.name}: ${answer.error.message}`);
}

/** When the log first names this object or action. */
export function firstTime(log: Foreign[], kind: string, name?: string): number {
  const line = log.find((one) => one.kind === kind && (name === undefined || one.name === name));
  if (!line) throw new Error(`The log has no ${kind} ${name ?? ""}.`);
  return line.t;
}

/** How many pods each node has, of one app or of all; pods that are going do not count. */
export function podsPerNode({ store }: Kubernetes, app?: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { spec, metadata } of store.list("Pod")) {
    if (!spec.nodeName || metadata.deletionTimestamp !== undefined) continue;
    if (app !== undefined && metadata.labels?.["app"] !== app) continue;
    counts[spec.nodeName] = (counts[spec.nodeName] ?? 0) + 1;
  }
  return counts;
}

/** The states that stay for SETTLED_MS or more, and the last one. */
export const settled = <T extends { t: number }>(states: T[]): T[] =>
  states.filter(({ t }, i) => (states[i + 1]?.t ?? Number.POSITIVE_INFINITY) - t >= SETTLED_MS);
