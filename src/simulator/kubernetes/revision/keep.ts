/** Writes revisions down and forgets old ones. Kubernetes 1.36, pkg/controller/history/controller_history.go (realHistory). */
import type { ControllerRevision, DaemonSet, StatefulSet } from "../api/apps.ts";
import type { World } from "../world.ts";
import { revisionsToForget, sortRevisions } from "./history.ts";

/** Makes a revision, or makes an old one the newest; answers it as it is kept. */
export function saveRevision(
  { api, store }: World,
  { kind, revision }: { kind: "none" | "renumber" | "create"; revision: ControllerRevision },
): ControllerRevision {
  const { name, namespace, labels = {}, annotations, ownerReferences = [] } = revision.metadata;
  const there = store.get("ControllerRevision", name, namespace);
  if (kind === "none") return revision;
  if (kind === "renumber" || there) {
    const answer = api.update({ ...(there ?? revision), revision: revision.revision });
    return answer.ok ? answer.object : revision;
  }
  const metadata = { name, namespace, labels, ownerReferences, ...(annotations && { annotations }) };
  const answer = api.create({ kind: "ControllerRevision", metadata, data: revision.data, revision: revision.revision });
  return answer.ok ? answer.object : revision;
}

/** Deletes what revisionHistoryLimit leaves no room for; `live` are names of revisions in use. */
export function truncateHistory({ api, store }: World, owner: DaemonSet | StatefulSet, live: string[]): void {
  const { uid, namespace } = owner.metadata;
  const sorted = sortRevisions(store.controlledBy("ControllerRevision", uid));
  const limit = owner.spec.revisionHistoryLimit ?? 10;
  for (const { metadata } of revisionsToForget(sorted, new Set(live), limit))
    api.delete("ControllerRevision", metadata.name, namespace);
}
