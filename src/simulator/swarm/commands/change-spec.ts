/** A service's wishes with what `docker service update` changes in them. */
import { DEFAULT_UPDATE } from "../defaults.ts";
import type { Placement, Port, RestartPolicy, ServiceSpec, TaskSpec } from "../objects.ts";
import type { ServiceChange } from "../swarm-api.ts";

/** Fields of `changes` that say something, over those of `base`. */
function over<T extends object>(base: T, changes: Partial<T>): T {
  const said = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...base, ...Object.fromEntries(said) };
}

const keyOf = (env: string) => env.split("=", 1)[0] ?? env;

function changedEnv(env: string[], { envAdd = [], envRemove = [] }: ServiceChange): string[] {
  const gone = new Set([...envAdd.map(keyOf), ...envRemove]);
  return [...env.filter((entry) => !gone.has(keyOf(entry))), ...envAdd];
}

function changedPlacement(placement: Placement, change: ServiceChange): Placement {
  const { constraintsAdd = [], constraintsRemove = [], spreadOver, maxReplicas } = change;
  const kept = (placement.constraints ?? []).filter((text) => !constraintsRemove.includes(text));
  const constraints = [...kept, ...constraintsAdd.filter((text) => !kept.includes(text))];
  return over(placement, {
    ...(constraints.length > 0 || placement.constraints ? { constraints } : {}),
    ...(spreadOver ? { spreadOver } : {}),
    ...(maxReplicas === undefined ? {} : { maxReplicas }),
  });
}

function changedPorts(ports: Port[], { portsAdd = [], portsRemove = [] }: ServiceChange): Port[] {
  const isReplaced = (port: Port) =>
    portsAdd.some((added) => added.targetPort === port.targetPort && added.protocol === port.protocol);
  return [...ports.filter((port) => !portsRemove.includes(port.targetPort) && !isReplaced(port)), ...portsAdd];
}

/** A part of the wishes with what is named changed; nothing when it was not there and nothing is named. */
function merged<T extends object>(base: T | undefined, changes: Partial<T> | undefined): T | undefined {
  return changes ? over((base ?? {}) as T, changes) : base;
}

function changedTask(task: TaskSpec, change: ServiceChange): TaskSpec {
  const { image, args, stopGraceMs, envAdd, envRemove } = change;
  const placement = changedPlacement(task.placement ?? {}, change);
  return over<Record<keyof TaskSpec, unknown>>(task as Record<keyof TaskSpec, unknown>, {
    image,
    args,
    stopGraceMs,
    env: envAdd || envRemove ? changedEnv(task.env ?? [], change) : task.env,
    limits: merged(task.limits, change.limits),
    reservations: merged(task.reservations, change.reservations),
    restart: merged<RestartPolicy>(task.restart ?? (change.restart && { condition: "any" }), change.restart),
    placement: Object.keys(placement).length > 0 ? placement : task.placement,
    forceUpdate: change.force ? (task.forceUpdate ?? 0) + 1 : task.forceUpdate,
  }) as TaskSpec;
}

export function changedSpec(spec: ServiceSpec, change: ServiceChange): ServiceSpec {
  const { mode } = spec;
  const result: ServiceSpec = { ...spec, task: changedTask(spec.task, change) };
  if (change.replicas !== undefined && mode.kind === "replicated") result.mode = { ...mode, replicas: change.replicas };
  if (change.update) result.update = over(spec.update ?? DEFAULT_UPDATE, change.update);
  if (change.rollback) result.rollback = over(spec.rollback ?? DEFAULT_UPDATE, change.rollback);
  if (change.portsAdd || change.portsRemove) result.ports = changedPorts(spec.ports ?? [], change);
  return result;
}
