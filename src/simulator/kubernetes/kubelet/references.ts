/** ConfigMaps and Secrets that a pod needs and that are not there. Kubernetes 1.36, pkg/kubelet/kubelet_pods.go (makeEnvironmentVariables) and pkg/volume. */
import type { ConfigMap, Secret } from "../api/core.ts";
import type { Container, EnvVar, Pod } from "../api/pod.ts";
import type { Store } from "../store.ts";

type Kind = "ConfigMap" | "Secret";
type Reference = { name: string; key?: string; optional?: boolean };

const notFound = (kind: Kind, name: string) => `${kind.toLowerCase()} "${name}" not found`;

/** What is wrong with a reference; nothing when it can be followed or need not be. */
function problem(store: Store, namespace: string, kind: Kind, reference: Reference | undefined): string | undefined {
  if (!reference || reference.optional) return undefined;
  const { name, key } = reference;
  const object: ConfigMap | Secret | undefined = store.get(kind, name, namespace);
  if (!object) return notFound(kind, name);
  const isThere = key === undefined || object.data?.[key] !== undefined;
  return isThere ? undefined : `couldn't find key ${key} in ${kind} ${namespace}/${name}`;
}

function variableProblem(store: Store, namespace: string, { valueFrom = {} }: EnvVar): string | undefined {
  const { configMapKeyRef, secretKeyRef } = valueFrom;
  return problem(store, namespace, "ConfigMap", configMapKeyRef) ?? problem(store, namespace, "Secret", secretKeyRef);
}

/** Why the container cannot be created: CreateContainerConfigError. */
export function environmentProblem(
  store: Store,
  { metadata }: Pod,
  { env = [], envFrom = [] }: Container,
): string | undefined {
  const { namespace } = metadata;
  for (const { configMapRef, secretRef } of envFrom) {
    const wrong =
      problem(store, namespace, "ConfigMap", configMapRef) ?? problem(store, namespace, "Secret", secretRef);
    if (wrong) return wrong;
  }
  for (const variable of env) {
    const wrong = variableProblem(store, namespace, variable);
    if (wrong) return wrong;
  }
  return undefined;
}

type Volume = {
  name: string;
  configMap?: { name: string; optional?: boolean };
  secret?: { secretName: string; optional?: boolean };
};

/** Why a volume cannot be mounted, in the words of the event FailedMount. */
export function mountProblem(store: Store, { metadata, spec }: Pod): string | undefined {
  for (const { name, configMap, secret } of (spec.volumes ?? []) as Volume[]) {
    const source = secret && { ...secret, name: secret.secretName };
    const wrong =
      problem(store, metadata.namespace, "ConfigMap", configMap) ??
      problem(store, metadata.namespace, "Secret", source);
    if (wrong) return `MountVolume.SetUp failed for volume "${name}" : ${wrong}`;
  }
  return undefined;
}
