/** Commands on services: what managers do for them (manager/controlapi/service.go), and what the docker client prints, detached. */
import { newId } from "../identity.ts";
import type { Service, ServiceSpec } from "../objects.ts";
import { isJob } from "../orchestrator/tasks.ts";
import { allocatePorts, portConflict } from "../ports.ts";
import type { Outcome, ServiceChange } from "../swarm-api.ts";
import type { World } from "../world.ts";
import { changedSpec } from "./change-spec.ts";
import { findService } from "./find.ts";
import { changed, daemonError, refused, rpcError } from "./outcome.ts";
import { checkSpec } from "./validate.ts";

export function createService({ store, random }: World, spec: ServiceSpec): Outcome {
  const wrong = checkSpec(spec);
  if (wrong) return wrong;
  const services = store.services();
  const conflict = portConflict(spec, services);
  if (conflict) return rpcError("InvalidArgument", conflict);
  if (services.some((service) => service.spec.name === spec.name))
    return rpcError("AlreadyExists", `name conflicts with an existing object: service ${spec.name} already exists`);
  const service: Service = {
    kind: "service",
    id: newId(random),
    version: 0,
    createdAt: 0,
    updatedAt: 0,
    spec,
    specVersion: 0,
    endpointPorts: allocatePorts(spec, services),
  };
  store.commit((write) => void write.put(isJob(service) ? { ...service, jobIteration: 0 } : service));
  return changed(service.id);
}

/** The service with new wishes. The spec's version is the store's version of the service that is replaced. */
function withSpec(world: World, service: Service, spec: ServiceSpec): Service {
  const { updateStatus: _, ...rest } = service;
  const others = world.store.services().filter(({ id }) => id !== service.id);
  return {
    ...rest,
    spec,
    specVersion: service.version,
    previousSpec: service.spec,
    previousSpecVersion: service.specVersion,
    endpointPorts: allocatePorts(spec, others),
    ...(isJob(service) ? { jobIteration: (service.jobIteration ?? 0) + 1 } : {}),
  };
}

function change(world: World, service: Service, spec: ServiceSpec): Outcome | undefined {
  const wrong = checkSpec(spec);
  if (wrong) return wrong;
  const conflict = portConflict(spec, world.store.services(), service.id);
  if (conflict) return rpcError("InvalidArgument", conflict);
  world.store.commit((write) => void write.put(withSpec(world, service, spec)));
  return undefined;
}

const notFound = (name: string) => daemonError(`service ${name} not found`);

const SCALABLE = "can only be used with replicated or replicated-job mode";

export function scale(world: World, name: string, replicas: number): Outcome {
  const about = (outcome: Outcome) => refused(`${name}: ${outcome.text}`);
  if (!Number.isInteger(replicas) || replicas < 0)
    return refused(
      `${name}: invalid replicas value ${replicas}: strconv.ParseUint: parsing "${replicas}": invalid syntax`,
    );
  const service = findService(world.store, name);
  if (!service) return about(notFound(name));
  const { mode } = service.spec;
  if (mode.kind === "global" || mode.kind === "global-job") return refused(`${name}: scale ${SCALABLE}`);
  const scaled = mode.kind === "replicated" ? { ...mode, replicas } : { ...mode, totalCompletions: replicas };
  const wrong = change(world, service, { ...service.spec, mode: scaled });
  return wrong ? about(wrong) : changed(`${name} scaled to ${replicas}`);
}

export function updateService(world: World, name: string, wish: ServiceChange): Outcome {
  const service = findService(world.store, name);
  if (!service) return notFound(name);
  if (wish.replicas !== undefined && service.spec.mode.kind !== "replicated") return refused(`replicas ${SCALABLE}`);
  return change(world, service, changedSpec(service.spec, wish)) ?? changed(name);
}

export function setService(world: World, name: string, spec: ServiceSpec): Outcome {
  const service = findService(world.store, name);
  if (!service) return notFound(name);
  if (service.spec.mode.kind !== spec.mode.kind) return rpcError("Unimplemented", "service mode change is not allowed");
  if (service.spec.name !== spec.name) return rpcError("Unimplemented", "renaming services is not supported");
  return change(world, service, spec) ?? changed(name);
}

/** To the wishes before the last change; a second rollback goes back again. */
export function rollback(world: World, name: string): Outcome {
  const { store, loop } = world;
  const service = findService(store, name);
  if (!service) return notFound(name);
  const { previousSpec } = service;
  if (!previousSpec) return rpcError("FailedPrecondition", `service ${service.id} does not have a previous spec`);
  const back: Service = {
    ...withSpec(world, service, previousSpec),
    specVersion: service.previousSpecVersion ?? 0,
    updateStatus: { state: "rollback_started", message: "manually requested rollback", startedAt: loop.now() },
  };
  store.commit((write) => void write.put(back));
  return changed(name);
}

export function removeService({ store }: World, name: string): Outcome {
  const service = findService(store, name);
  if (!service) return notFound(name);
  store.commit((write) => write.remove(service));
  return changed(name);
}
