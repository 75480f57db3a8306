/** The objects of a swarm, as SwarmKit's store holds them (api/objects.proto, api/specs.proto). Instants and spans are milliseconds of simulated time. */

export type Labels = Record<string, string>;

/** What the Engine API calls a task's states, in their order (api/types.proto, TaskState). A task's state never goes back. */
export const TASK_STATES = [
  "new",
  "pending",
  "assigned",
  "accepted",
  "preparing",
  "ready",
  "starting",
  "running",
  "complete",
  "shutdown",
  "failed",
  "rejected",
  "remove",
  "orphaned",
] as const;

export type TaskState = (typeof TASK_STATES)[number];

const RANKS = new Map<TaskState, number>(TASK_STATES.map((state, index) => [state, index]));

const rank = (state: TaskState) => RANKS.get(state) ?? 0;

export const isBefore = (state: TaskState, other: TaskState) => rank(state) < rank(other);
export const isAfter = (state: TaskState, other: TaskState) => rank(state) > rank(other);

export type Resources = { nanoCpus: number; memoryBytes: number };

export type RestartPolicy = {
  condition: "any" | "on-failure" | "none";
  delayMs?: number;
  /** 0 or nothing: without end. */
  maxAttempts?: number;
  /** 0 or nothing: attempts are counted over the whole life. */
  windowMs?: number;
};

export type Platform = { os: string; architecture: string };

export type Placement = {
  constraints?: string[];
  /** What to spread evenly over, `node.labels.NAME` or `engine.labels.NAME`, outermost first. */
  spreadOver?: string[];
  /** 0 or nothing: any number. */
  maxReplicas?: number;
  platforms?: Platform[];
};

/** Fields of the Engine API by their names there. */
type Fields = Readonly<Record<string, unknown>>;

/** The part of a service's wishes that its tasks carry; tasks are replaced when it changes. */
export type TaskSpec = {
  image: string;
  args?: string[];
  env?: string[];
  labels?: Labels;
  stopGraceMs?: number;
  limits?: Partial<Resources>;
  reservations?: Partial<Resources>;
  restart?: RestartPolicy;
  placement?: Placement;
  /** Counted up by `docker service update --force`. */
  forceUpdate?: number;
  /** What the Engine API holds besides, by the part of its task template: shown, and tasks are replaced when it changes; nothing acts upon it. */
  unmodelled?: { container: Fields; template: Fields; limits: Fields };
};

export type UpdateConfig = {
  /** 0: all at once. */
  parallelism: number;
  delayMs: number;
  order: "stop-first" | "start-first";
  monitorMs?: number;
  failureAction: "pause" | "continue" | "rollback";
  /** 0 to 1: how great a share of failed tasks is let pass. */
  maxFailureRatio: number;
};

export type Port = {
  protocol: "tcp" | "udp" | "sctp";
  targetPort: number;
  /** 0: chosen by the swarm. */
  publishedPort: number;
  /** ingress: every node accepts; host: only the task's own node. */
  publishMode: "ingress" | "host";
};

export type Mode =
  | { kind: "replicated"; replicas: number }
  | { kind: "global" }
  | { kind: "replicated-job"; maxConcurrent: number; totalCompletions: number }
  | { kind: "global-job" };

export type ServiceSpec = {
  name: string;
  labels?: Labels;
  mode: Mode;
  task: TaskSpec;
  update?: UpdateConfig;
  rollback?: UpdateConfig;
  ports?: Port[];
  /** Carried along as in tasks: `vip` or `dnsrr`. */
  unmodelled?: { endpointMode: string };
};

type UpdateState = "updating" | "paused" | "completed" | "rollback_started" | "rollback_paused" | "rollback_completed";

type UpdateStatus = { state: UpdateState; message: string; startedAt: number; completedAt?: number };

type Meta = {
  id: string;
  /** The store's count of changes when the object was last changed. */
  version: number;
  createdAt: number;
  updatedAt: number;
};

export type Service = Meta & {
  kind: "service";
  spec: ServiceSpec;
  /** Which version of the wishes this is; tasks made from it carry the same. */
  specVersion: number;
  previousSpec?: ServiceSpec;
  previousSpecVersion?: number;
  updateStatus?: UpdateStatus;
  /** Jobs only: counted up with every update, each of which runs the job again. */
  jobIteration?: number;
  /** Ports with those that the swarm chose. */
  endpointPorts: Port[];
  /** Where the service is reached on its networks, of a swarm whose state was given; the simulation reaches services by name. */
  virtualIps?: { networkId: string; addr: string }[];
};

export type TaskStatus = {
  state: TaskState;
  /** When the state was reached. */
  at: number;
  /** When a manager wrote down what an agent reported. */
  appliedAt?: number;
  message: string;
  err?: string;
  exitCode?: number;
};

export type Task = Meta & {
  kind: "task";
  serviceId: string;
  /** From 1 in replicated services; 0 in global ones, whose tasks go by their node. */
  slot: number;
  nodeId?: string;
  spec: TaskSpec;
  specVersion: number;
  /** The service's ports when the task was made: as wished, and with those that the swarm chose. */
  specPorts: Port[];
  ports: Port[];
  status: TaskStatus;
  desiredState: TaskState;
  jobIteration?: number;
};

export type Node = Meta & {
  kind: "node";
  hostname: string;
  role: "manager" | "worker";
  availability: "active" | "pause" | "drain";
  labels: Labels;
  engineLabels: Labels;
  platform: Platform;
  engineVersion: string;
  resources: Resources;
  addr: string;
  status: { state: "unknown" | "down" | "ready" | "disconnected"; message: string };
};

export type SwarmObject = Service | Task | Node;
