/** The revisions of a StatefulSet or DaemonSet: what it was, and what it is to be. Kubernetes 1.36, pkg/controller/history/controller_history.go. */
import type { ControllerRevision } from "../api/apps.ts";
import { isSame } from "../canonical.ts";

/** From the oldest to the newest (SortControllerRevisions). */
export function sortRevisions(revisions: ControllerRevision[]): ControllerRevision[] {
  const created = ({ metadata }: ControllerRevision) => metadata.creationTimestamp ?? 0;
  return revisions.toSorted(
    (a, b) => a.revision - b.revision || created(a) - created(b) || (a.metadata.name < b.metadata.name ? -1 : 1),
  );
}

/** One more than the newest of a sorted list has. */
export const nextRevisionNumber = (sorted: ControllerRevision[]) => (sorted.at(-1)?.revision ?? 0) + 1;

export const isEqualRevision = (a: ControllerRevision | undefined, data: unknown) =>
  a !== undefined && isSame(a.data, data);

/** The newest that says the same. */
export const findEqualRevision = (sorted: ControllerRevision[], data: unknown) =>
  sorted.findLast((revision) => isEqualRevision(revision, data));

/** Those that are of no use any more, the oldest first: not live, and more than the limit (truncateHistory). */
export function revisionsToForget(
  sorted: ControllerRevision[],
  live: ReadonlySet<string>,
  limit: number,
): ControllerRevision[] {
  const history = sorted.filter(({ metadata }) => !live.has(metadata.name));
  return limit < 0 ? [] : history.slice(0, Math.max(0, history.length - limit));
}

/** A prefix that is too long is cut off (ControllerRevisionName). */
export const revisionName = (owner: string, hash: string) => `${owner.slice(0, 223)}-${hash}`;
