/** A service of a Compose file as the Engine's wishes for a service (docker/cli, cli/compose/convert/service.go). */
import { own } from "../../../shell/own.ts";
import { parsePorts } from "../../command/flag-syntax.ts";
import { keyValues } from "../../engine/key-values.ts";
import type {
  ApiMode,
  ApiPort,
  ApiResources,
  ApiServiceSpec,
  ApiTaskSpec,
  ApiUpdateConfig,
} from "../../engine/objects.ts";
import { said } from "../../engine/to-api.ts";
import { parseBytes, parseCpus } from "../../format/sizes.ts";
import { convertContainer } from "./container.ts";
import { IMAGE, scoped, stackLabels } from "./names.ts";
import type { Compose, ComposeService } from "./load.ts";
import { convertRestart } from "./restart.ts";
import { duration, list, number, pairs, part, text, texts, type Part } from "./values.ts";

/** The name that the stack's network has in the swarm, and whether the file makes it. */
export function networkOf(namespace: string, name: string, definition: unknown): { name: string; isExternal: boolean } {
  const { name: wanted, external } = part(definition);
  const isExternal = external !== undefined && external !== false;
  const given = text(wanted) ?? text(part(external)["name"]);
  return { name: given ?? (isExternal ? name : scoped(namespace, name)), isExternal };
}

/** The names that a service gives its networks; the default one when it gives none. */
export function networkNames(service: ComposeService): string[] {
  const { networks } = service;
  const names = Array.isArray(networks) ? texts(networks) : Object.keys(part(networks));
  return names.length === 0 ? ["default"] : names;
}

const REPLICATED_ONLY = "replicas can only be used with replicated or replicated-job mode";

/** By the file's name of the mode, given how many replicas are wanted. */
const MODES: Readonly<Record<string, (replicas: number) => ApiMode>> = {
  global: () => ({ Global: {} }),
  "global-job": () => ({ GlobalJob: {} }),
  replicated: (replicas) => ({ Replicated: { Replicas: replicas } }),
  "replicated-job": (replicas) => ({ ReplicatedJob: { MaxConcurrent: replicas, TotalCompletions: replicas } }),
};

function convertMode(deploy: Part): { mode: ApiMode } | { error: string } {
  const replicas = number(deploy["replicas"]);
  const name = text(deploy["mode"]) ?? "replicated";
  if (name.startsWith("global") && replicas !== undefined) return { error: REPLICATED_ONLY };
  const make = own(MODES, name);
  return make ? { mode: make(replicas ?? 1) } : { error: `Unknown mode: ${name}` };
}

function convertUpdate(value: unknown): ApiUpdateConfig | undefined {
  if (value === undefined) return undefined;
  const config = part(value);
  return said<ApiUpdateConfig>({
    Parallelism: number(config["parallelism"]) ?? 1,
    Delay: duration(config["delay"]),
    FailureAction: text(config["failure_action"]),
    Monitor: duration(config["monitor"]),
    MaxFailureRatio: number(config["max_failure_ratio"]) ?? 0,
    Order: text(config["order"]) ?? "",
  });
}

/** The amounts, or the complaint about one that is none. */
function convertAmounts(
  value: unknown,
  path: string,
): { amounts: ApiResources & { Pids?: number } } | { error: string } {
  const { cpus, memory, pids } = part(value);
  const parsed = cpus === undefined ? { nanoCpus: 0 } : parseCpus(String(cpus));
  if ("error" in parsed) return parsed;
  const bytes = memory === undefined ? 0 : parseBytes(String(memory));
  if (bytes === undefined) return { error: `${path}.memory: invalid size: '${String(memory)}'` };
  return {
    amounts: said<ApiResources & { Pids?: number }>({
      NanoCPUs: parsed.nanoCpus === 0 ? undefined : parsed.nanoCpus,
      MemoryBytes: bytes === 0 ? undefined : bytes,
      Pids: number(pids),
    }),
  };
}

function convertResources(value: unknown): { resources: ApiTaskSpec["Resources"] } | { error: string } {
  const { limits, reservations } = part(value);
  const most = convertAmounts(limits, "limits");
  if ("error" in most) return most;
  const least = convertAmounts(reservations, "reservations");
  if ("error" in least) return least;
  return {
    resources: {
      ...(limits === undefined ? {} : { Limits: most.amounts }),
      ...(reservations === undefined ? {} : { Reservations: least.amounts }),
    },
  };
}

function convertPort(value: unknown): ApiPort[] {
  if (typeof value !== "object") {
    const parsed = parsePorts(String(value));
    return "ports" in parsed ? parsed.ports : [];
  }
  const { mode, target, published, protocol } = part(value);
  return [
    said<ApiPort>({
      Protocol: text(protocol) ?? "tcp",
      TargetPort: number(target) ?? 0,
      PublishedPort: number(published),
      PublishMode: text(mode) ?? "ingress",
    }),
  ];
}

const byPublished = (a: ApiPort, b: ApiPort) => (a.PublishedPort ?? 0) - (b.PublishedPort ?? 0);

function convertPlacement(value: unknown): NonNullable<ApiTaskSpec["Placement"]> {
  const { constraints, preferences, max_replicas_per_node: most } = part(value);
  return said<NonNullable<ApiTaskSpec["Placement"]>>({
    Constraints: constraints === undefined ? undefined : texts(constraints),
    Preferences:
      preferences === undefined
        ? undefined
        : list(preferences).map((one) => ({ Spread: { SpreadDescriptor: String(part(one)["spread"]) } })),
    MaxReplicas: number(most),
  });
}

/** `name` is the service's in the file. The image is as written there. */
export function convertService(
  namespace: string,
  name: string,
  compose: Compose,
): { spec: ApiServiceSpec } | { error: string } {
  const service = compose.services[name] ?? {};
  const deploy = part(service["deploy"]);
  const mode = convertMode(deploy);
  if ("error" in mode) return mode;
  const resources = convertResources(deploy["resources"]);
  if ("error" in resources) return resources;
  const Ports = list(service["ports"]).flatMap(convertPort).toSorted(byPublished);
  const image = String(service["image"]);
  const logging = part(service["logging"]);
  const networks = networkNames(service).map(
    (network) => networkOf(namespace, network, compose.networks[network]).name,
  );
  return {
    spec: said<ApiServiceSpec>({
      Name: scoped(namespace, name),
      Labels: { ...stackLabels(namespace, deploy["labels"]), [IMAGE]: image },
      TaskTemplate: said<ApiTaskSpec>({
        ContainerSpec: convertContainer(namespace, service, compose),
        Resources: resources.resources,
        RestartPolicy: convertRestart(service["restart"], deploy["restart_policy"]),
        Placement: convertPlacement(deploy["placement"]),
        Networks: networks.toSorted().map((Target) => ({ Target, Aliases: [name] })),
        LogDriver:
          service["logging"] === undefined
            ? undefined
            : { Name: text(logging["driver"]) ?? "", Options: keyValues(pairs(logging["options"])) },
        ForceUpdate: 0,
      }),
      Mode: mode.mode,
      UpdateConfig: convertUpdate(deploy["update_config"]),
      RollbackConfig: convertUpdate(deploy["rollback_config"]),
      EndpointSpec: { Mode: text(deploy["endpoint_mode"]) ?? "vip", ...(Ports.length > 0 ? { Ports } : {}) },
    }),
  };
}
