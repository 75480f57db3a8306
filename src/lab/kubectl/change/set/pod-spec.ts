/** The part of an object that says how its pods are. Kubernetes 1.36, kubectl, pkg/polymorphichelpers/updatepodspec.go and pkg/cmd/set/helper.go. */
import type { KubernetesObject, ObjectOf } from "../../../../simulator/kubernetes/api/kinds.ts";
import type { Container, PodSpec, PodTemplate } from "../../../../simulator/kubernetes/api/pod.ts";

export type Update = (spec: PodSpec) => PodSpec;

type Templated = ObjectOf<"DaemonSet" | "Deployment" | "Job" | "ReplicaSet" | "StatefulSet">;
const TEMPLATED = new Set<string>(["DaemonSet", "Deployment", "Job", "ReplicaSet", "StatefulSet"]);
const isTemplated = (object: KubernetesObject): object is Templated => TEMPLATED.has(object.kind);

const inTemplate = (template: PodTemplate, update: Update): PodTemplate => ({
  ...template,
  spec: update(template.spec),
});

/** The object with its pods' spec changed; nothing for what has none. */
export function withPodSpec(object: KubernetesObject, update: Update): KubernetesObject | undefined {
  if (object.kind === "Pod") return { ...object, spec: update(object.spec) };
  if (object.kind === "CronJob") {
    const { jobTemplate } = object.spec;
    const spec = { ...jobTemplate.spec, template: inTemplate(jobTemplate.spec.template, update) };
    return { ...object, spec: { ...object.spec, jobTemplate: { ...jobTemplate, spec } } };
  }
  if (!isTemplated(object)) return undefined;
  const template = inTemplate(object.spec.template, update);
  return { ...object, spec: { ...object.spec, template } } as Templated;
}

/** A name with stars in it, as selectString reads it. */
export function isNamed(name: string, pattern: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+^${}()|[\]\\?]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(name);
}

/** Every container, the init containers among them, that `isMeant`. */
export function changeContainers(
  spec: PodSpec,
  isMeant: (container: Container) => boolean,
  change: (container: Container) => Container,
): PodSpec {
  const each = (container: Container) => (isMeant(container) ? change(container) : container);
  return {
    ...spec,
    containers: spec.containers.map(each),
    ...(spec.initContainers ? { initContainers: spec.initContainers.map(each) } : {}),
  };
}

/** The containers, then the init containers, as the subcommands of `set` go over them. */
export const containersOf = ({ containers, initContainers = [] }: PodSpec): Container[] => [
  ...containers,
  ...initContainers,
];

/** The pods' spec of an object, if it has one. */
export function podSpecOf(object: KubernetesObject): PodSpec | undefined {
  let found: PodSpec | undefined;
  withPodSpec(object, (spec) => (found = spec));
  return found;
}
