/** New pods of a StatefulSet. Kubernetes 1.36, pkg/controller/statefulset/stateful_set_utils.go (newVersionedStatefulSetPod). */
import type { StatefulSet } from "../api/apps.ts";
import type { Pod, PodTemplate } from "../api/pod.ts";
import type { Draft } from "../api-server.ts";
import { controlledBy } from "../metadata.ts";
import { identityLabels, podNameOf, REVISION, startOrdinal, withStorage } from "./identity.ts";
import type { Revisions } from "./revisions.ts";

export type PodDraft = Draft<Pod> & { kind: "Pod" };

/** Below the partition, and in a set without one below the pods that are still current, the old template counts. */
function isOld({ spec, status, ...set }: StatefulSet, ordinal: number): boolean {
  const start = startOrdinal({ spec, status, ...set });
  const rolling = spec.updateStrategy?.rollingUpdate;
  if (rolling) return ordinal < start + (rolling.partition ?? 0);
  return spec.updateStrategy?.type === "RollingUpdate" && ordinal < start + (status.currentReplicas ?? 0);
}

function draftOf(set: StatefulSet, template: PodTemplate, revision: string, ordinal: number): PodDraft {
  const name = podNameOf(set, ordinal);
  const { serviceName } = set.spec;
  const volumes = withStorage(set, ordinal, template.spec.volumes);
  return {
    kind: "Pod",
    metadata: {
      name,
      namespace: set.metadata.namespace,
      labels: { ...template.metadata?.labels, ...identityLabels(set, ordinal), [REVISION]: revision },
      ...(template.metadata?.annotations && { annotations: template.metadata.annotations }),
      ownerReferences: controlledBy(set),
    },
    spec: {
      ...template.spec,
      hostname: name,
      ...(serviceName !== undefined && { subdomain: serviceName }),
      ...(volumes.length > 0 && { volumes }),
    },
  };
}

export function podDraftOf(set: StatefulSet, { current, update, templates }: Revisions, ordinal: number): PodDraft {
  return isOld(set, ordinal)
    ? draftOf(set, templates.current, current, ordinal)
    : draftOf(set, templates.update, update, ordinal);
}
