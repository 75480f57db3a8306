/** The history of a DaemonSet. Kubernetes 1.36, pkg/controller/daemon/update.go (constructHistory, snapshot). */
import type { ControllerRevision, DaemonSet } from "../api/apps.ts";
import type { Pod } from "../api/pod.ts";
import { templateHash } from "../metadata.ts";
import { draftRevision, type RevisionChange } from "../revision/draft.ts";
import { revisionDataOf } from "../revision/hash.ts";
import { findEqualRevision, nextRevisionNumber, sortRevisions } from "../revision/history.ts";
import { HASH } from "./pod-draft.ts";

function snapshot(set: DaemonSet, data: unknown, revision: number): ControllerRevision {
  return draftRevision(set, { hashLabel: HASH, hash: templateHash(set.spec.template), data, revision });
}

/** The revision that is the set as it is now, and what is to be done so that it is the newest; and the others. */
export function decideHistory(
  set: DaemonSet,
  revisions: ControllerRevision[],
): { current: RevisionChange; old: ControllerRevision[] } {
  const sorted = sortRevisions(revisions);
  const data = revisionDataOf(set.spec.template);
  const current = findEqualRevision(sorted, data);
  const old = sorted.filter((revision) => revision !== current);
  const next = nextRevisionNumber(old);
  if (!current) return { current: { kind: "create", revision: snapshot(set, data, next) }, old };
  if (current.revision >= next) return { current: { kind: "none", revision: current }, old };
  return { current: { kind: "renumber", revision: { ...current, revision: next } }, old };
}

export const hashOf = ({ metadata }: ControllerRevision) => metadata.labels?.[HASH] ?? "";

/** Old revisions that the limit leaves no room for, but none that a pod is still of (cleanupHistory). */
export function historyToForget(set: DaemonSet, old: ControllerRevision[], pods: Pod[]): ControllerRevision[] {
  const surplus = old.length - (set.spec.revisionHistoryLimit ?? 10);
  const live = new Set(pods.map(({ metadata }) => metadata.labels?.[HASH]));
  return old.filter((revision) => !live.has(hashOf(revision))).slice(0, Math.max(0, surplus));
}
