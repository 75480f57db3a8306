/** The containers of a description. Kubernetes 1.36, kubectl, pkg/describe/describe.go (describeContainers). */
import type {
  Container,
  ContainerState,
  ContainerStatus,
  EnvFrom,
  EnvVar,
  Pod,
  Probe,
  ResourceRequirements,
} from "../../../simulator/kubernetes/api/pod.ts";
import { milliOf, unitsOf } from "../../../simulator/kubernetes/api/quantity.ts";
import { dated, field, ifAny, inner, resourceLines, type View } from "./lines.ts";

/** In a pod: its statuses and what its fields are. A template has neither, and is indented further. */
type Where = { pod?: Pod; statuses?: readonly ContainerStatus[]; space?: string };

export function containerLines(
  label: string,
  containers: readonly Container[],
  view: View,
  where: Where = {},
): string[] {
  const { space = "", statuses = [], pod } = where;
  const each = containers.flatMap((container) => {
    const status = statuses.find(({ name }) => name === container.name);
    return [
      `  ${space ? " " : ""}${container.name}:`,
      ...inner(ownLines(container, status, view), 2),
      ...inner(environmentLines(container, pod), 2),
      ...inner(mountLines(container), 2),
    ];
  });
  return [`${space}${label}:${containers.length === 0 ? " <none>" : ""}`, ...each];
}

function ownLines(container: Container, status: ContainerStatus | undefined, view: View): string[] {
  return [
    ...(status ? [field("Container ID", status.containerID ?? "")] : []),
    field("Image", container.image ?? ""),
    ...(status ? [field("Image ID", status.imageID ?? "")] : []),
    ...portLines(container),
    ...wordLines("Command", container.command),
    ...wordLines("Args", container.args),
    ...(status ? statusLines(status, view) : []),
    ...requirementLines(container.resources),
    ...probeLines(container),
  ];
}

function portLines({ ports = [] }: Container): string[] {
  const own = ports.map(
    ({ containerPort, protocol = "TCP", name }) => `${containerPort}/${protocol}${name ? ` (${name})` : ""}`,
  );
  const host = ports.map(
    ({ hostPort = 0, protocol = "TCP", name }) => `${hostPort}/${protocol}${name ? ` (${name})` : ""}`,
  );
  const some = ports.length > 1 ? "s" : "";
  return [field(`Port${some}`, own.join(", ") || "<none>"), field(`Host Port${some}`, host.join(", ") || "<none>")];
}

const wordLines = (label: string, words: readonly string[] = []): string[] =>
  words.length === 0 ? [] : [`${label}:`, ...inner(words.flatMap((word) => word.split("\n")))];

function statusLines({ state = {}, lastState, ready, restartCount }: ContainerStatus, view: View): string[] {
  return [
    ...stateLines("State", state, view),
    ...(lastState?.terminated ? stateLines("Last State", lastState, view) : []),
    field("Ready", ready ? "True" : "False"),
    field("Restart Count", restartCount),
  ];
}

function stateLines(label: string, { running, waiting, terminated }: ContainerState, view: View): string[] {
  if (running) return [field(label, "Running"), ...inner(dated("Started", running.startedAt ?? 0, view))];
  if (!terminated) return [field(label, "Waiting"), ...inner(ifAny("Reason", waiting?.reason))];
  return [
    field(label, "Terminated"),
    ...inner([
      ...ifAny("Reason", terminated.reason),
      ...ifAny("Message", terminated.message),
      field("Exit Code", terminated.exitCode),
      ...(terminated.signal ? [field("Signal", terminated.signal)] : []),
      ...dated("Started", terminated.startedAt ?? 0, view),
      ...dated("Finished", terminated.finishedAt ?? 0, view),
    ]),
  ];
}

/** Limits, then requests. */
export function requirementLines({ limits = {}, requests = {} }: ResourceRequirements = {}): string[] {
  const list = (label: string, lines: string[]) => (lines.length === 0 ? [] : [`${label}:`, ...inner(lines)]);
  return [...list("Limits", resourceLines(limits)), ...list("Requests", resourceLines(requests))];
}

const probeLines = ({ livenessProbe, readinessProbe, startupProbe }: Container): string[] => [
  ...(livenessProbe ? [field("Liveness", printProbe(livenessProbe))] : []),
  ...(readinessProbe ? [field("Readiness", printProbe(readinessProbe))] : []),
  ...(startupProbe ? [field("Startup", printProbe(startupProbe))] : []),
];

