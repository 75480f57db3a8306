/** What a simulated swarm can be asked and told. Instants and spans are milliseconds of simulated time. */
import type { Outcome, Sample, Traffic, Workload } from "../kubernetes/cluster-api.ts";
import type {
  Labels,
  Node,
  Port,
  Resources,
  RestartPolicy,
  Service,
  ServiceSpec,
  Task,
  UpdateConfig,
} from "./objects.ts";
import type { Change } from "./store.ts";
import type { Behaviour, Settings } from "./world.ts";

export type NodeSetup = {
  name: string;
  role?: Node["role"];
  /** Whole CPUs and bytes. */
  cpus: number;
  memoryBytes: number;
  labels?: Labels;
  engineLabels?: Labels;
  platform?: Node["platform"];
  availability?: Node["availability"];
};

export type SwarmSetup = {
  /** The first manager leads. At least one must be a manager; of none, the first node is made one. */
  nodes: NodeSetup[];
  /** Running, all their tasks started, when the scenario begins. One that managers would refuse is a RangeError. */
  services: ServiceSpec[];
  /** By image; other images start in about a second and run for ever. */
  behaviours?: Record<string, Behaviour>;
  /** Whether an image without a behaviour of its own can be pulled; any can when nothing is said. */
  hasImage?: (image: string) => boolean;
  settings?: Partial<Settings>;
  /** Instead of `nodes` and `services`, when it is given: the objects of a swarm at its instant 0, as they are. Nodes that are not ready are off. */
  state?: { nodes: Node[]; services: Service[]; tasks: Task[] };
  /** Requests to the published port of a service; readings are of the first. */
  traffic?: { service: string; traffic: Traffic; workload: Workload }[];
};

/** `docker service update`: what is named is changed, the rest stays. */
export type ServiceChange = {
  image?: string;
  args?: string[];
  replicas?: number;
  force?: boolean;
  envAdd?: string[];
  envRemove?: string[];
  limits?: Partial<Resources>;
  reservations?: Partial<Resources>;
  restart?: Partial<RestartPolicy>;
  stopGraceMs?: number;
  update?: Partial<UpdateConfig>;
  rollback?: Partial<UpdateConfig>;
  constraintsAdd?: string[];
  constraintsRemove?: string[];
  spreadOver?: string[];
  maxReplicas?: number;
  portsAdd?: Port[];
  /** Target ports. */
  portsRemove?: number[];
};

/** `docker node update`. */
export type NodeChange = {
  availability?: Node["availability"];
  role?: Node["role"];
  labelsAdd?: Labels;
  labelsRemove?: string[];
};

/** A manager's part in Raft, as `docker node ls` shows it. */
type ManagerStatus = { leader: boolean; reachability: "reachable" | "unreachable"; addr: string };

export type ListedNode = Node & { managerStatus?: ManagerStatus };

/** `docker service ls`: tasks that run, and that should. */
export type ListedService = Service & { running: number; desired: number; completed: number };

export type { Change, Outcome, Sample };

export type Swarm = {
  /** Simulated milliseconds since the scenario began. */
  now(): number;
  /** Lets simulated time pass up to `until` (never backwards). Bounded: throws RangeError past the limits of span, events and objects. */
  run(until: number): void;
  /** Why managers answer nothing: the daemon's error text, while there is no leader. */
  unavailable(): string | undefined;
  services(): ListedService[];
  /** Of all services, or of one: by slot or node, newest first, as `docker service ps` lists them. */
  tasks(service?: string): Task[];
  nodes(): ListedNode[];
  /** By name, identity, or the beginning of an identity that only one has. */
  service(name: string): ListedService | undefined;
  node(name: string): ListedNode | undefined;
  createService(spec: ServiceSpec): Outcome;
  scale(service: string, replicas: number): Outcome;
  updateService(service: string, change: ServiceChange): Outcome;
  rollback(service: string): Outcome;
  /** The whole of a service's wishes at once, as the Engine API's ServiceUpdate does. */
  setService(service: string, spec: ServiceSpec): Outcome;
  removeService(service: string): Outcome;
  updateNode(node: string, change: NodeChange): Outcome;
  promote(node: string): Outcome;
  demote(node: string): Outcome;
  removeNode(node: string, force?: boolean): Outcome;
  /** The machine stops dead; the swarm finds out by itself. */
  killNode(node: string): Outcome;
  startNode(node: string): Outcome;
  /** Those of a service's tasks that are what it wishes now (manager/controlapi/task.go, UpToDate). */
  upToDateTasks(service: string): Task[];
  isOn(node: string): boolean;
  /** Whether a registry has the image. */
  hasImage(image: string): boolean;
  /** `docker swarm update --task-history-limit`. */
  setTaskHistoryLimit(limit: number): Outcome;
  taskHistoryLimit(): number;
  /** `docker kill` of a running task's container, on its node. */
  killTask(taskId: string): Outcome;
  /**
   * The tasks among which requests to this port of a node are spread now. Every node accepts an ingress port, and the ingress network takes
   * the request to any running task; a port in host mode leads to the node's own task. A machine that is off answers nothing.
   */
  reachedBy(publishedPort: number, node: string): Task[];
  /** Readings of the first service with traffic, oldest first, every 5 s. */
  samples(): Sample[];
  /** Node-milliseconds of machines that were up, and task-milliseconds of running tasks. */
  cost(): { nodeMs: number; taskMs: number };
  /** Calls with every change of the store from now on. */
  onChange(note: (at: number, change: Change) => void): void;
  /** A hash of everything that happened: the same setup, seed and commands at the same times give the same. */
  hash(): string;
};
