/** `kubectl create service clusterip|nodeport|loadbalancer|externalname`. Kubernetes 1.36, kubectl, pkg/cmd/create/create_service.go. */
import { listOf, numberOf, textOf } from "../../flag-value.ts";
import type { Flags } from "../../flags.ts";
import type { Begun } from "../begin.ts";
import { createGroup } from "../subcommands.ts";
import { createGenerator, type Generated } from "./generator.ts";

const TCP: Flags = { tcp: { type: "strings" } };

type Port = { name: string; port: number; protocol: "TCP"; targetPort: number | string; nodePort?: number };

const NOT_A_PORT = "must be between 1 and 65535, inclusive";
const PORT_NAME = /^(?=.{1,15}$)(?!.*--)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** What is wrong with the port of the Service itself. */
function ownPortProblem(port: string): string | undefined {
  const parsing = `strconv.ParseUint: parsing ${JSON.stringify(port)}`;
  if (!/^\d+$/.test(port)) return `${parsing}: invalid syntax`;
  return Number(port) > 65_535 ? `${parsing}: value out of range` : undefined;
}

const isNumber = (text: string) => /^[+-]?\d+$/.test(text);

/** What is wrong with the port of the container, a number or a name. */
function targetProblem(target: string): string | undefined {
  if (isNumber(target)) return Number(target) >= 1 && Number(target) <= 65_535 ? undefined : NOT_A_PORT;
  return PORT_NAME.test(target) && /[a-z]/.test(target)
    ? undefined
    : "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)";
}

/** "80", "80:8080", "80:http"; what is wrong with it otherwise. */
function readPort(text: string, nodePort: number): Port | string {
  const [port = "", target] = text.split(":");
  const problem = ownPortProblem(port) ?? (target === undefined ? undefined : targetProblem(target));
  if (problem !== undefined) return problem;
  const aimed = target ?? port;
  return {
    name: text.replaceAll(":", "-"),
    port: Number(port),
    protocol: "TCP",
    targetPort: isNumber(aimed) ? Number(aimed) : aimed,
    ...(nodePort > 0 ? { nodePort } : {}),
  };
}

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function problemOf({ read }: Begun, type: string): string | undefined {
  const clusterIP = textOf(read, "clusterip");
  if (clusterIP !== "None" && listOf(read, "tcp").length === 0 && type !== "ExternalName")
    return "at least one tcp port specifier must be provided";
  const external = textOf(read, "external-name");
  return type === "ExternalName" && !SUBDOMAIN.test(external) ? `invalid service external name ${external}` : undefined;
}

const generate =
  (type: string) =>
  (begun: Begun, name: string): Generated => {
    const { read } = begun;
    const problem = problemOf(begun, type);
    if (problem !== undefined) return { problem };
    const ports: Port[] = [];
    for (const text of listOf(read, "tcp")) {
      const port = readPort(text, numberOf(read, "node-port") ?? 0);
      if (typeof port === "string") return { problem: port };
      ports.push(port);
    }
    const [externalName, clusterIP] = [textOf(read, "external-name"), textOf(read, "clusterip")];
    const spec = {
      ...(ports.length > 0 ? { ports } : {}),
      selector: { app: name },
      type,
      ...(externalName ? { externalName } : {}),
      ...(clusterIP ? { clusterIP } : {}),
    };
    const metadata = { name, labels: { app: name } };
    return { manifest: { apiVersion: "v1", kind: "Service", metadata, spec, status: { loadBalancer: {} } } };
  };

const of = (type: string, flags: Flags) =>
  createGenerator({
    kind: "Service",
    command: `kubectl create service ${type.toLowerCase()}`,
    refused: `failed to create ${type} service:`,
    flags: { ...TCP, ...flags },
    generate: generate(type),
  });

export const createService = createGroup("kubectl create service", {
  clusterip: of("ClusterIP", { clusterip: { type: "text" } }),
  externalname: of("ExternalName", { "external-name": { type: "text", required: true } }),
  loadbalancer: of("LoadBalancer", {}),
  nodeport: of("NodePort", { "node-port": { type: "int", value: "0" } }),
});
