/** A Deployment's ReplicaSets: found, made and scaled. Kubernetes 1.36, pkg/controller/deployment/sync.go and util/deployment_util.go. */
import { controlledBy, createMetadata, isControlledBy, templateHash } from "../metadata.ts";
import type { Deployment, ReplicaSet } from "../objects.ts";
import type { World } from "../world.ts";
import { maxSurgeOf, newReplicaSetReplicas } from "./fenceposts.ts";

const DESIRED = "deployment.kubernetes.io/desired-replicas";
const MAX = "deployment.kubernetes.io/max-replicas";
export const REVISION = "deployment.kubernetes.io/revision";
const HASH = "pod-template-hash";

export const replicasOf = (replicaSets: ReplicaSet[]) => replicaSets.reduce((sum, { spec }) => sum + spec.replicas, 0);
export const availableOf = (replicaSets: ReplicaSet[]) =>
  replicaSets.reduce((sum, { status }) => sum + status.availableReplicas, 0);
export const desiredAnnotation = ({ metadata }: ReplicaSet) => Number(metadata.annotations[DESIRED] ?? Number.NaN);
export const maxAnnotation = ({ metadata }: ReplicaSet) => Number(metadata.annotations[MAX] ?? 0);
const revisionOf = ({ metadata }: ReplicaSet | Deployment) => Number(metadata.annotations[REVISION] ?? 0);
export const byRevision = (a: ReplicaSet, b: ReplicaSet) => revisionOf(a) - revisionOf(b);

export type ReplicaSets = { fresh: ReplicaSet | undefined; old: ReplicaSet[] };

/** The ReplicaSet whose template is the Deployment's, and the others, oldest first (FindNewReplicaSet, FindOldReplicaSets). */
export function findReplicaSets({ store }: World, deployment: Deployment): ReplicaSets {
  const hash = templateHash(deployment.spec.template);
  const all = store.list("ReplicaSet").filter((replicaSet) => isControlledBy(replicaSet, deployment));
  const fresh = all.find(({ metadata }) => metadata.labels[HASH] === hash);
  return { fresh, old: all.filter((replicaSet) => replicaSet !== fresh) };
}

const sizes = (deployment: Deployment) => ({
  [DESIRED]: String(deployment.spec.replicas),
  [MAX]: String(deployment.spec.replicas + maxSurgeOf(deployment)),
});

/** Sets a ReplicaSet's replicas and annotations, with the event; answers whether the number changed (scaleReplicaSet). */
export function scaleReplicaSet(
  world: World,
  deployment: Deployment,
  { metadata }: ReplicaSet,
  replicas: number,
): boolean {
  const replicaSet = world.store.get("ReplicaSet", metadata.name);
  if (!replicaSet) return false;
  const from = replicaSet.spec.replicas;
  const annotations = { ...replicaSet.metadata.annotations, ...sizes(deployment) };
  const annotated =
    annotations[DESIRED] !== replicaSet.metadata.annotations[DESIRED] ||
    annotations[MAX] !== replicaSet.metadata.annotations[MAX];
  if (from === replicas && !annotated) return false;
  const generation = replicaSet.metadata.generation + (from === replicas ? 0 : 1);
  world.store.put({
    ...replicaSet,
    metadata: { ...replicaSet.metadata, annotations, generation },
    spec: { ...replicaSet.spec, replicas },
  });
  if (from === replicas) return false;
  recordScaling(world, deployment, metadata.name, from, replicas);
  return true;
}

function recordScaling(world: World, deployment: Deployment, name: string, from: number, to: number) {
  const message = `Scaled ${to > from ? "up" : "down"} replica set ${name} from ${from} to ${to}`;
  world.record({ about: deployment, reason: "ScalingReplicaSet", message, source: "deployment-controller" });
}

/** Gives the new ReplicaSet the next revision, and the Deployment the same (SetNewReplicaSetAnnotations, syncRevision). */
export function syncRevision(world: World, deployment: Deployment, { fresh, old }: ReplicaSets): void {
  if (!fresh) return;
  const revision = String(Math.max(revisionOf(fresh), Math.max(0, ...old.map(revisionOf)) + 1));
  for (const object of [fresh, deployment]) {
    if (object.metadata.annotations[REVISION] === revision) continue;
    world.store.put({
      ...object,
      metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, [REVISION]: revision } },
    });
  }
}

/** Makes the ReplicaSet of the present template, as large as the rollout allows at once (getNewReplicaSet). */
export function createReplicaSet(world: World, deployment: Deployment, old: ReplicaSet[]): ReplicaSet {
  const hash = templateHash(deployment.spec.template);
  const name = `${deployment.metadata.name}-${hash}`;
  const labels = { ...deployment.spec.template.metadata.labels, [HASH]: hash };
  const replicas = newReplicaSetReplicas(deployment, 0, replicasOf(old));
  const replicaSet: ReplicaSet = {
    kind: "ReplicaSet",
    metadata: createMetadata(world.random, world.loop.now(), {
      name,
      labels,
      annotations: sizes(deployment),
      ownerReferences: controlledBy(deployment),
    }),
    spec: {
      replicas,
      selector: { matchLabels: { ...deployment.spec.selector.matchLabels, [HASH]: hash } },
      template: { metadata: { labels }, spec: deployment.spec.template.spec },
      minReadySeconds: deployment.spec.minReadySeconds,
    },
    status: { replicas: 0, fullyLabeledReplicas: 0, readyReplicas: 0, availableReplicas: 0, observedGeneration: 0 },
  };
  world.store.put(replicaSet);
  if (replicas > 0) recordScaling(world, deployment, name, 0, replicas);
  return replicaSet;
}
