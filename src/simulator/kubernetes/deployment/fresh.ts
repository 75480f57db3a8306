/** The new ReplicaSet found or made, and the Deployment's revision kept equal to it. Kubernetes 1.36, pkg/controller/deployment/sync.go (getNewReplicaSet). */
import type { Deployment, ReplicaSet } from "../api/apps.ts";
import type { ApiError } from "../api-server.ts";
import { isSame } from "../canonical.ts";
import { isControlledBy } from "../metadata.ts";
import type { World } from "../world.ts";
import { maxRevisionOf, newReplicaSetAnnotations, REVISION } from "./annotations.ts";
import { asOf, conditionOf, hasDeadline, progressing, withNews, type News } from "./conditions.ts";
import { draftReplicaSet } from "./new-replica-set.ts";
import { isSameTemplate, sizeOf, type ReplicaSets } from "./replica-sets.ts";

export const SOURCE = "deployment-controller";

/** The Deployment as it is now, after one's own writes. */
export const current = ({ store }: World, deployment: Deployment) =>
  store.get("Deployment", deployment.metadata.name, deployment.metadata.namespace) ?? deployment;

function noteRevision(world: World, deployment: Deployment, revision: string | undefined): void {
  const { metadata } = deployment;
  if (revision === undefined || metadata.annotations?.[REVISION] === revision) return;
  world.api.update({
    ...deployment,
    metadata: { ...metadata, annotations: { ...metadata.annotations, [REVISION]: revision } },
  });
}

function noteNews(world: World, deployment: Deployment, news: News): void {
  if (!hasDeadline(deployment)) return;
  const { status } = current(world, deployment);
  const conditions = withNews(status.conditions ?? [], asOf(news, world.loop.now()));
  world.api.updateStatus(deployment, { ...status, conditions });
}

/** Gives the new ReplicaSet that is there the next revision and the Deployment's annotations, and the Deployment its revision. */
export function syncRevision(world: World, deployment: Deployment, { fresh, old }: ReplicaSets): ReplicaSets {
  if (!fresh) return { fresh, old };
  const { metadata, spec } = fresh;
  const annotations = newReplicaSetAnnotations(deployment, metadata.annotations, maxRevisionOf(old) + 1);
  const { minReadySeconds = 0 } = deployment.spec;
  if (!isSame(annotations, metadata.annotations ?? {}) || (spec.minReadySeconds ?? 0) !== minReadySeconds) {
    const changed = { ...fresh, metadata: { ...metadata, annotations }, spec: { ...spec, minReadySeconds } };
    const answer = world.api.update(changed);
    return { fresh: answer.ok ? answer.object : fresh, old };
  }
  noteRevision(world, deployment, annotations[REVISION]);
  if (!conditionOf(deployment.status.conditions, "Progressing")) {
    noteNews(world, deployment, progressing("True", "FoundNewReplicaSet", `Found new replica set "${metadata.name}"`));
  }
  return { fresh, old };
}

/** A name that is taken: by the very ReplicaSet that is wanted, or by another, and then the next try gets another hash. */
function resolveCollision(world: World, deployment: Deployment, name: string, error: ApiError): ReplicaSet | ApiError {
  const taken = world.store.get("ReplicaSet", name, deployment.metadata.namespace);
  const isWanted =
    taken && isControlledBy(taken, deployment) && isSameTemplate(taken.spec.template, deployment.spec.template);
  if (isWanted) return taken;
  const { status } = deployment;
  world.api.updateStatus(deployment, { ...status, collisionCount: (status.collisionCount ?? 0) + 1 });
  return error;
}

function noteFailure(world: World, deployment: Deployment, name: string, error: ApiError): void {
  if (error.causes?.some(({ reason }) => reason === "NamespaceTerminating")) return;
  const reason = "ReplicaSetCreateError";
  const message = `Failed to create new replica set "${name}": ${error.message}`;
  noteNews(world, deployment, progressing("False", reason, message));
  world.record({ about: deployment, type: "Warning", reason, message, source: SOURCE });
}

/** Makes the ReplicaSet of the present template. */
export function createFresh(world: World, deployment: Deployment, old: ReplicaSet[]): ReplicaSet | ApiError {
  const draft = draftReplicaSet(deployment, old);
  const { name } = draft.metadata;
  const answer = world.api.create<"ReplicaSet">(draft);
  if (!answer.ok) {
    if (answer.error.reason !== "AlreadyExists") {
      noteFailure(world, deployment, name, answer.error);
      return answer.error;
    }
    const taken = resolveCollision(world, deployment, name, answer.error);
    if ("metadata" in taken) noteRevision(world, deployment, String(maxRevisionOf(old) + 1));
    return taken;
  }
  const replicas = sizeOf(answer.object);
  const message = `Scaled up replica set ${name} from 0 to ${replicas}`;
  if (replicas > 0) world.record({ about: deployment, reason: "ScalingReplicaSet", message, source: SOURCE });
  noteRevision(world, deployment, answer.object.metadata.annotations?.[REVISION]);
  noteNews(world, deployment, progressing("True", "NewReplicaSetCreated", `Created new replica set "${name}"`));
  return answer.object;
}
