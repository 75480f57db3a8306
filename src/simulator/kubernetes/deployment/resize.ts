/** A ReplicaSet with another size. Kubernetes 1.36, pkg/controller/deployment/sync.go (scaleReplicaSet). */
import type { Deployment, ReplicaSet } from "../api/apps.ts";
import { needsSizes, sizeAnnotations } from "./annotations.ts";
import { sizeOf } from "./replica-sets.ts";

/** A call that changes a ReplicaSet: what it was, and what it becomes. */
export type Resize = { from: ReplicaSet; to: ReplicaSet };

/** The change of a ReplicaSet to `replicas`, with its note of the Deployment's size; nothing when its size is right already. */
export function resize(deployment: Deployment, from: ReplicaSet, replicas: number): Resize | undefined {
  return sizeOf(from) === replicas ? undefined : resizeOrNote(deployment, from, replicas);
}

/** The same, but for a ReplicaSet of the right size whose note is out of date the note alone is changed. */
export function resizeOrNote(deployment: Deployment, from: ReplicaSet, replicas: number): Resize | undefined {
  const sizes = sizeAnnotations(deployment);
  if (sizeOf(from) === replicas && !needsSizes(from, sizes)) return undefined;
  const annotations = { ...from.metadata.annotations, ...sizes };
  return { from, to: { ...from, metadata: { ...from.metadata, annotations }, spec: { ...from.spec, replicas } } };
}
