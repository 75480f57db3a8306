/** A new revision of a StatefulSet or DaemonSet. Kubernetes 1.36, pkg/controller/history/controller_history.go (NewControllerRevision). */
import type { ControllerRevision, DaemonSet, StatefulSet } from "../api/apps.ts";
import { controlledBy } from "../metadata.ts";
import { revisionName } from "./history.ts";

/** What is to be done about a revision: nothing, one that was there before becomes the newest, or it is made. */
export type RevisionChange = { kind: "none" | "renumber" | "create"; revision: ControllerRevision };

/** `hashLabel` is the label that the owner's pods carry too, `data` what is kept of the owner. */
export function draftRevision(
  owner: DaemonSet | StatefulSet,
  { hashLabel, hash, data, revision }: { hashLabel: string; hash: string; data: unknown; revision: number },
): ControllerRevision {
  const { name, namespace, annotations } = owner.metadata;
  return {
    kind: "ControllerRevision",
    metadata: {
      name: revisionName(name, hash),
      namespace,
      uid: "",
      creationTimestamp: 0,
      generation: 0,
      labels: { ...owner.spec.template.metadata?.labels, [hashLabel]: hash },
      ...(annotations && { annotations }),
      ownerReferences: controlledBy(owner),
    },
    data,
    revision,
  };
}
