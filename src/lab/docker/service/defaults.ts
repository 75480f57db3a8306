/** What managers take for what a service does not say, as the daemon puts it in for `service inspect` (swarmkit, api/defaults/service.go). */
import type { ApiService, ApiServiceSpec, ApiUpdateConfig } from "../engine/objects.ts";

const SECOND = 1e9;

const UPDATE: ApiUpdateConfig = {
  Parallelism: 1,
  FailureAction: "pause",
  Monitor: 5 * SECOND,
  MaxFailureRatio: 0,
  Order: "stop-first",
};

function specWithDefaults(spec: ApiServiceSpec): ApiServiceSpec {
  const { TaskTemplate: template, Mode } = spec;
  const isJob = Mode.ReplicatedJob !== undefined || Mode.GlobalJob !== undefined;
  const restart = { Condition: "any", Delay: 5 * SECOND, MaxAttempts: 0, ...template.RestartPolicy };
  return {
    ...spec,
    TaskTemplate: {
      ...template,
      ContainerSpec: {
        Init: false,
        StopGracePeriod: 10 * SECOND,
        DNSConfig: {},
        Isolation: "default",
        ...template.ContainerSpec,
      },
      Resources: { Limits: {}, Reservations: {}, ...template.Resources },
      RestartPolicy: restart,
      Placement: template.Placement ?? {},
      Runtime: template.Runtime ?? "container",
    },
    ...(isJob
      ? {}
      : { UpdateConfig: { ...UPDATE, ...spec.UpdateConfig }, RollbackConfig: { ...UPDATE, ...spec.RollbackConfig } }),
    EndpointSpec: { Mode: "vip", ...spec.EndpointSpec },
  };
}

export function withDefaults(service: ApiService): ApiService {
  const { PreviousSpec: previous } = service;
  return {
    ...service,
    Spec: specWithDefaults(service.Spec),
    ...(previous ? { PreviousSpec: specWithDefaults(previous) } : {}),
    Endpoint: { Spec: specWithDefaults(service.Spec).EndpointSpec ?? {}, ...service.Endpoint },
  };
}
