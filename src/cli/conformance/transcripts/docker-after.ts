/** The state after a step that changed something: ours, with what was recorded of services and tasks (`objects_after`) put in its place. */
import type { Service, Task } from "../../../simulator/swarm/objects.ts";
import type { Foreign } from "../foreign.ts";
import type { SwarmState } from "./docker-state.ts";

/** A service that came by the step has the identity that its recorded tasks name. */
function identityOf(service: Service, known: ReadonlySet<string>, after: Foreign): string {
  if (known.has(service.id)) return service.id;
  return after.tasks.find((task: Foreign) => !known.has(task.ServiceID))?.ServiceID ?? service.id;
}

type Before = {
  /** The identities of the services before the step. */
  known: ReadonlySet<string>;
  /** When what is new became what it is, in milliseconds of the state's time. */
  since: number;
};

export function corrected(ours: SwarmState, after: Foreign, { known, since }: Before): SwarmState {
  // A service that was created without a name takes the one that chance gave it when it was recorded.
  const names = new Set(ours.services.map(({ spec }) => spec.name));
  const services = ours.services.flatMap((service) => {
    const isNew = !known.has(service.id);
    const recorded =
      after.services.find(({ Name }: Foreign) => Name === service.spec.name) ??
      (isNew ? after.services.find(({ Name }: Foreign) => !names.has(Name)) : undefined);
    if (!recorded) return [];
    const { Replicated } = recorded.Mode;
    const mode = Replicated ? { kind: "replicated" as const, replicas: Replicated.Replicas } : service.spec.mode;
    const task = { ...service.spec.task, image: recorded.Image };
    return [
      { ...service, id: identityOf(service, known, after), spec: { ...service.spec, name: recorded.Name, mode, task } },
    ];
  });
  const byId = new Map(services.map((service) => [service.id, service]));
  const before = new Map(ours.tasks.map((task) => [task.id, task]));
  const tasks = after.tasks.flatMap((task: Foreign) => {
    const service = byId.get(task.ServiceID);
    return service ? [taskAfter(task, before.get(task.ID), service, since)] : [];
  });
  return { nodes: ours.nodes, services, tasks };
}

function taskAfter(recorded: Foreign, own: Task | undefined, service: Service, since: number): Task {
  const isSame = own?.status.state === recorded.Status;
  const fresh: Task = {
    kind: "task",
    id: recorded.ID,
    version: service.version,
    createdAt: since,
    updatedAt: since,
    serviceId: service.id,
    slot: recorded.Slot ?? 0,
    spec: service.spec.task,
    specVersion: service.specVersion,
    specPorts: service.spec.ports ?? [],
    ports: service.endpointPorts,
    status: { state: recorded.Status, at: since, message: "" },
    desiredState: recorded.DesiredState,
  };
  const nodeId = recorded.NodeID ? { nodeId: recorded.NodeID } : {};
  return {
    ...(own ?? fresh),
    ...nodeId,
    desiredState: recorded.DesiredState,
    status: own && isSame ? { ...own.status, at: Math.min(own.status.at, since) } : fresh.status,
  };
}
