/** Moves a StatefulSet's pods on until it is as wanted, and checks after each step what must always hold (stateful_set_control_test.go). */
import type { StatefulSet } from "../../../simulator/kubernetes/api/apps.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { isRunningAndReady } from "../../../simulator/kubernetes/statefulset/availability.ts";
import { hasOwner, retentionOf } from "../../../simulator/kubernetes/statefulset/claims.ts";
import {
  claimNamesOf,
  identityMatches,
  isInRange,
  ordinalOf,
  replicasOf,
  revisionOf,
  startOrdinal,
  storageMatches,
} from "../../../simulator/kubernetes/statefulset/identity.ts";
import type { Check } from "../sheet.ts";
import type { FlowWorld } from "./flow-world.ts";

export type Invariant = (flow: FlowWorld, check: Check) => void;

/** More steps than any flow takes: one that never ends has failed. */
const MOST_STEPS = 500;

const READY = { phase: "Running" as const, conditions: [{ type: "Ready", status: "True" as const }] };

/** checkClaimInvarients: whose the claims of a ready pod are. */
function checkClaims({ world, set }: FlowWorld, pod: Pod, check: Check): void {
  const { whenDeleted, whenScaled } = retentionOf(set());
  for (const { claim: name } of claimNamesOf(set(), ordinalOf(pod))) {
    const claim = world.store.get("PersistentVolumeClaim", name);
    if (whenScaled === "Retain") check.ok(claim !== undefined, `claim ${name} is there`);
    if (!claim || !isRunningAndReady(pod)) continue;
    const refs = claim.metadata.ownerReferences ?? [];
    const isCondemned = whenScaled === "Delete" && !isInRange(set(), pod);
    check.equal(hasOwner(refs, pod), isCondemned, `${name} goes with its pod`);
    check.equal(hasOwner(refs, set()), whenDeleted === "Delete" && !isCondemned, `${name} goes with the set`);
  }
}

export const burstInvariant: Invariant = (flow, check) => {
  for (const pod of flow.pods()) {
    check.ok(storageMatches(flow.set(), pod), `${pod.metadata.name} has its volumes`);
    check.ok(identityMatches(flow.set(), pod), `${pod.metadata.name} has its identity`);
    checkClaims(flow, pod, check);
  }
};

export const monotonicInvariant: Invariant = (flow, check) => {
  burstInvariant(flow, check);
  for (const [i, pod] of flow.pods().entries()) {
    const before = flow.pods()[i - 1];
    const isAhead = isRunningAndReady(pod) && before !== undefined && !isRunningAndReady(before);
    check.ok(!isAhead, `${pod.metadata.name} is not ready before its predecessor`);
    check.equal(ordinalOf(pod), startOrdinal(flow.set()) + i, "ordinals in order");
  }
};

/** The lowest pods are as many as the status calls current, the highest as many as it calls updated. */
export const updateInvariant: Invariant = (flow, check) => {
  burstInvariant(flow, check);
  const { spec, status } = flow.set();
  if (spec.updateStrategy?.type === "OnDelete") return;
  const pods = flow.pods();
  for (const pod of pods.slice(0, status.currentReplicas ?? 0))
    check.equal(revisionOf(pod), status.currentRevision, `${pod.metadata.name} is current`);
  const updated = status.updatedReplicas ?? 0;
  for (const pod of updated > 0 ? pods.slice(-updated) : [])
    check.equal(revisionOf(pod), status.updateRevision, `${pod.metadata.name} is updated`);
};

/** A pod that is chosen by chance gets one step further: Pending, Running, Ready. */
function advance({ world, pods, setStatus }: FlowWorld): void {
  const all = pods();
  const pod = all[world.random.below(Math.max(1, all.length))];
  if (pod?.status.phase === "Pending") setStatus(ordinalOf(pod), { phase: "Running" });
  else if (pod?.status.phase === "Running") setStatus(ordinalOf(pod), READY);
}

function until(check: Check, isDone: () => boolean, turn: () => boolean): boolean {
  for (let steps = 0; !isDone(); steps++) {
    if (steps >= MOST_STEPS) {
      check.ok(false, `done after ${MOST_STEPS} steps`);
      return false;
    }
    if (turn()) return true;
  }
  return false;
}

/** scaleUpStatefulSetControl; answers whether a call failed, which ends it. */
export function scaleUp(flow: FlowWorld, check: Check, invariant: Invariant): boolean {
  const isDone = () => (flow.set().status.readyReplicas ?? 0) >= replicasOf(flow.set());
  const hasFailed = until(check, isDone, () => {
    advance(flow);
    if (flow.step()) return true;
    invariant(flow, check);
    return false;
  });
  if (!hasFailed) invariant(flow, check);
  return hasFailed;
}

/** Claims of pods that are gone go as the garbage collector takes them. */
export function collectClaims({ world, pods }: FlowWorld): void {
  const names = new Set(pods().map(({ metadata }) => metadata.name));
  for (const { metadata } of world.store.list("PersistentVolumeClaim")) {
    const owner = metadata.ownerReferences?.find(({ kind }) => kind === "Pod");
    if (owner && !names.has(owner.name)) world.store.remove("PersistentVolumeClaim", metadata.name);
  }
}

/** scaleDownStatefulSetControl. */
export function scaleDown(flow: FlowWorld, check: Check, invariant: Invariant): void {
  const isDone = () => flow.set().status.replicas <= replicasOf(flow.set());
  until(check, isDone, () => {
    flow.step();
    flow.step();
    invariant(flow, check);
    return false;
  });
  collectClaims(flow);
  invariant(flow, check);
}

/** Whether every pod that the strategy touches is of the revision that it should be. */
function hasRevisions({ spec, status }: StatefulSet, pods: Pod[]): boolean {
  const { type, rollingUpdate } = spec.updateStrategy ?? {};
  if (type === "OnDelete") return true;
  const partition = rollingUpdate?.partition ?? 0;
  if (partition > 0) return pods.slice(partition).every((pod) => revisionOf(pod) === status.updateRevision);
  const isCurrent = (status.currentReplicas ?? 0) >= pods.length;
  return isCurrent && pods.every((pod) => revisionOf(pod) === status.currentRevision);
}

function isUpdated(set: StatefulSet, pods: Pod[]): boolean {
  const wanted = replicasOf(set);
  return pods.length === wanted && set.status.readyReplicas === wanted && hasRevisions(set, pods);
}

/** updateStatefulSetControl. */
export function update(flow: FlowWorld, check: Check): void {
  flow.step();
  const isDone = () => isUpdated(flow.set(), flow.pods());
  until(check, isDone, () => {
    advance(flow);
    flow.step();
    updateInvariant(flow, check);
    return false;
  });
  updateInvariant(flow, check);
}
