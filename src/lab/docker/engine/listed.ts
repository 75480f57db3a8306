/** A simulated swarm's objects as the Engine API serves them. `epoch` is the Unix time, in milliseconds, of the simulation's instant 0. */
import type { Service, ServiceSpec, Task } from "../../../simulator/swarm/objects.ts";
import type { ListedNode, ListedService } from "../../../simulator/swarm/swarm-api.ts";
import { derivedHash, derivedId } from "./derived.ts";
import type { ApiNode, ApiService, ApiServiceSpec, ApiTask, TlsInfo } from "./objects.ts";
import { apiPort, apiTaskSpec, said } from "./to-api.ts";

export type View = {
  epoch: number;
  pin(image: string): string;
  /** A service's wishes in the Engine's words; nobody changes them. */
  spec(wishes: ServiceSpec): ApiServiceSpec;
  tls: TlsInfo;
};

const PLUGINS = [
  { Type: "Log", Name: "json-file" },
  { Type: "Log", Name: "local" },
  { Type: "Network", Name: "bridge" },
  { Type: "Network", Name: "overlay" },
  { Type: "Volume", Name: "local" },
];

type Meta = { id: string; version: number; createdAt: number; updatedAt: number };

const metaOf = ({ id, version, createdAt, updatedAt }: Meta, { epoch }: View) => ({
  ID: id,
  Version: { Index: version },
  CreatedAt: epoch + createdAt,
  UpdatedAt: epoch + updatedAt,
});

export function apiNode(node: ListedNode, view: View): ApiNode {
  const { managerStatus: manager } = node;
  return said<ApiNode>({
    ...metaOf(node, view),
    Spec: { Labels: node.labels, Role: node.role, Availability: node.availability },
    Description: {
      Hostname: node.hostname,
      Platform: { Architecture: node.platform.architecture, OS: node.platform.os },
      Resources: { NanoCPUs: node.resources.nanoCpus, MemoryBytes: node.resources.memoryBytes },
      Engine: { EngineVersion: node.engineVersion, Labels: node.engineLabels, Plugins: PLUGINS },
      TLSInfo: view.tls,
    },
    Status: { State: node.status.state, Message: node.status.message, Addr: node.addr },
    ManagerStatus: manager && { Leader: manager.leader, Reachability: manager.reachability, Addr: manager.addr },
  });
}

const INGRESS = derivedId("network ingress");

/** An address of the ingress network for a service, the same each time. */
function virtualIps(service: Service): { NetworkID: string; Addr: string }[] {
  if (service.virtualIps)
    return service.virtualIps.map(({ networkId, addr }) => ({ NetworkID: networkId, Addr: addr }));
  if (!service.endpointPorts.some(({ publishMode }) => publishMode === "ingress")) return [];
  const low = 2 + (Number.parseInt(derivedId(service.id, 3), 36) % 250);
  return [{ NetworkID: INGRESS, Addr: `10.0.0.${low}/24` }];
}

function updateStatus({ updateStatus: status }: Service, { epoch }: View): ApiService["UpdateStatus"] {
  if (!status) return undefined;
  const { state, message, startedAt, completedAt } = status;
  return said<NonNullable<ApiService["UpdateStatus"]>>({
    State: state,
    StartedAt: epoch + startedAt,
    CompletedAt: completedAt === undefined ? undefined : epoch + completedAt,
    Message: message,
  });
}

export function apiService(service: ListedService, view: View): ApiService {
  const spec = view.spec(service.spec);
  const ports = service.endpointPorts.map(apiPort);
  return said<ApiService>({
    ...metaOf(service, view),
    Spec: spec,
    PreviousSpec: service.previousSpec && view.spec(service.previousSpec),
    Endpoint: {
      ...(spec.EndpointSpec ? { Spec: spec.EndpointSpec } : {}),
      ...(ports.length > 0 ? { Ports: ports } : {}),
      VirtualIPs: virtualIps(service),
    },
    UpdateStatus: updateStatus(service, view),
    ServiceStatus: {
      RunningTasks: service.running,
      DesiredTasks: service.desired,
      CompletedTasks: service.completed,
    },
    JobStatus:
      service.jobIteration === undefined
        ? undefined
        : { JobIteration: { Index: service.jobIteration }, LastExecution: view.epoch + service.updatedAt },
  });
}

/** What has a container. */
const WITH_CONTAINER = ["starting", "running", "complete", "shutdown", "failed"];

/** A port in host mode belongs to the task's own node, while it runs. */
const hostPorts = (task: Task) =>
  task.status.state === "running" ? task.ports.filter(({ publishMode }) => publishMode === "host").map(apiPort) : [];

export function apiTask(task: Task, view: View): ApiTask {
  const { state, message, err, exitCode, at } = task.status;
  const ports = hostPorts(task);
  const container = { ContainerID: derivedHash(task.id), PID: 0, ExitCode: exitCode ?? 0 };
  return said<ApiTask>({
    ...metaOf(task, view),
    Spec: apiTaskSpec(task.spec, view.pin),
    ServiceID: task.serviceId,
    Slot: task.slot === 0 ? undefined : task.slot,
    NodeID: task.nodeId,
    Status: said<ApiTask["Status"]>({
      Timestamp: view.epoch + at,
      State: state,
      Message: message,
      Err: err,
      ContainerStatus: WITH_CONTAINER.includes(state) ? container : undefined,
      PortStatus: ports.length > 0 ? { Ports: ports } : {},
    }),
    DesiredState: task.desiredState,
    JobIteration: task.jobIteration === undefined ? undefined : { Index: task.jobIteration },
  });
}
