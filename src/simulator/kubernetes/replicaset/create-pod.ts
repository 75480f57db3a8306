/** A pod as its ReplicaSet asks for it. Kubernetes 1.36, pkg/controller/controller_utils.go (GetPodFromTemplate). */
import type { ReplicaSet } from "../api/apps.ts";
import type { Pod } from "../api/pod.ts";
import type { Draft } from "../api-server.ts";
import { controlledBy } from "../metadata.ts";

/** A generated name ends in five characters, and a pod's name is at most as long as this (getPodsPrefix). */
const LONGEST_PREFIX = 253;

export function draftPod(replicaSet: ReplicaSet): Draft<Pod> & { kind: "Pod" } {
  const { metadata, spec } = replicaSet.spec.template;
  const { name, namespace } = replicaSet.metadata;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      generateName: name.length < LONGEST_PREFIX ? `${name}-` : name,
      namespace,
      ...(metadata?.labels && { labels: metadata.labels }),
      ...(metadata?.annotations && { annotations: metadata.annotations }),
      ownerReferences: controlledBy(replicaSet),
    },
    spec,
  };
}
