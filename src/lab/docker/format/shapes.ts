/** The Engine's structs, field by field (docker/docker v28, api/types/swarm/{service,node,task,common,container}.go). */
import { shape } from "./shape.ts";

const VERSION = shape("Index?");
const PLATFORM = shape("Architecture?", "OS?");
const PORT = shape("Name?", "Protocol?", "TargetPort?", "PublishedPort?", "PublishMode?");
const MODE = shape("Replicated", "Global", "ReplicatedJob", "GlobalJob").map((field) => ({
  ...field,
  omitEmpty: true,
}));

const CONTAINER_SPEC = shape(
  "Image?",
  "Labels?",
  "Command?",
  "Args?",
  "Hostname?",
  "Env?",
  "Dir?",
  "User?",
  "Groups?",
  "Privileges?",
  "Init",
  "StopSignal?",
  "TTY?",
  "OpenStdin?",
  "ReadOnly?",
  "Mounts?",
  "StopGracePeriod?",
  "Healthcheck?",
  "Hosts?",
  ["DNSConfig?", shape("Nameservers?", "Search?", "Options?")],
  "Secrets?",
  "Configs?",
  "Isolation?",
  "Sysctls?",
  "CapabilityAdd?",
  "CapabilityDrop?",
  "Ulimits?",
  "OomScoreAdj?",
);

const RESOURCES = shape("NanoCPUs?", "MemoryBytes?", "Pids?", "GenericResources?");

const TASK_SPEC = shape(
  ["ContainerSpec?", CONTAINER_SPEC],
  ["Resources?", shape(["Limits?", RESOURCES], ["Reservations?", RESOURCES])],
  ["RestartPolicy?", shape("Condition?", "Delay?", "MaxAttempts", "Window?")],
  ["Placement?", shape("Constraints?", "Preferences?", "MaxReplicas?", ["Platforms?", { list: PLATFORM }])],
  ["Networks?", { list: shape("Target?", "Aliases?", "DriverOpts?") }],
  "LogDriver?",
  "ForceUpdate",
  "Runtime?",
);

const UPDATE_CONFIG = shape("Parallelism", "Delay?", "FailureAction?", "Monitor?", "MaxFailureRatio", "Order");
const ENDPOINT_SPEC = shape("Mode?", ["Ports?", { list: PORT }]);

const SERVICE_SPEC = shape(
  "Name?",
  "Labels",
  ["TaskTemplate", TASK_SPEC],
  ["Mode", MODE],
  ["UpdateConfig?", UPDATE_CONFIG],
  ["RollbackConfig?", UPDATE_CONFIG],
  ["EndpointSpec?", ENDPOINT_SPEC],
);

const UPDATE_STATUS = shape("State?", ["StartedAt?", "time"], ["CompletedAt?", "time"], "Message?");

export const SERVICE = shape(
  "ID",
  ["Version", VERSION],
  ["CreatedAt", "time"],
  ["UpdatedAt", "time"],
  ["Spec", SERVICE_SPEC],
  ["PreviousSpec?", SERVICE_SPEC],
  [
    "Endpoint",
    shape(["Spec", ENDPOINT_SPEC], ["Ports?", { list: PORT }], ["VirtualIPs?", { list: shape("NetworkID?", "Addr?") }]),
  ],
  ["UpdateStatus?", UPDATE_STATUS],
  ["JobStatus?", shape(["JobIteration", VERSION], ["LastExecution?", "time"])],
);

const TLS_INFO = shape("TrustRoot?", "CertIssuerSubject?", "CertIssuerPublicKey?");

export const NODE = shape(
  "ID",
  ["Version", VERSION],
  ["CreatedAt", "time"],
  ["UpdatedAt", "time"],
  ["Spec", shape("Name?", "Labels", "Role?", "Availability?")],
  [
    "Description",
    shape(
      "Hostname?",
      ["Platform", PLATFORM],
      ["Resources", RESOURCES],
      ["Engine", shape("EngineVersion?", "Labels?", ["Plugins?", { list: shape("Type?", "Name?") }])],
      ["TLSInfo", TLS_INFO],
    ),
  ],
  ["Status", shape("State?", "Message?", "Addr?")],
  ["ManagerStatus?", shape("Leader?", "Reachability?", "Addr?")],
);
