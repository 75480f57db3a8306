/** The ReplicaSet of the present template, and those of templates long past. Kubernetes 1.36, pkg/controller/deployment/sync.go. */
import type { Deployment, ReplicaSet } from "../api/apps.ts";
import type { Draft } from "../api-server.ts";
import { controlledBy } from "../metadata.ts";
import { maxRevisionOf, newReplicaSetAnnotations, sizeAnnotations } from "./annotations.ts";
import { isLimit } from "./conditions.ts";
import { newReplicaSetReplicas } from "./fenceposts.ts";
import { byRevision, replicasOf, sizeOf } from "./replica-sets.ts";
import { POD_TEMPLATE_HASH, podTemplateHash } from "./template-hash.ts";

const LONGEST_NAME = 253;

/** "NAME-HASH", the Deployment's name cut where that is too long (generateReplicaSetName). */
export function replicaSetName(deployment: string, hash: string): string {
  const longest = LONGEST_NAME - 1 - hash.length;
  return `${longest > 0 ? deployment.slice(0, longest) : deployment}-${hash}`;
}

export type NewReplicaSet = Draft<ReplicaSet> & { kind: "ReplicaSet"; metadata: { name: string } };

/** The ReplicaSet to create, as large as the rollout allows at once (getNewReplicaSet). */
export function draftReplicaSet(deployment: Deployment, old: ReplicaSet[]): NewReplicaSet {
  const { metadata, spec, status } = deployment;
  const hash = podTemplateHash(spec.template, status.collisionCount);
  const labels = { ...spec.template.metadata?.labels, [POD_TEMPLATE_HASH]: hash };
  const matchLabels = { ...spec.selector.matchLabels, [POD_TEMPLATE_HASH]: hash };
  return {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: {
      name: replicaSetName(metadata.name, hash),
      namespace: metadata.namespace,
      labels,
      annotations: {
        ...newReplicaSetAnnotations(deployment, undefined, maxRevisionOf(old) + 1),
        ...sizeAnnotations(deployment),
      },
      ownerReferences: controlledBy(deployment),
    },
    spec: {
      replicas: newReplicaSetReplicas(deployment, 0, replicasOf(old)),
      selector: { ...spec.selector, matchLabels },
      template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
      ...(spec.minReadySeconds !== undefined && { minReadySeconds: spec.minReadySeconds }),
    },
  };
}

/** Those beyond revisionHistoryLimit, the lowest revisions first, as far as they are empty and settled (cleanupDeployment). */
export function replicaSetsToDelete({ spec }: Deployment, old: ReplicaSet[]): ReplicaSet[] {
  if (!isLimit(spec.revisionHistoryLimit)) return [];
  const alive = old.filter(({ metadata }) => metadata.deletionTimestamp === undefined).toSorted(byRevision);
  const surplus = alive.slice(0, Math.max(0, alive.length - spec.revisionHistoryLimit));
  return surplus.filter((one) => {
    const settled = (one.metadata.generation ?? 0) <= (one.status.observedGeneration ?? 0);
    return one.status.replicas === 0 && sizeOf(one) === 0 && settled;
  });
}
