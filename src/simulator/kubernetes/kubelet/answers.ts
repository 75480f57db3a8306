/** What a container answers to a probe, and how the kubelet words a failure. Kubernetes 1.36, pkg/kubelet/prober/prober.go and pkg/probe. */
import type { IntOrString } from "../api/meta.ts";
import type { Container, Probe } from "../api/pod.ts";
import type { ContainerBehaviour, ProbeKind } from "./behaviour.ts";
import type { Instance } from "./records.ts";
import { expandAll } from "./expand.ts";
import { hangs } from "./process.ts";

type Answer = "ok" | "refused" | "unhealthy" | "silent";

export function answerOf(behaviour: ContainerBehaviour, instance: Instance, kind: ProbeKind, now: number): Answer {
  if (hangs(behaviour, instance, now, kind)) return "silent";
  if (instance.servesAt === undefined) return kind === "liveness" ? "ok" : "unhealthy";
  return now >= instance.servesAt ? "ok" : "refused";
}

/** The next instant after `now` at which the answer may be another; nothing when it stays. */
export function nextChange(
  behaviour: ContainerBehaviour,
  { servesAt, startedAt }: Instance,
  now: number,
): number | undefined {
  const { hang } = behaviour;
  const from = hang && startedAt + hang.afterMs;
  const to = from !== undefined && hang?.forMs !== undefined ? from + hang.forMs : undefined;
  const later = [servesAt, from, to].filter((at) => at !== undefined).filter((at) => at > now);
  return later.length > 0 ? Math.min(...later) : undefined;
}

/** ResolveContainerPort (pkg/probe/util.go): a number, a number as text, or one of the container's ports by name. Nothing when it is none. */
function portOf(port: IntOrString, { ports = [] }: Pick<Container, "ports">): number | undefined {
  const named = ports.find(({ name }) => name === port)?.containerPort;
  const text = String(port);
  const number = named ?? (/^[+-]?\d+$/.test(text) ? Number(text) : undefined);
  return number !== undefined && number > 0 && number < 65_536 ? number : undefined;
}

/** Whom an HTTP or TCP probe calls: the pod unless it says another host. Nothing when there is no such port. */
export function endpointOf(
  { host, port, path = "" }: { host?: string; port: IntOrString; path?: string },
  container: Pick<Container, "ports">,
  podIP: string,
): { host: string; port: number; path: string } | undefined {
  const number = portOf(port, container);
  return number === undefined ? undefined : { host: host || podIP, port: number, path };
}

function httpOutput({ httpGet }: Probe, container: Container, podIP: string, answer: Answer): string {
  const endpoint = httpGet && endpointOf(httpGet, container, podIP);
  if (answer === "unhealthy" || !endpoint) return "HTTP probe failed with statuscode: 503";
  const { host, port, path } = endpoint;
  const scheme = (httpGet.scheme ?? "HTTP").toLowerCase();
  const request = `Get "${scheme}://${host}:${port}${path === "" || path.startsWith("/") ? path : `/${path}`}"`;
  if (answer === "refused") return `${request}: dial tcp ${host}:${port}: connect: connection refused`;
  return `${request}: context deadline exceeded (Client.Timeout exceeded while awaiting headers)`;
}

function tcpOutput({ tcpSocket }: Probe, container: Container, podIP: string, answer: Answer): string {
  const endpoint = tcpSocket && endpointOf(tcpSocket, container, podIP);
  const address = `${endpoint?.host ?? podIP}:${endpoint?.port ?? 0}`;
  return answer === "silent" ? `dial tcp ${address}: i/o timeout` : `dial tcp ${address}: connect: connection refused`;
}

function grpcOutput({ grpc, timeoutSeconds = 1 }: Probe, podIP: string, answer: Answer): string {
  if (answer === "unhealthy") return 'service unhealthy (responded with "NOT_SERVING")';
  if (answer === "silent") return `timeout: health rpc did not complete within ${timeoutSeconds}s`;
  const address = `${podIP}:${grpc?.port}`;
  return `timeout: failed to connect service "${address}" within ${timeoutSeconds}s: context deadline exceeded`;
}

/** A command says nothing when it fails: what it would print is not simulated. */
function execOutput({ exec, timeoutSeconds = 1 }: Probe, { env }: Container, answer: Answer): string {
  const command = expandAll(exec?.command ?? [], env).join(" ");
  return answer === "silent" ? `command timed out: "${command}" timed out after ${timeoutSeconds}s` : "";
}

/** What follows "Readiness probe failed: ". */
export function outputOf(probe: Probe, container: Container, podIP: string, answer: Answer): string {
  if (probe.exec) return execOutput(probe, container, answer);
  if (probe.tcpSocket) return tcpOutput(probe, container, podIP, answer);
  if (probe.grpc) return grpcOutput(probe, podIP, answer);
  return httpOutput(probe, container, podIP, answer);
}
