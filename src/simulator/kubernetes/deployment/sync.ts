/** One look at a Deployment and one step. Kubernetes 1.36, pkg/controller/deployment/deployment_controller.go (syncDeployment), rolling.go, recreate.go, sync.go. */
import type { Deployment, ReplicaSet } from "../api/apps.ts";
import type { ApiError } from "../api-server.ts";
import { isSame } from "../canonical.ts";
import type { World } from "../world.ts";
import { pausedConditions } from "./conditions.ts";
import { desiredOf } from "./fenceposts.ts";
import { createFresh, current, SOURCE, syncRevision } from "./fresh.ts";
import { replicaSetsToDelete } from "./new-replica-set.ts";
import { rolloutStatus } from "./progress.ts";
import { dropOld, hasOldPods } from "./recreate.ts";
import { activeOf, allOf, sizeOf, splitReplicaSets, type ReplicaSets } from "./replica-sets.ts";
import { resize, type Resize } from "./resize.ts";
import { stepRolling } from "./rolling.ts";
import { isScalingEvent, stepScaling } from "./scale.ts";
import { calculateStatus, isComplete, untilDeadline, type DeploymentStatus } from "./status.ts";

/** What went wrong, or in how many milliseconds the progress of the rollout is to be looked at again; 0 is as soon as may be. */
export type Synced = { error?: ApiError; checkIn?: number };

/** Makes the calls in order, each change of size with its event, up to the first that fails. */
function applyResizes({ api, record }: World, deployment: Deployment, resizes: Resize[]): ApiError | undefined {
  for (const { from, to } of resizes) {
    const answer = api.update(to);
    if (!answer.ok) return answer.error;
    const [before, after] = [sizeOf(from), sizeOf(to)];
    if (before === after) continue;
    const message = `Scaled ${after > before ? "up" : "down"} replica set ${to.metadata.name} from ${before} to ${after}`;
    record({ about: deployment, reason: "ScalingReplicaSet", message, source: SOURCE });
  }
  return undefined;
}

function cleanUp({ api }: World, deployment: Deployment, old: ReplicaSet[]): void {
  for (const { metadata } of replicaSetsToDelete(deployment, old)) {
    api.delete("ReplicaSet", metadata.name, metadata.namespace);
  }
}

/** Writes a status that is new; answers whether it is. */
function writeStatus({ api }: World, deployment: Deployment, status: DeploymentStatus): boolean {
  if (isSame(deployment.status, status)) return false;
  api.updateStatus(deployment, status);
  return true;
}

/** `replicaSets` are as they were before this sync's calls, as upstream counts them. */
function writeProgress(world: World, deployment: Deployment, replicaSets: ReplicaSets): Synced {
  const now = world.loop.now();
  const status = rolloutStatus(deployment, replicaSets, now);
  if (writeStatus(world, deployment, status)) return {};
  const left = untilDeadline(deployment, status, now);
  // A second later than the deadline, so that it is over then for certain.
  return left === undefined ? {} : { checkIn: left === 0 ? 0 : left + 1_000 };
}

/** The new ReplicaSet, made when it is not there yet, and the Deployment after that. */
function withFresh(world: World, deployment: Deployment, { fresh: found, old }: ReplicaSets) {
  const fresh = found ?? createFresh(world, deployment, old);
  return "metadata" in fresh ? { fresh, deployment: current(world, deployment) } : { error: fresh };
}

function rollOut(world: World, given: Deployment, replicaSets: ReplicaSets): Synced {
  const { fresh, deployment, error } = withFresh(world, given, replicaSets);
  if (error) return { error };
  const { old } = replicaSets;
  const resizes = stepRolling(deployment, fresh, old);
  const failure = applyResizes(world, deployment, resizes);
  if (failure) return { error: failure };
  if (resizes.length === 0 && isComplete(deployment, deployment.status)) cleanUp(world, deployment, old);
  return writeProgress(world, deployment, { fresh, old });
}

function recreate(world: World, given: Deployment, replicaSets: ReplicaSets): Synced {
  const { fresh: found, old } = replicaSets;
  const drops = dropOld(given, activeOf(old));
  const failure = applyResizes(world, given, drops);
  if (failure) return { error: failure };
  const podsOf = new Map(
    allOf(replicaSets).map(({ metadata }) => [metadata.uid, world.store.controlledBy("Pod", metadata.uid)]),
  );
  if (drops.length > 0 || hasOldPods(found, old, podsOf)) return writeProgress(world, given, replicaSets);
  const { fresh, deployment, error } = withFresh(world, given, replicaSets);
  if (error) return { error };
  const growth = resize(deployment, fresh, desiredOf(deployment));
  const refusal = applyResizes(world, deployment, growth ? [growth] : []);
  if (refusal) return { error: refusal };
  if (isComplete(deployment, deployment.status)) cleanUp(world, deployment, old);
  return writeProgress(world, deployment, { fresh, old });
}

function scale(world: World, deployment: Deployment, replicaSets: ReplicaSets): Synced {
  const error = applyResizes(world, deployment, stepScaling(deployment, replicaSets));
  if (error) return { error };
  if (deployment.spec.paused) cleanUp(world, deployment, replicaSets.old);
  writeStatus(world, deployment, calculateStatus(deployment, replicaSets, world.loop.now()));
  return {};
}

function notePause({ api, loop }: World, deployment: Deployment): Deployment {
  const conditions = pausedConditions(deployment, loop.now());
  return (conditions && api.updateStatus(deployment, { ...deployment.status, conditions })) ?? deployment;
}

/** `all` are the Deployment's ReplicaSets. */
export function syncDeployment(world: World, given: Deployment, all: ReplicaSet[]): Synced {
  const isGoing = given.metadata.deletionTimestamp !== undefined;
  const noted = isGoing ? given : notePause(world, given);
  const replicaSets = syncRevision(world, noted, splitReplicaSets(noted, all));
  const deployment = current(world, noted);
  if (isGoing) {
    writeStatus(world, deployment, calculateStatus(deployment, replicaSets, world.loop.now()));
    return {};
  }
  if (deployment.spec.paused || isScalingEvent(deployment, replicaSets)) return scale(world, deployment, replicaSets);
  const isRecreate = deployment.spec.strategy?.type === "Recreate";
  return isRecreate ? recreate(world, deployment, replicaSets) : rollOut(world, deployment, replicaSets);
}
