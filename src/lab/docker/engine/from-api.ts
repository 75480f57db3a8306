/**
 * What a client asks for, in the Engine API's words, as the simulator's wishes; or the daemon's complaint about a word that it does not know
 * (moby, daemon/cluster/convert/service.go). What the simulation does not act upon is carried along and shown again.
 */
import type {
  Mode,
  Placement,
  Port,
  Resources,
  RestartPolicy,
  ServiceSpec,
  TaskSpec,
  UpdateConfig,
} from "../../../simulator/swarm/objects.ts";
import type {
  ApiMode,
  ApiPlacement,
  ApiPort,
  ApiResources,
  ApiRestartPolicy,
  ApiServiceSpec,
  ApiTaskSpec,
  ApiUpdateConfig,
} from "./objects.ts";
import { said } from "./to-api.ts";

const MS_A_NANO = 1e-6;

const ms = (nano: number | undefined) => (nano === undefined ? undefined : nano * MS_A_NANO);

const oneOf = <T extends string>(text: string, words: readonly T[]): T | undefined =>
  words.find((word) => word === text);

const ACTIONS = ["pause", "continue", "rollback"] as const;
const ORDERS = ["stop-first", "start-first"] as const;
const CONDITIONS = ["any", "on-failure", "none"] as const;
const PROTOCOLS = ["tcp", "udp", "sctp"] as const;

/** `of` is update or rollback, for the daemon's text. */
function updateError(config: ApiUpdateConfig | undefined): string | undefined {
  if (!config) return undefined;
  const { FailureAction = "", Order = "" } = config;
  if (FailureAction !== "" && !oneOf(FailureAction, ACTIONS))
    return `unrecognized update failure action ${FailureAction}`;
  return Order !== "" && !oneOf(Order, ORDERS) ? `unrecognized update order ${Order}` : undefined;
}

function restartError(policy: ApiRestartPolicy | undefined): string | undefined {
  const { Condition = "" } = policy ?? {};
  return Condition === "" || oneOf(Condition, CONDITIONS) ? undefined : `invalid RestartCondition: "${Condition}"`;
}

/** The first word that the daemon does not know. */
export function specError(spec: ApiServiceSpec): string | undefined {
  return (
    restartError(spec.TaskTemplate.RestartPolicy) ?? updateError(spec.UpdateConfig) ?? updateError(spec.RollbackConfig)
  );
}

const resources = ({ NanoCPUs, MemoryBytes }: ApiResources): Partial<Resources> =>
  said<Partial<Resources>>({ nanoCpus: NanoCPUs, memoryBytes: MemoryBytes });

const restartPolicy = ({ Condition = "", Delay, MaxAttempts, Window }: ApiRestartPolicy): RestartPolicy =>
  said<RestartPolicy>({
    condition: oneOf(Condition, CONDITIONS) ?? "any",
    delayMs: ms(Delay),
    maxAttempts: MaxAttempts,
    windowMs: ms(Window),
  });

const placement = ({ Constraints, Preferences, MaxReplicas, Platforms }: ApiPlacement): Placement =>
  said<Placement>({
    constraints: Constraints,
    spreadOver: Preferences?.map(({ Spread }) => Spread?.SpreadDescriptor ?? ""),
    maxReplicas: MaxReplicas,
    platforms: Platforms?.map(({ Architecture, OS }) => ({ os: OS, architecture: Architecture })),
  });

export const simulatedPort = ({ Protocol, TargetPort, PublishedPort = 0, PublishMode }: ApiPort): Port => ({
  protocol: oneOf(Protocol, PROTOCOLS) ?? "tcp",
  targetPort: TargetPort,
  publishedPort: PublishedPort,
  publishMode: PublishMode === "host" ? "host" : "ingress",
});

const updateConfig = (config: ApiUpdateConfig): UpdateConfig =>
  said<UpdateConfig>({
    parallelism: config.Parallelism,
    delayMs: ms(config.Delay) ?? 0,
    order: oneOf(config.Order, ORDERS) ?? "stop-first",
    monitorMs: ms(config.Monitor),
    failureAction: oneOf(config.FailureAction ?? "", ACTIONS) ?? "pause",
    maxFailureRatio: config.MaxFailureRatio,
  });

function simulatedMode({ Global, ReplicatedJob, GlobalJob, Replicated }: ApiMode): Mode {
  if (Global) return { kind: "global" };
  if (GlobalJob) return { kind: "global-job" };
  if (ReplicatedJob) {
    const { MaxConcurrent, TotalCompletions } = ReplicatedJob;
    return { kind: "replicated-job", maxConcurrent: MaxConcurrent, totalCompletions: TotalCompletions };
  }
  return { kind: "replicated", replicas: Replicated?.Replicas ?? 1 };
}

/** The parts of a task template that a service need not say. */
function optionalParts({
  Resources: wanted,
  RestartPolicy: restart,
  Placement: where,
}: ApiTaskSpec): Partial<TaskSpec> {
  return said<Partial<TaskSpec>>({
    limits: wanted?.Limits && resources(wanted.Limits),
    reservations: wanted?.Reservations && resources(wanted.Reservations),
    restart: restart && restartPolicy(restart),
    placement: where && placement(where),
  });
}

/** `unpin` writes an image without the digest that the world's registry gives. */
export function simulatedTaskSpec(template: ApiTaskSpec, unpin: (image: string) => string): TaskSpec {
  const { ContainerSpec, Resources: wanted, RestartPolicy: _, Placement: __, ForceUpdate, ...rest } = template;
  const { Image, Labels, Args, Env, StopGracePeriod, ...container } = ContainerSpec;
  const { Pids } = wanted?.Limits ?? {};
  return said<TaskSpec>({
    image: unpin(Image),
    args: Args,
    env: Env,
    labels: Labels,
    stopGraceMs: ms(StopGracePeriod),
    ...optionalParts(template),
    forceUpdate: ForceUpdate === 0 ? undefined : ForceUpdate,
    unmodelled: unmodelled({ container, template: rest, limits: Pids === undefined ? {} : { Pids } }),
  });
}

/** Nothing when nothing is left over, so that a service from a scenario and the same from a client are the same. */
function unmodelled(parts: NonNullable<TaskSpec["unmodelled"]>): TaskSpec["unmodelled"] {
  return Object.values(parts).some((part) => Object.keys(part).length > 0) ? parts : undefined;
}

export function simulatedSpec(spec: ApiServiceSpec, unpin: (image: string) => string): ServiceSpec {
  const { EndpointSpec: endpoint } = spec;
  return said<ServiceSpec>({
    name: spec.Name,
    labels: Object.keys(spec.Labels).length === 0 ? undefined : spec.Labels,
    mode: simulatedMode(spec.Mode),
    task: simulatedTaskSpec(spec.TaskTemplate, unpin),
    update: spec.UpdateConfig && updateConfig(spec.UpdateConfig),
    rollback: spec.RollbackConfig && updateConfig(spec.RollbackConfig),
    ports: endpoint?.Ports?.map(simulatedPort),
    unmodelled: endpoint?.Mode === undefined ? undefined : { endpointMode: endpoint.Mode },
  });
}
