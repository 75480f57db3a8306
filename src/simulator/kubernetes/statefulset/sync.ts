/** One sync of a StatefulSet: its revisions, its pods, its status. Kubernetes 1.36, pkg/controller/statefulset/stateful_set_control.go (UpdateStatefulSet). */
import type { ControllerRevision, StatefulSet } from "../api/apps.ts";
import type { Pod } from "../api/pod.ts";
import type { ApiError } from "../api-server.ts";
import { saveRevision, truncateHistory } from "../revision/keep.ts";
import type { World } from "../world.ts";
import { createActor } from "./hands.ts";
import { revisionOf } from "./identity.ts";
import { type Action, planStatefulSet } from "./plan.ts";
import { decideRevisions, revisionsOf } from "./revisions.ts";
import { completeRollingUpdate, isNews, type StatefulSetStatus } from "./status.ts";

/** Does the actions of a phase one after the other, or in batches that grow; then says what went wrong, if anything did. */
export type CarryOut = (
  actions: Action[],
  act: (action: Action) => ApiError | undefined,
  done: (error: ApiError | undefined) => void,
) => void;

/** The current revision and the one to come, written down where they are new. */
function reviseSet(world: World, set: StatefulSet): { current: ControllerRevision; update: ControllerRevision } {
  const { current, update } = decideRevisions(set, world.store.controlledBy("ControllerRevision", set.metadata.uid));
  const saved = saveRevision(world, update);
  return { current: current === update.revision ? saved : current, update: saved };
}

function writeStatus({ store, api }: World, { metadata }: StatefulSet, planned: StatefulSetStatus): void {
  const set = store.get("StatefulSet", metadata.name, metadata.namespace);
  if (!set || set.metadata.uid !== metadata.uid) return;
  const status = completeRollingUpdate(set, planned);
  if (isNews(set, status)) api.updateStatus(set, status);
}

/** `pods` are the set's members. The status is written even when a call has failed. */
export function syncStatefulSet(
  world: World,
  set: StatefulSet,
  pods: Pod[],
  { honoursMaxUnavailable, carryOut }: { honoursMaxUnavailable: boolean; carryOut: CarryOut },
  done: (error: ApiError | undefined) => void,
): void {
  const { store, loop } = world;
  const { current, update } = reviseSet(world, set);
  const plan = planStatefulSet({
    set,
    pods,
    revisions: revisionsOf(current, update),
    now: loop.now(),
    claim: (name) => store.get("PersistentVolumeClaim", name, set.metadata.namespace),
    honoursMaxUnavailable,
  });
  const act = createActor(world, set);
  let replaced = 0;
  const replace = (action: Action) => {
    const error = act(action);
    if (!error) replaced++;
    return error;
  };

  const finish = (error: ApiError | undefined) => {
    const currentReplicas = (plan.status.currentReplicas ?? 0) - replaced;
    writeStatus(world, set, { ...plan.status, currentReplicas });
    truncateHistory(world, set, [current.metadata.name, update.metadata.name, ...pods.map(revisionOf)]);
    done(error);
  };
  const outdated = plan.outdated.map((pod): Action => ({ kind: "delete", pod }));
  const next = ([phase, ...rest]: Action[][]) => {
    if (!phase) return carryOut(outdated, replace, finish);
    carryOut(phase, act, (error) => (error ? finish(error) : next(rest)));
  };
  next(plan.phases);
}
