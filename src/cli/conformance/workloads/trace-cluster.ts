/** A simulated cluster for a trace: its nodes, and its Deployment fully available before the first action. */
import type { Deployment } from "../../../simulator/kubernetes/api/apps.ts";
import { annotatedBehaviour } from "../../../simulator/kubernetes/kubelet/behaviour.ts";
import { createKubernetes, type Kubernetes } from "../../../simulator/kubernetes/kubernetes.ts";
import type { Raw } from "./objects.ts";
import { traceNode } from "../trace-node.ts";

/** Long enough for everything before the first action to settle, and a whole number of minutes. */
export const BEFORE_MS = 60_000;

/** The names of the nodes that the trace's pods were bound to. */
export const nodesIn = (log: Raw[]): string[] =>
  [...new Set(log.flatMap(({ kind, node }) => (kind === "Pod" && node ? [node] : [])))].toSorted();

export function startCluster(id: string, nodes: Record<string, Raw>): Kubernetes {
  const kubernetes = createKubernetes({ seed: id, behaviourOf: annotatedBehaviour });
  for (const [name, resources] of Object.entries(nodes)) kubernetes.apply(traceNode(name, resources));
  return kubernetes;
}

/** Applies a manifest without its namespace, which is of no account. */
export function applyHere(kubernetes: Kubernetes, manifest: Raw): void {
  const { namespace: _, ...metadata } = manifest.metadata;
  const answer = kubernetes.apply({ ...manifest, metadata });
  if (!answer.ok) throw new Error(`${manifest.kind} ${metadata.name}: ${answer.error.message}`);
}

export function deploymentOf({ store }: Kubernetes, name: string): Deployment {
  const deployment = store.get("Deployment", name);
  if (!deployment) throw new Error(`There is no Deployment ${name}.`);
  return deployment;
}