/** `http-get http://:80/healthz delay=0s timeout=1s period=10s #success=1 #failure=3` */
function printProbe(probe: Probe): string {
  const {
    initialDelaySeconds = 0,
    timeoutSeconds = 0,
    periodSeconds = 0,
    successThreshold = 0,
    failureThreshold = 0,
  } = probe;
  const times = `delay=${initialDelaySeconds}s timeout=${timeoutSeconds}s period=${periodSeconds}s`;
  return `${actionOf(probe)} ${times} #success=${successThreshold} #failure=${failureThreshold}`;
}

function actionOf({ exec, httpGet, tcpSocket, grpc }: Probe): string {
  if (exec) return `exec [${(exec.command ?? []).join(" ")}]`;
  if (httpGet) return `http-get ${printUrl(httpGet)}`;
  if (tcpSocket) return `tcp-socket :${tcpSocket.port}`;
  return grpc ? `grpc <pod>:${grpc.port} ${grpc.service ?? ""}` : "unknown";
}

function printUrl({ scheme = "HTTP", host = "", port, path = "" }: NonNullable<Probe["httpGet"]>): string {
  const slash = path === "" || path.startsWith("/") ? "" : "/";
  return `${scheme.toLowerCase()}://${host}:${port}${slash}${path}`;
}

function environmentLines(container: Container, pod: Pod | undefined): string[] {
  const { env = [], envFrom = [] } = container;
  const from = envFrom.length === 0 ? [] : ["Environment Variables from:", ...inner(envFrom.map(printSource))];
  const own = env.flatMap((variable) => inner(variableLines(variable, container, pod)));
  return [...from, `Environment:${env.length === 0 ? "\t<none>" : ""}`, ...own];
}

function printSource({ prefix, configMapRef, secretRef }: EnvFrom): string {
  const { name = "", optional = false } = configMapRef ?? secretRef ?? {};
  const kind = configMapRef ? "ConfigMap" : "Secret";
  return `${name}\t${kind}${prefix ? ` with prefix '${prefix}'` : ""}\tOptional: ${optional}`;
}

function variableLines({ name, value = "", valueFrom }: EnvVar, container: Container, pod: Pod | undefined): string[] {
  if (!valueFrom) {
    const [first = "", ...rest] = value.split("\n");
    return [field(name, first), ...rest.map((line) => `\t${line}`)];
  }
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = valueFrom;
  if (fieldRef) return [field(name, `${pod ? fieldOf(pod, fieldRef.fieldPath) : ""} (v1:${fieldRef.fieldPath})`)];
  if (resourceFieldRef)
    return [field(name, `${resourceOf(container, resourceFieldRef.resource)} (${resourceFieldRef.resource})`)];
  const from = (key: string, where: string, optional = false) =>
    `<set to the key '${key}' ${where}>\tOptional: ${optional}`;
  if (secretKeyRef)
    return [field(name, from(secretKeyRef.key, `in secret '${secretKeyRef.name}'`, secretKeyRef.optional))];
  return configMapKeyRef
    ? [field(name, from(configMapKeyRef.key, `of config map '${configMapKeyRef.name}'`, configMapKeyRef.optional))]
    : [];
}

/** The fields that kubectl can look up itself (pkg/fieldpath); it leaves the others to the kubelet. */
function fieldOf({ metadata }: Pod, path: string): string {
  const [, list, key = ""] = /^metadata\.(labels|annotations)\['([^']*)'\]$/.exec(path) ?? [];
  if (list) return (list === "labels" ? metadata.labels : metadata.annotations)?.[key] ?? "";
  if (path === "metadata.name") return metadata.name;
  if (path === "metadata.namespace") return metadata.namespace;
  return path === "metadata.uid" ? metadata.uid : "";
}

/** Whole cores and bytes, rounded up; a limit that is not set is the node's. */
function resourceOf({ resources = {} }: Container, resource: string): string {
  const [part = "", name = ""] = resource.split(/\.(.*)/);
  const quantity = (part === "limits" ? resources.limits : resources.requests)?.[name];
  const amount = name === "cpu" ? Math.ceil(milliOf(quantity) / 1_000) : unitsOf(quantity);
  return amount === 0 && part === "limits" ? "node allocatable" : String(amount);
}

function mountLines({ volumeMounts = [] }: Container): string[] {
  const mounts = volumeMounts.toSorted((a, b) => (a.mountPath < b.mountPath ? -1 : 1));
  const texts = mounts.map(({ mountPath, name, readOnly, subPath }) => {
    const path = subPath ? `,path=${JSON.stringify(subPath)}` : "";
    return `${mountPath} from ${name} (${readOnly ? "ro" : "rw"}${path})`;
  });
  return [`Mounts:${mounts.length === 0 ? "\t<none>" : ""}`, ...inner(texts)];
}
