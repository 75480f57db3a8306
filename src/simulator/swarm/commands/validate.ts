/** What managers refuse in a service's wishes, in their words (manager/controlapi/service.go, validateServiceSpec). */
import { parseConstraints } from "../constraint.ts";
import type { Outcome } from "../swarm-api.ts";
import type { Resources, ServiceSpec, UpdateConfig } from "../objects.ts";
import { rpcError } from "./outcome.ts";

const LEAST_NANO_CPUS = 1_000_000;
const LEAST_MEMORY = 4 * 1_024 * 1_024;

/** A DNS name component of up to 63 letters (manager/controlapi/common.go). */
const NAME = /^[a-zA-Z0-9]+(?:[-_]+[a-zA-Z0-9]+)*$/;
const LONGEST_NAME = 63;

const invalid = (text: string) => rpcError("InvalidArgument", text);

function checkName(name: string): Outcome | undefined {
  if (name === "") return invalid("meta: name must be provided");
  if (!NAME.test(name)) return invalid("name must be valid as a DNS name component");
  return name.length > LONGEST_NAME ? invalid("name must be 63 characters or fewer") : undefined;
}

function checkResources(resources: Partial<Resources> = {}): Outcome | undefined {
  const { nanoCpus = 0, memoryBytes = 0 } = resources;
  if (nanoCpus !== 0 && nanoCpus < LEAST_NANO_CPUS)
    return invalid(`invalid cpu value ${nanoCpus / 1e9}: Must be at least ${LEAST_NANO_CPUS / 1e9}`);
  if (memoryBytes !== 0 && memoryBytes < LEAST_MEMORY)
    return invalid(`invalid memory value ${memoryBytes}: Must be at least 4MiB`);
  return undefined;
}

function checkUpdate(update: UpdateConfig | undefined): Outcome | undefined {
  if (!update) return undefined;
  if (update.delayMs < 0) return invalid("TaskSpec: update-delay cannot be negative");
  if ((update.monitorMs ?? 0) < 0) return invalid("TaskSpec: update-monitor cannot be negative");
  if (update.maxFailureRatio < 0 || update.maxFailureRatio > 1)
    return invalid("TaskSpec: update-maxfailureratio cannot be less than 0 or bigger than 1");
  return undefined;
}

function checkRestart({ task }: ServiceSpec): Outcome | undefined {
  if ((task.restart?.delayMs ?? 0) < 0) return invalid("TaskSpec: restart-delay cannot be negative");
  return (task.restart?.windowMs ?? 0) < 0 ? invalid("TaskSpec: restart-window cannot be negative") : undefined;
}

function checkConstraints({ task }: ServiceSpec): Outcome | undefined {
  const parsed = parseConstraints(task.placement?.constraints ?? []);
  return "error" in parsed ? rpcError("Unknown", parsed.error) : undefined;
}

function checkImage({ task }: ServiceSpec): Outcome | undefined {
  return task.image === "" ? invalid("ContainerSpec: image reference must be provided") : undefined;
}

function checkMode({ mode, update }: ServiceSpec): Outcome | undefined {
  const isJob = mode.kind === "replicated-job" || mode.kind === "global-job";
  return isJob && update ? invalid("Jobs may not have an update config") : undefined;
}

function checkPorts({ ports = [] }: ServiceSpec): Outcome | undefined {
  const published = ports.filter((port) => port.publishedPort !== 0);
  const keys = new Set(published.map((port) => `${port.protocol}/${port.publishedPort}/${port.publishMode}`));
  return keys.size < published.length ? invalid("EndpointSpec: duplicate published ports provided") : undefined;
}

/** The first thing that is wrong, or nothing. */
export function checkSpec(spec: ServiceSpec): Outcome | undefined {
  return (
    checkName(spec.name) ??
    checkResources(spec.task.limits) ??
    checkResources(spec.task.reservations) ??
    checkRestart(spec) ??
    checkConstraints(spec) ??
    checkImage(spec) ??
    checkMode(spec) ??
    checkUpdate(spec.update) ??
    checkPorts(spec)
  );
}
