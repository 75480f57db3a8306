/** Who a StatefulSet's pods are: names with ordinals, and claims of their own. Kubernetes 1.36, pkg/controller/statefulset/stateful_set_utils.go. */
import type { StatefulSet } from "../api/apps.ts";
import type { PersistentVolumeClaim } from "../api/core.ts";
import type { Pod, PodSpec } from "../api/pod.ts";
import type { Draft } from "../api-server.ts";

export const POD_NAME = "statefulset.kubernetes.io/pod-name";
export const POD_INDEX = "apps.kubernetes.io/pod-index";
export const REVISION = "controller-revision-hash";

const NAMED = /^(.*)-(\d+)$/;

/** The set's name and the ordinal that a pod's name is made of; -1 for another name. */
export function parentAndOrdinal({ metadata }: { metadata: { name?: string } }): { parent: string; ordinal: number } {
  const [, parent, digits] = NAMED.exec(metadata.name ?? "") ?? [];
  if (parent === undefined) return { parent: "", ordinal: -1 };
  const ordinal = Number(digits);
  return { parent, ordinal: ordinal < 2 ** 31 ? ordinal : -1 };
}

export const ordinalOf = (pod: { metadata: { name?: string } }) => parentAndOrdinal(pod).ordinal;

export const isMemberOf = (set: StatefulSet, pod: Pod) => parentAndOrdinal(pod).parent === set.metadata.name;

export const startOrdinal = ({ spec }: StatefulSet) => spec.ordinals?.start ?? 0;

export const replicasOf = ({ spec }: StatefulSet) => spec.replicas ?? 0;

export function isInRange(set: StatefulSet, pod: { metadata: { name?: string } }): boolean {
  const ordinal = ordinalOf(pod);
  return ordinal >= startOrdinal(set) && ordinal < startOrdinal(set) + replicasOf(set);
}

export const podNameOf = ({ metadata }: StatefulSet, ordinal: number) => `${metadata.name}-${ordinal}`;

export const revisionOf = ({ metadata }: Pod) => metadata.labels?.[REVISION] ?? "";

const templatesOf = ({ spec }: StatefulSet) => spec.volumeClaimTemplates ?? [];

/** "data-db-0" for the template "data" of the set "db". */
export const claimNamesOf = (set: StatefulSet, ordinal: number) =>
  templatesOf(set).map(({ metadata }) => ({
    template: metadata?.name ?? "",
    claim: `${metadata?.name}-${podNameOf(set, ordinal)}`,
  }));

/** The claims of the pod with an ordinal, as they are sent to the API server. */
export const claimsOf = (
  set: StatefulSet,
  ordinal: number,
): (Draft<PersistentVolumeClaim> & { kind: "PersistentVolumeClaim" })[] =>
  templatesOf(set).map((template) => ({
    kind: "PersistentVolumeClaim",
    metadata: {
      ...template.metadata,
      name: `${template.metadata?.name}-${podNameOf(set, ordinal)}`,
      namespace: set.metadata.namespace,
      labels: {
        ...(template.metadata as { labels?: Record<string, string> } | undefined)?.labels,
        ...set.spec.selector?.matchLabels,
      },
    },
    spec: (template.spec ?? {}) as PersistentVolumeClaim["spec"],
  }));

type Volumes = NonNullable<PodSpec["volumes"]>;

/** The pod's volumes, with those of its claims in front (updateStorage). */
export function withStorage(set: StatefulSet, ordinal: number, volumes: Volumes = []): Volumes {
  const claims = claimNamesOf(set, ordinal);
  const own = claims.map(({ template, claim }) => ({ name: template, persistentVolumeClaim: { claimName: claim } }));
  return [...own, ...volumes.filter(({ name }) => !claims.some(({ template }) => template === name))];
}

/** Whether the pod has its name, namespace and label (identityMatches). */
export function identityMatches(set: StatefulSet, pod: Pod): boolean {
  const { parent, ordinal } = parentAndOrdinal(pod);
  const { name, namespace, labels } = pod.metadata;
  const isNamed = ordinal >= 0 && parent === set.metadata.name && name === podNameOf(set, ordinal);
  return isNamed && namespace === set.metadata.namespace && labels?.[POD_NAME] === name;
}

/** Whether the pod's volumes are its claims (storageMatches). */
export function storageMatches(set: StatefulSet, pod: Pod): boolean {
  const ordinal = ordinalOf(pod);
  if (ordinal < 0) return false;
  return claimNamesOf(set, ordinal).every(({ template, claim }) => {
    const volume = pod.spec.volumes?.find(({ name }) => name === template);
    return (volume?.["persistentVolumeClaim"] as { claimName?: string } | undefined)?.claimName === claim;
  });
}

/** Labels that a pod has as a member of the set (updateIdentity). */
export const identityLabels = (set: StatefulSet, ordinal: number) => ({
  [POD_NAME]: podNameOf(set, ordinal),
  [POD_INDEX]: String(ordinal),
});

/** A pod that does not look as it should, put right (UpdateStatefulPod). */
export function repaired(set: StatefulSet, pod: Pod): Pod {
  const ordinal = ordinalOf(pod);
  return {
    ...pod,
    metadata: { ...pod.metadata, labels: { ...pod.metadata.labels, ...identityLabels(set, ordinal) } },
    spec: storageMatches(set, pod) ? pod.spec : { ...pod.spec, volumes: withStorage(set, ordinal, pod.spec.volumes) },
  };
}
