/** The objects that a recorded Engine served, as the simulator's own: the state that a step's command is given. */
import { simulatedPort, simulatedSpec, simulatedTaskSpec } from "../../../lab/docker/engine/from-api.ts";
import type { Service, Task } from "../../../simulator/swarm/objects.ts";
import type { ListedNode } from "../../../simulator/swarm/swarm-api.ts";
import type { Foreign } from "../foreign.ts";

export type SwarmState = { nodes: ListedNode[]; services: Service[]; tasks: Task[] };

/** What a task of other wishes than its service's present ones was made from. */
const EARLIER = 0;

const asIs = (image: string) => image;

/** Simulated milliseconds, the recording's `epoch` being 0. Go writes nanoseconds, of which JavaScript reads the milliseconds. */
const instant = (text: string | undefined, epoch: number) => Date.parse(text ?? "") - epoch;

const meta = (object: Foreign, epoch: number) => ({
  id: object.ID,
  version: object.Version.Index,
  createdAt: instant(object.CreatedAt, epoch),
  updatedAt: instant(object.UpdatedAt, epoch),
});

function managerStatus({ ManagerStatus: status }: Foreign): Pick<ListedNode, "managerStatus"> {
  if (!status) return {};
  const { Leader = false, Reachability, Addr } = status;
  return { managerStatus: { leader: Leader, reachability: Reachability, addr: Addr } };
}

const nodeOf = (node: Foreign, epoch: number): ListedNode => ({
  ...managerStatus(node),
  kind: "node",
  ...meta(node, epoch),
  hostname: node.Description.Hostname,
  role: node.Spec.Role,
  availability: node.Spec.Availability,
  labels: node.Spec.Labels ?? {},
  engineLabels: node.Description.Engine.Labels ?? {},
  platform: { os: node.Description.Platform.OS, architecture: node.Description.Platform.Architecture },
  engineVersion: node.Description.Engine.EngineVersion,
  resources: { nanoCpus: node.Description.Resources.NanoCPUs, memoryBytes: node.Description.Resources.MemoryBytes },
  addr: node.Status.Addr,
  status: { state: node.Status.State, message: node.Status.Message ?? "" },
});

function updateStatus(status: Foreign | undefined, epoch: number): Pick<Service, "updateStatus"> {
  if (!status) return {};
  const completed = status.CompletedAt === undefined ? {} : { completedAt: instant(status.CompletedAt, epoch) };
  const startedAt = instant(status.StartedAt, epoch);
  return { updateStatus: { state: status.State, message: status.Message, startedAt, ...completed } };
}

const serviceOf = (service: Foreign, epoch: number): Service => ({
  kind: "service",
  ...meta(service, epoch),
  spec: simulatedSpec(service.Spec, asIs),
  specVersion: service.Version.Index,
  ...(service.PreviousSpec
    ? { previousSpec: simulatedSpec(service.PreviousSpec, asIs), previousSpecVersion: EARLIER }
    : {}),
  ...updateStatus(service.UpdateStatus, epoch),
  endpointPorts: (service.Endpoint.Ports ?? []).map(simulatedPort),
  virtualIps: (service.Endpoint.VirtualIPs ?? []).map(({ NetworkID, Addr }: Foreign) => ({
    networkId: NetworkID,
    addr: Addr,
  })),
});

function taskOf(task: Foreign, services: Map<string, Foreign>, epoch: number): Task {
  const service = services.get(task.ServiceID);
  const { Status: status } = task;
  const isPresent = service && JSON.stringify(task.Spec) === JSON.stringify(service.Spec.TaskTemplate);
  const ports = (service?.Endpoint.Ports ?? []).map(simulatedPort);
  return {
    kind: "task",
    ...meta(task, epoch),
    serviceId: task.ServiceID,
    slot: task.Slot ?? 0,
    ...(task.NodeID ? { nodeId: task.NodeID } : {}),
    spec: simulatedTaskSpec(task.Spec, asIs),
    specVersion: isPresent ? service.Version.Index : EARLIER,
    specPorts: ports,
    ports,
    status: {
      state: status.State,
      at: instant(status.Timestamp, epoch),
      message: status.Message,
      ...(status.Err === undefined ? {} : { err: status.Err }),
      ...(status.ContainerStatus ? { exitCode: status.ContainerStatus.ExitCode } : {}),
    },
    desiredState: task.DesiredState,
  };
}

/** `epoch` in Unix milliseconds. */
export function stateOf(objects: Foreign, epoch: number): SwarmState {
  const services = new Map<string, Foreign>(objects.services.map((service: Foreign) => [service.ID, service]));
  return {
    nodes: objects.nodes.map((node: Foreign) => nodeOf(node, epoch)),
    services: objects.services.map((service: Foreign) => serviceOf(service, epoch)),
    tasks: objects.tasks.map((task: Foreign) => taskOf(task, services, epoch)),
  };
}

/** The same objects, told with another instant 0, `later` milliseconds after the old one. */
export function shifted(state: SwarmState, later: number): SwarmState {
  const move = <T extends { createdAt: number; updatedAt: number }>(object: T): T => ({
    ...object,
    createdAt: object.createdAt - later,
    updatedAt: object.updatedAt - later,
  });
  return {
    nodes: state.nodes.map(move),
    services: state.services.map((service) => {
      const { updateStatus: status } = service;
      if (!status) return move(service);
      const completed = status.completedAt === undefined ? {} : { completedAt: status.completedAt - later };
      return { ...move(service), updateStatus: { ...status, startedAt: status.startedAt - later, ...completed } };
    }),
    tasks: state.tasks.map((task) => ({ ...move(task), status: { ...task.status, at: task.status.at - later } })),
  };
}
