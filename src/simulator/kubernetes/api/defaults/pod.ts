/** What the API server fills into pods. Kubernetes 1.36, pkg/apis/core/v1/defaults.go. */
import type { Container, Pod, PodSpec, PodTemplate, Probe } from "../pod.ts";

/** DefaultTerminationGracePeriodSeconds. */
export const GRACE_SECONDS = 30;

const probe = (given: Probe): Probe => ({
  ...given,
  timeoutSeconds: given.timeoutSeconds || 1,
  periodSeconds: given.periodSeconds || 10,
  successThreshold: given.successThreshold || 1,
  failureThreshold: given.failureThreshold || 3,
});

/** "latest" when no tag and no digest is said (pkg/util/parsers, ParseImageName). */
function isLatest(image: string): boolean {
  if (image.includes("@")) return false;
  const tag = /:([^/:]+)$/.exec(image)?.[1];
  return tag === undefined || tag === "latest";
}

function withProbes(given: Container): Container {
  const { livenessProbe, readinessProbe, startupProbe } = given;
  return {
    ...given,
    ...(livenessProbe ? { livenessProbe: probe(livenessProbe) } : {}),
    ...(readinessProbe ? { readinessProbe: probe(readinessProbe) } : {}),
    ...(startupProbe ? { startupProbe: probe(startupProbe) } : {}),
  };
}

function container(given: Container): Container {
  return {
    ...withProbes(given),
    imagePullPolicy: given.imagePullPolicy ?? (isLatest(given.image ?? "") ? "Always" : "IfNotPresent"),
    resources: given.resources ?? {},
    terminationMessagePath: given.terminationMessagePath ?? "/dev/termination-log",
    terminationMessagePolicy: given.terminationMessagePolicy ?? "File",
    ...(given.ports ? { ports: given.ports.map((port) => ({ ...port, protocol: port.protocol ?? "TCP" })) } : {}),
  };
}

/** SetDefaults_PodSpec: for templates too. */
export function defaultPodSpec(spec: PodSpec): PodSpec {
  return {
    ...spec,
    containers: spec.containers.map(container),
    ...(spec.initContainers ? { initContainers: spec.initContainers.map(container) } : {}),
    restartPolicy: spec.restartPolicy ?? "Always",
    terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds ?? GRACE_SECONDS,
    dnsPolicy: spec.dnsPolicy ?? "ClusterFirst",
    securityContext: spec.securityContext ?? {},
    schedulerName: spec.schedulerName ?? "default-scheduler",
  };
}

export const defaultTemplate = (template: PodTemplate): PodTemplate => ({
  ...template,
  spec: defaultPodSpec(template.spec),
});

/** A limit without a request is requested: in pods only, not in templates. */
function requestLimits(given: Container): Container {
  const { limits, requests } = given.resources ?? {};
  if (!limits) return given;
  return { ...given, resources: { limits, requests: { ...limits, ...requests } } };
}

/** SetDefaults_Pod. */
export function defaultPod(pod: Pod): Pod {
  const spec = defaultPodSpec(pod.spec);
  const requesting: PodSpec = {
    ...spec,
    containers: spec.containers.map(requestLimits),
    ...(spec.initContainers ? { initContainers: spec.initContainers.map(requestLimits) } : {}),
  };
  return { ...pod, spec: requesting };
}
