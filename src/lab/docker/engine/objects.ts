/** What the Engine API 1.50 serves of a swarm (docker/docker, api/types/swarm). Instants are Unix milliseconds, spans nanoseconds, as Go's Duration. */

export type Labels = Record<string, string>;

/** Fields that the simulator shows and compares, and does not act upon. */
export type Rest = Readonly<Record<string, unknown>>;

type Meta = { ID: string; Version: { Index: number }; CreatedAt: number; UpdatedAt: number };

type Plugin = { Type: string; Name: string };

export type TlsInfo = { TrustRoot: string; CertIssuerSubject: string; CertIssuerPublicKey: string };

export type ApiNodeSpec = {
  Name?: string;
  Labels: Labels;
  Role: string;
  Availability: string;
};

export type ApiNode = Meta & {
  Spec: ApiNodeSpec;
  Description: {
    Hostname: string;
    Platform: { Architecture: string; OS: string };
    Resources: { NanoCPUs: number; MemoryBytes: number };
    Engine: { EngineVersion: string; Labels?: Labels; Plugins?: Plugin[] };
    TLSInfo?: TlsInfo;
  };
  Status: { State: string; Message?: string; Addr: string };
  ManagerStatus?: { Leader?: boolean; Reachability: string; Addr: string };
};

export type ApiResources = { NanoCPUs?: number; MemoryBytes?: number };

export type ApiRestartPolicy = { Condition?: string; Delay?: number; MaxAttempts?: number; Window?: number };

export type ApiPlacement = {
  Constraints?: string[];
  Preferences?: { Spread?: { SpreadDescriptor: string } }[];
  MaxReplicas?: number;
  Platforms?: { Architecture: string; OS: string }[];
};

export type Network = { Target: string; Aliases?: string[] };

type Mount = { Type: string; Source?: string; Target: string; ReadOnly?: boolean };

export type ContainerSpec = {
  Image: string;
  Labels?: Labels;
  Command?: string[];
  Args?: string[];
  Env?: string[];
  Dir?: string;
  User?: string;
  Init?: boolean;
  Mounts?: Mount[];
  StopGracePeriod?: number;
  CapabilityAdd?: string[];
  CapabilityDrop?: string[];
  Sysctls?: Labels;
  Healthcheck?: Rest;
} & Rest;

export type ApiTaskSpec = {
  ContainerSpec: ContainerSpec;
  Resources?: { Limits?: ApiResources & { Pids?: number }; Reservations?: ApiResources };
  RestartPolicy?: ApiRestartPolicy;
  Placement?: ApiPlacement;
  Networks?: Network[];
  LogDriver?: { Name?: string; Options?: Labels };
  ForceUpdate: number;
  Runtime?: string;
};

export type ApiUpdateConfig = {
  Parallelism: number;
  Delay?: number;
  FailureAction?: string;
  Monitor?: number;
  MaxFailureRatio: number;
  Order: string;
};

export type ApiPort = { Protocol: string; TargetPort: number; PublishedPort?: number; PublishMode: string };

export type ApiMode = {
  Replicated?: { Replicas: number };
  Global?: Record<string, never>;
  ReplicatedJob?: { MaxConcurrent: number; TotalCompletions: number };
  GlobalJob?: Record<string, never>;
};

export type ApiServiceSpec = {
  Name: string;
  Labels: Labels;
  TaskTemplate: ApiTaskSpec;
  Mode: ApiMode;
  UpdateConfig?: ApiUpdateConfig;
  RollbackConfig?: ApiUpdateConfig;
  EndpointSpec?: { Mode?: string; Ports?: ApiPort[] };
};

export type ApiService = Meta & {
  Spec: ApiServiceSpec;
  PreviousSpec?: ApiServiceSpec;
  Endpoint: {
    Spec?: { Mode?: string; Ports?: ApiPort[] };
    Ports?: ApiPort[];
    VirtualIPs?: { NetworkID: string; Addr: string }[];
  };
  UpdateStatus?: { State: string; StartedAt?: number; CompletedAt?: number; Message: string };
  ServiceStatus: { RunningTasks: number; DesiredTasks: number; CompletedTasks: number };
  JobStatus?: { JobIteration: { Index: number }; LastExecution?: number };
};

export type ApiTask = Meta & {
  Labels?: Labels;
  Spec: ApiTaskSpec;
  ServiceID: string;
  Slot?: number;
  NodeID?: string;
  Status: {
    Timestamp: number;
    State: string;
    Message: string;
    Err?: string;
    ContainerStatus?: { ContainerID: string; PID: number; ExitCode: number };
    PortStatus: { Ports?: ApiPort[] };
  };
  DesiredState: string;
  JobIteration?: { Index: number };
};

export type ApiNetwork = { ID: string; Name: string; Driver: string; Scope: string };
