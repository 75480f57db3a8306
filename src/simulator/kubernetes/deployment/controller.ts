/** The Deployment controller: looks at a Deployment and its ReplicaSets and makes one step. Kubernetes 1.36, pkg/controller/deployment/deployment_controller.go. */
import { createQueue } from "../../kernel/queue.ts";
import { controllerOf } from "../metadata.ts";
import type { Deployment } from "../objects.ts";
import type { World } from "../world.ts";
import { byRevision, createReplicaSet, findReplicaSets, syncRevision, type ReplicaSets } from "./replica-sets.ts";
import { clearForRecreate, stepRolling } from "./rolling.ts";
import { isScalingEvent, scaleDeployment } from "./scale.ts";
import { calculateStatus, deadlineOf, isComplete, progressing, setCondition, withProgress } from "./status.ts";

function noteCreated(world: World, name: string, replicaSet: string) {
  const deployment = world.store.get("Deployment", name);
  if (!deployment) return;
  const news = progressing("True", "NewReplicaSetCreated", `Created new replica set "${replicaSet}"`);
  const conditions = setCondition(deployment.status.conditions, news, world.loop.now());
  world.store.put({ ...deployment, status: { ...deployment.status, conditions } });
}

/** Removes old ReplicaSets without pods beyond revisionHistoryLimit, the lowest revisions first (cleanupDeployment). */
function cleanUp(world: World, deployment: Deployment, { old }: ReplicaSets) {
  const unused = old.filter(({ spec, status }) => spec.replicas === 0 && status.replicas === 0).toSorted(byRevision);
  for (const { metadata } of unused.slice(0, Math.max(0, old.length - deployment.spec.revisionHistoryLimit))) {
    world.store.remove("ReplicaSet", metadata.name);
  }
}

function rollOut(world: World, deployment: Deployment) {
  const { fresh: found, old } = findReplicaSets(world, deployment);
  if (deployment.spec.strategy.type === "Recreate" && !clearForRecreate(world, deployment, old)) return;
  const fresh = found ?? createReplicaSet(world, deployment, old);
  if (!found) noteCreated(world, deployment.metadata.name, fresh.metadata.name);
  syncRevision(world, world.store.get("Deployment", deployment.metadata.name) ?? deployment, { fresh, old });
  stepRolling(world, deployment, fresh, old);
}

export function startDeploymentController(world: World): void {
  const { store, loop } = world;

  const writeStatus = (name: string, scaling: boolean) => {
    const deployment = store.get("Deployment", name);
    if (!deployment) return;
    const replicaSets = findReplicaSets(world, deployment);
    const status = calculateStatus(deployment, replicaSets, loop.now());
    if (!scaling) status.conditions = withProgress(deployment, status, replicaSets.fresh, loop.now());
    if (JSON.stringify(status) !== JSON.stringify(deployment.status)) store.put({ ...deployment, status });
    if (isComplete(deployment, status)) cleanUp(world, deployment, replicaSets);
    const deadline = deadlineOf(deployment, status.conditions);
    if (!scaling && deadline !== undefined && deadline >= loop.now()) watchDeadline(name, deadline);
  };

  const sync = (name: string) => {
    const deployment = store.get("Deployment", name);
    if (!deployment) return;
    const replicaSets = findReplicaSets(world, deployment);
    const scaling = isScalingEvent(deployment, replicaSets);
    if (scaling) scaleDeployment(world, deployment, replicaSets);
    else rollOut(world, deployment);
    writeStatus(name, scaling);
  };

  const queue = createQueue(loop, sync);
  const deadlines = new Map<string, number>();
  const watchDeadline = (name: string, deadline: number) => {
    if (deadlines.get(name) === deadline) return;
    deadlines.set(name, deadline);
    loop.at(deadline + 1, () => deadlines.get(name) === deadline && queue.add(name));
  };

  store.watch(({ object }) => {
    if (object.kind === "Deployment") queue.add(object.metadata.name);
    const owner = object.kind === "ReplicaSet" ? controllerOf(object) : undefined;
    if (owner?.kind === "Deployment") queue.add(owner.name);
  });
}
