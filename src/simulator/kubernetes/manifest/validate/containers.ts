/** Containers of pods and templates. Kubernetes 1.36, pkg/apis/core/validation/validation.go (validateContainers and below). */
import { quantityOf, readQuantity } from "../../api/quantity.ts";
import type { IntOrString, ResourceList } from "../../api/meta.ts";
import type { Container, ContainerPort, Probe, ResourceRequirements } from "../../api/pod.ts";
import { checkDnsLabel } from "./metadata.ts";
import type { Problems } from "./problems.ts";
import { checkContainerNames } from "./resource-names.ts";

const PORT_RANGE = "must be between 1 and 65535, inclusive";

const isPort = (port: number) => port >= 1 && port <= 65_535;

export function checkPort(path: string, port: IntOrString | undefined, problems: Problems): void {
  if (typeof port === "number" && !isPort(port)) problems.invalid(path, port, PORT_RANGE);
}

function checkPorts(path: string, ports: ContainerPort[] | undefined, problems: Problems): void {
  const names = new Set<string>();
  for (const [i, { containerPort, hostPort, name, protocol }] of (ports ?? []).entries()) {
    const at = `${path}[${i}]`;
    if (name && names.has(name)) problems.duplicate(`${at}.name`, name);
    if (name) names.add(name);
    if (!containerPort) problems.required(`${at}.containerPort`);
    else checkPort(`${at}.containerPort`, containerPort, problems);
    if (hostPort) checkPort(`${at}.hostPort`, hostPort, problems);
    if (protocol && !["TCP", "UDP", "SCTP"].includes(protocol))
      problems.unsupported(`${at}.protocol`, protocol, ["SCTP", "TCP", "UDP"]);
  }
}

function checkQuantities(path: string, list: ResourceList | undefined, problems: Problems): void {
  checkContainerNames(path, list, problems);
  for (const [name, quantity] of Object.entries(list ?? {})) {
    const value = readQuantity(quantity);
    if (value !== undefined && value < 0)
      problems.invalid(`${path}[${name}]`, quantity, "must be greater than or equal to 0");
  }
}

export function checkResources(path: string, resources: ResourceRequirements | undefined, problems: Problems): void {
  const { requests, limits } = resources ?? {};
  checkQuantities(`${path}.limits`, limits, problems);
  checkQuantities(`${path}.requests`, requests, problems);
  for (const [name, quantity] of Object.entries(requests ?? {})) {
    const limit = limits && Object.hasOwn(limits, name) ? limits[name] : undefined;
    if (limit !== undefined && quantityOf(quantity) > quantityOf(limit))
      problems.invalid(`${path}.requests`, quantity, `must be less than or equal to ${name} limit of ${limit}`);
  }
}

const HANDLERS = ["exec", "httpGet", "tcpSocket", "grpc"] as const;

function checkProbe(path: string, probe: Probe | undefined, problems: Problems): void {
  if (!probe) return;
  const handlers = HANDLERS.filter((handler) => probe[handler]);
  if (handlers.length === 0) problems.required(path, "must specify a handler type");
  for (const extra of handlers.slice(1))
    problems.forbidden(`${path}.${extra}`, "may not specify more than 1 handler type");
  for (const handler of ["httpGet", "tcpSocket"] as const) {
    const given = probe[handler];
    if (given) checkPort(`${path}.${handler}.port`, given.port ?? 0, problems);
  }
  for (const field of [
    "initialDelaySeconds",
    "timeoutSeconds",
    "periodSeconds",
    "successThreshold",
    "failureThreshold",
  ] as const) {
    problems.notNegative(`${path}.${field}`, probe[field]);
  }
}

function checkOneSuccess(path: string, probe: Probe | undefined, problems: Problems): void {
  checkProbe(path, probe, problems);
  const { successThreshold } = probe ?? {};
  if (successThreshold && successThreshold !== 1)
    problems.invalid(`${path}.successThreshold`, successThreshold, "must be 1");
}

const PULL_POLICIES = ["Always", "IfNotPresent", "Never"];

function checkContainer(path: string, container: Container, problems: Problems): void {
  const { name, image, imagePullPolicy } = container;
  if (name) checkDnsLabel(`${path}.name`, name, problems);
  else problems.required(`${path}.name`);
  if (!image) problems.required(`${path}.image`);
  if (imagePullPolicy && !PULL_POLICIES.includes(imagePullPolicy))
    problems.unsupported(`${path}.imagePullPolicy`, imagePullPolicy, PULL_POLICIES);
  checkPorts(`${path}.ports`, container.ports, problems);
  checkOneSuccess(`${path}.livenessProbe`, container.livenessProbe, problems);
  checkProbe(`${path}.readinessProbe`, container.readinessProbe, problems);
  checkOneSuccess(`${path}.startupProbe`, container.startupProbe, problems);
  checkResources(`${path}.resources`, container.resources, problems);
}

/** `taken` holds the names of the pod's other containers, and takes these. */
export function checkContainers(path: string, containers: Container[], taken: Set<string>, problems: Problems): void {
  for (const [i, container] of containers.entries()) {
    const at = `${path}[${i}]`;
    checkContainer(at, container, problems);
    if (container.name && taken.has(container.name)) problems.duplicate(`${at}.name`, container.name);
    taken.add(container.name);
  }
}
