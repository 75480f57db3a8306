/** What a StatefulSet does next with its pods. Kubernetes 1.36, pkg/controller/statefulset/stateful_set_control.go (updateStatefulSet). */
import type { StatefulSet } from "../api/apps.ts";
import type { PersistentVolumeClaim } from "../api/core.ts";
import type { Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import { isFinished } from "../pods.ts";
import { allowsBurst, availabilityAt, isCreated, isRunningAndReady, isTerminating } from "./availability.ts";
import { hasStaleClaim, isClaimUpToDate } from "./claims.ts";
import {
  claimNamesOf,
  identityMatches,
  isInRange,
  ordinalOf,
  podNameOf,
  replicasOf,
  startOrdinal,
  storageMatches,
} from "./identity.ts";
import { podDraftOf, type PodDraft } from "./pod-draft.ts";
import type { Revisions } from "./revisions.ts";
import { statusOf, type StatefulSetStatus } from "./status.ts";
import { podsToUpdate } from "./update.ts";

export type StatefulSetInputs = {
  set: StatefulSet;
  /** Its members, in any order. */
  pods: Pod[];
  revisions: Revisions;
  now: Time;
  claim(name: string): PersistentVolumeClaim | undefined;
  /** Feature gate MaxUnavailableStatefulSet: beta, off by default. */
  honoursMaxUnavailable: boolean;
};

export type Action =
  /** With its claims, which come first. */
  | { kind: "create"; draft: PodDraft; ordinal: number }
  | { kind: "delete"; pod: Pod }
  /** Missing claims of a pod that waits for them. */
  | { kind: "claims"; pod: Pod }
  /** A pod or its claims that do not look as they should. */
  | { kind: "repair"; pod: Pod };

export type StatefulSetPlan = {
  /** One phase after the other; what fails ends it. In a phase of a set that may burst, all at once. */
  phases: Action[][];
  /** Pods that go because their template is old: the last phase. Each that goes is one current replica less. */
  outdated: Pod[];
  status: StatefulSetStatus;
};

/** One of the ordinals that the set should have: a pod, or the plan of one. */
type Replica = { pod: Pod; draft?: PodDraft; ordinal: number };

/** A planned pod as one that has no phase yet. */
const planned = (draft: PodDraft): Pod => ({
  kind: "Pod",
  metadata: { name: "", namespace: "", uid: "", creationTimestamp: 0, generation: 0, ...draft.metadata },
  spec: draft.spec,
  status: {},
});

function replicasFor({ set, pods, revisions }: StatefulSetInputs): Replica[] {
  const byName = new Map(pods.map((pod) => [pod.metadata.name, pod]));
  return Array.from({ length: replicasOf(set) }, (_, i) => {
    const ordinal = startOrdinal(set) + i;
    const pod = byName.get(podNameOf(set, ordinal));
    if (pod) return { pod, ordinal };
    const draft = podDraftOf(set, revisions, ordinal);
    return { pod: planned(draft), draft, ordinal };
  });
}

/** Pods beyond the set's ordinals, the highest first. */
const condemnedOf = ({ set, pods }: StatefulSetInputs) =>
  pods.filter((pod) => ordinalOf(pod) >= 0 && !isInRange(set, pod)).toSorted((a, b) => ordinalOf(b) - ordinalOf(a));

type Step = { actions: Action[]; blocks: boolean };

const WAIT: Step = { actions: [], blocks: true };

const claimsFor = ({ set, claim }: StatefulSetInputs, ordinal: number) =>
  claimNamesOf(set, ordinal).map((names) => claim(names.claim));

function claimsMatch(inputs: StatefulSetInputs, pod: Pod): boolean {
  const owners = { set: inputs.set, pod };
  return claimsFor(inputs, ordinalOf(pod)).every(
    (claim) => !claim || isClaimUpToDate(claim.metadata.ownerReferences ?? [], owners),
  );
}

function createReplica(inputs: StatefulSetInputs, replica: Replica): Step {
  const { draft, pod, ordinal } = replica;
  if (!draft || hasStaleClaim(inputs.set, pod, claimsFor(inputs, ordinal))) return WAIT;
  return { actions: [{ kind: "create", draft, ordinal }], blocks: true };
}

/** A pod that exists: in order, it must be up before its successor is looked at. */
function stepForPod(inputs: StatefulSetInputs, pod: Pod): Step {
  const { set, now } = inputs;
  const isWaiting = pod.status.phase === "Pending" && claimsFor(inputs, ordinalOf(pod)).includes(undefined);
  const claims: Action[] = isWaiting ? [{ kind: "claims", pod }] : [];
  const isUp = isRunningAndReady(pod) && availabilityAt(set, now).isUp(pod);
  if (!allowsBurst(set) && (isTerminating(pod) || !isUp)) return { actions: claims, blocks: true };
  const matches = identityMatches(set, pod) && storageMatches(set, pod) && claimsMatch(inputs, pod);
  return { actions: matches ? claims : [...claims, { kind: "repair", pod }], blocks: false };
}

/** processReplica: what has ended is deleted, to be made anew when it is gone. */
function stepFor(inputs: StatefulSetInputs, replica: Replica): Step {
  const { pod } = replica;
  if (isFinished(pod)) return isTerminating(pod) ? WAIT : { actions: [{ kind: "delete", pod }], blocks: true };
  return isCreated(pod) ? stepForPod(inputs, pod) : createReplica(inputs, replica);
}

/** processCondemned: in order, one at a time, and none while another pod is not up. */
function condemn({ set, now }: StatefulSetInputs, firstUnavailable: Pod | undefined, pod: Pod): Step {
  if (isTerminating(pod)) return WAIT;
  const isUp = isRunningAndReady(pod) && availabilityAt(set, now).isUp(pod);
  if (!allowsBurst(set) && !isUp && pod !== firstUnavailable) return WAIT;
  return { actions: [{ kind: "delete", pod }], blocks: true };
}

/** One step for each until one blocks; all of them when the set may burst. */
function runForAll<T>(items: T[], isBurst: boolean, step: (item: T) => Step): Step {
  const actions: Action[] = [];
  for (const item of items) {
    const { actions: more, blocks } = step(item);
    actions.push(...more);
    if (blocks && !isBurst) return { actions, blocks: true };
  }
  return { actions, blocks: false };
}

export function planStatefulSet(inputs: StatefulSetInputs): StatefulSetPlan {
  const { set, pods, revisions, now } = inputs;
  const isGoing = set.metadata.deletionTimestamp !== undefined;
  if (isGoing) return { phases: [], outdated: [], status: statusOf(set, revisions, pods, now) };
  const replicas = replicasFor(inputs);
  const condemned = condemnedOf(inputs);
  const all = [...replicas.map(({ pod }) => pod), ...condemned];
  const status = statusOf(set, revisions, all, now);
  const isBurst = allowsBurst(set);
  const { isUnavailable } = availabilityAt(set, now);
  const inOrder = [...replicas.map(({ pod }) => pod), ...condemned.toReversed()];
  const firstUnavailable = inOrder.find(isUnavailable);

  const growth = runForAll(replicas, isBurst, (replica) => stepFor(inputs, replica));
  if (growth.blocks) return { phases: [growth.actions], outdated: [], status };
  const claims = condemned.filter((pod) => !claimsMatch(inputs, pod)).map((pod): Action => ({ kind: "repair", pod }));
  const shrinking = runForAll(condemned, isBurst, (pod) => condemn(inputs, firstUnavailable, pod));
  const phases = [growth.actions, claims, shrinking.actions];
  if (shrinking.blocks || set.spec.updateStrategy?.type === "OnDelete") return { phases, outdated: [], status };
  const outdated = podsToUpdate(
    inputs,
    replicas.map(({ pod }) => pod),
  );
  return { phases, outdated, status };
}
