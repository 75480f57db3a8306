/** The simulator's wishes for a service, as the Engine API writes them. What a service does not say stays unsaid. */
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

const NANO_A_MS = 1e6;

/** An object without the fields that are undefined. */
export function said<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

const nano = (ms: number | undefined) => (ms === undefined ? undefined : ms * NANO_A_MS);

const resources = ({ nanoCpus, memoryBytes }: Partial<Resources>): ApiResources =>
  said<ApiResources>({ NanoCPUs: nanoCpus, MemoryBytes: memoryBytes });

const restartPolicy = ({ condition, delayMs, maxAttempts, windowMs }: RestartPolicy): ApiRestartPolicy =>
  said<ApiRestartPolicy>({
    Condition: condition,
    Delay: nano(delayMs),
    MaxAttempts: maxAttempts,
    Window: nano(windowMs),
  });

const placement = ({ constraints, spreadOver, maxReplicas, platforms }: Placement): ApiPlacement =>
  said<ApiPlacement>({
    Constraints: constraints,
    Preferences: spreadOver?.map((SpreadDescriptor) => ({ Spread: { SpreadDescriptor } })),
    MaxReplicas: maxReplicas,
    Platforms: platforms?.map(({ os, architecture }) => ({ Architecture: architecture, OS: os })),
  });

export const apiPort = ({ protocol, targetPort, publishedPort, publishMode }: Port): ApiPort =>
  said<ApiPort>({
    Protocol: protocol,
    TargetPort: targetPort,
    PublishedPort: publishedPort === 0 ? undefined : publishedPort,
    PublishMode: publishMode,
  });

const updateConfig = (config: UpdateConfig): ApiUpdateConfig =>
  said<ApiUpdateConfig>({
    Parallelism: config.parallelism,
    Delay: nano(config.delayMs),
    FailureAction: config.failureAction,
    Monitor: nano(config.monitorMs),
    MaxFailureRatio: config.maxFailureRatio,
    Order: config.order,
  });

function apiMode(mode: Mode): ApiMode {
  switch (mode.kind) {
    case "replicated":
      return { Replicated: { Replicas: mode.replicas } };
    case "global":
      return { Global: {} };
    case "replicated-job":
      return { ReplicatedJob: { MaxConcurrent: mode.maxConcurrent, TotalCompletions: mode.totalCompletions } };
    case "global-job":
      return { GlobalJob: {} };
  }
}

/** `pin` writes an image with its digest. */
export function apiTaskSpec(task: TaskSpec, pin: (image: string) => string): ApiTaskSpec {
  const { container, template } = task.unmodelled ?? {};
  const hasResources = task.limits !== undefined || task.reservations !== undefined;
  return said<ApiTaskSpec>({
    ...template,
    ContainerSpec: said<ApiTaskSpec["ContainerSpec"]>({
      ...container,
      Image: pin(task.image),
      Labels: task.labels,
      Args: task.args,
      Env: task.env,
      StopGracePeriod: nano(task.stopGraceMs),
    }),
    Resources: hasResources
      ? said<NonNullable<ApiTaskSpec["Resources"]>>({
          Limits: task.limits && { ...resources(task.limits), ...task.unmodelled?.limits },
          Reservations: task.reservations && resources(task.reservations),
        })
      : undefined,
    RestartPolicy: task.restart && restartPolicy(task.restart),
    Placement: task.placement && placement(task.placement),
    ForceUpdate: task.forceUpdate ?? 0,
  });
}

export function apiServiceSpec(spec: ServiceSpec, pin: (image: string) => string): ApiServiceSpec {
  const mode = spec.unmodelled?.endpointMode;
  const hasEndpoint = mode !== undefined || spec.ports !== undefined;
  return said<ApiServiceSpec>({
    Name: spec.name,
    Labels: spec.labels ?? {},
    TaskTemplate: apiTaskSpec(spec.task, pin),
    Mode: apiMode(spec.mode),
    UpdateConfig: spec.update && updateConfig(spec.update),
    RollbackConfig: spec.rollback && updateConfig(spec.rollback),
    EndpointSpec: hasEndpoint
      ? said<NonNullable<ApiServiceSpec["EndpointSpec"]>>({ Mode: mode, Ports: spec.ports?.map(apiPort) })
      : undefined,
  });
}
