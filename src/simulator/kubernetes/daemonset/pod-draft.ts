/** The pods of a DaemonSet. Kubernetes 1.36, pkg/controller/daemon/util/daemonset_util.go. */
import type { DaemonSet } from "../api/apps.ts";
import type { Affinity, Pod, PodSpec, PodTemplate, Toleration } from "../api/pod.ts";
import type { Draft } from "../api-server.ts";
import { controlledBy } from "../metadata.ts";

export const HASH = "controller-revision-hash";
const TEMPLATE_GENERATION = "pod-template-generation";
const GENERATION_ANNOTATION = "deprecated.daemonset.template.generation";

const exists = (name: string, effect: "NoExecute" | "NoSchedule"): Toleration => ({
  key: `node.kubernetes.io/${name}`,
  operator: "Exists",
  effect,
});

/** Nothing that is the matter with a node keeps its daemons away. */
const ALWAYS = [
  exists("not-ready", "NoExecute"),
  exists("unreachable", "NoExecute"),
  exists("disk-pressure", "NoSchedule"),
  exists("memory-pressure", "NoSchedule"),
  exists("pid-pressure", "NoSchedule"),
  exists("unschedulable", "NoSchedule"),
];
const ON_HOST_NETWORK = [exists("network-unavailable", "NoSchedule")];

const isSameToleration = (a: Toleration, b: Toleration) =>
  a.key === b.key && a.effect === b.effect && a.operator === b.operator && (a.value ?? "") === (b.value ?? "");

/** With what a daemon tolerates always; one that says the same but for a time loses its time. */
export function daemonTolerations({ tolerations = [], hostNetwork }: PodSpec): Toleration[] {
  const wanted = hostNetwork ? [...ALWAYS, ...ON_HOST_NETWORK] : ALWAYS;
  const kept = tolerations.map((one) => wanted.find((other) => isSameToleration(one, other)) ?? one);
  return [...kept, ...wanted.filter((one) => !tolerations.some((other) => isSameToleration(one, other)))];
}

/** Binds a pod to one node by name, in place of any other required node affinity. */
export function withNodeName(affinity: Affinity | undefined, node: string): Affinity {
  const matchFields = [{ key: "metadata.name", operator: "In" as const, values: [node] }];
  const required = { nodeSelectorTerms: [{ matchFields }] };
  return {
    ...affinity,
    nodeAffinity: { ...affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: required },
  };
}

/** The node that a pod is on or meant for; nothing when it is meant for none. */
export function targetNodeOf({ spec }: Pod): string | undefined {
  if (spec.nodeName) return spec.nodeName;
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const fields = terms.flatMap(({ matchFields = [] }) => matchFields);
  const named = fields.find(({ key, operator }) => key === "metadata.name" && operator === "In");
  return named?.values?.length === 1 ? named.values[0] : undefined;
}

/** An old counter of templates, which annotations of DaemonSets may still hold. */
export function templateGenerationOf({ metadata }: DaemonSet): number | undefined {
  const text = metadata.annotations?.[GENERATION_ANNOTATION];
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

/** The template with labels of its revision, and with what daemons tolerate (CreatePodTemplate). */
export function daemonTemplate(template: PodTemplate, generation: number | undefined, hash: string): PodTemplate {
  const labels = {
    ...template.metadata?.labels,
    ...(generation !== undefined && { [TEMPLATE_GENERATION]: String(generation) }),
    ...(hash && { [HASH]: hash }),
  };
  return {
    metadata: { ...template.metadata, labels },
    spec: { ...template.spec, tolerations: daemonTolerations(template.spec) },
  };
}

/** Whether a pod is of the newest template. */
export function isUpdated({ metadata }: Pod, hash: string, generation: number | undefined): boolean {
  const byGeneration = generation !== undefined && metadata.labels?.[TEMPLATE_GENERATION] === String(generation);
  return byGeneration || (hash !== "" && metadata.labels?.[HASH] === hash);
}

/** A pod that the scheduler will bind to one node. */
export function podDraftOf(set: DaemonSet, hash: string, node: string): Draft<Pod> & { kind: "Pod" } {
  const { metadata, spec } = daemonTemplate(set.spec.template, templateGenerationOf(set), hash);
  return {
    kind: "Pod",
    metadata: {
      ...metadata,
      namespace: set.metadata.namespace,
      generateName: `${set.metadata.name}-`,
      ownerReferences: controlledBy(set),
    },
    spec: { ...spec, affinity: withNodeName(spec.affinity, node) },
  };
}
