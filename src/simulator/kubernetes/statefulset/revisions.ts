/** The two revisions between which a StatefulSet moves. Kubernetes 1.36, pkg/controller/statefulset/stateful_set_control.go (getStatefulSetRevisions). */
import type { ControllerRevision, StatefulSet } from "../api/apps.ts";
import type { PodTemplate } from "../api/pod.ts";
import { draftRevision, type RevisionChange } from "../revision/draft.ts";
import { revisionDataOf, revisionHash, templateOf } from "../revision/hash.ts";
import { findEqualRevision, nextRevisionNumber, sortRevisions } from "../revision/history.ts";

/** Names of ControllerRevisions, and the templates that they keep. */
export type Revisions = {
  current: string;
  update: string;
  templates: { current: PodTemplate; update: PodTemplate };
};

const HASH_LABEL = "controller.kubernetes.io/hash";

export type RevisionDecision = { current: ControllerRevision; update: RevisionChange };

/** The set as it is now, as a revision. */
export function newRevision(set: StatefulSet, revision: number, collisions: number): ControllerRevision {
  const data = revisionDataOf(set.spec.template);
  const hash = revisionHash(data, collisions);
  return draftRevision(set, { hashLabel: HASH_LABEL, hash, data, revision });
}

function changeOf(set: StatefulSet, sorted: ControllerRevision[]): RevisionChange {
  const wanted = newRevision(set, nextRevisionNumber(sorted), set.status.collisionCount ?? 0);
  const newest = sorted.at(-1);
  const equal = findEqualRevision(sorted, wanted.data);
  if (!equal) return { kind: "create", revision: wanted };
  if (newest && equal === newest) return { kind: "none", revision: newest };
  return { kind: "renumber", revision: { ...equal, revision: wanted.revision } };
}

/** `revisions` are those of the set, in any order. Without a current one the set begins with the newest. */
export function decideRevisions(set: StatefulSet, revisions: ControllerRevision[]): RevisionDecision {
  const sorted = sortRevisions(revisions);
  const update = changeOf(set, sorted);
  const current = sorted.find(({ metadata }) => metadata.name === set.status.currentRevision);
  return { current: current ?? update.revision, update };
}

export const revisionsOf = (current: ControllerRevision, update: ControllerRevision): Revisions => ({
  current: current.metadata.name,
  update: update.metadata.name,
  templates: { current: templateOf(current.data), update: templateOf(update.data) },
});
