/** What the flags that create and update share change in a service's wishes (docker/cli, cli/command/service/opts.go and update.go). */
import { isOn, isSet, listOf, textOf, type Flags } from "../command/flags.ts";
import { keyValues } from "../engine/key-values.ts";
import type { ApiServiceSpec, ApiUpdateConfig, Rest } from "../engine/objects.ts";
import { parseDuration } from "../format/duration.ts";
import { parseBytes, parseCpus } from "../format/sizes.ts";
import { splitWords } from "../format/split-words.ts";

const UPDATE: ApiUpdateConfig = {
  Parallelism: 1,
  Delay: 0,
  FailureAction: "pause",
  Monitor: 5e9,
  MaxFailureRatio: 0,
  Order: "stop-first",
};

export const numberOf = (flags: Flags, name: string) => Number(textOf(flags, name) ?? 0);
const durationOf = (flags: Flags, name: string) => parseDuration(textOf(flags, name) ?? "0") ?? 0;

function nanoCpusOf(flags: Flags, name: string): number {
  const parsed = parseCpus(textOf(flags, name) ?? "0");
  return "nanoCpus" in parsed ? parsed.nanoCpus : 0;
}

const bytesOf = (flags: Flags, name: string) => parseBytes(textOf(flags, name) ?? "0") ?? 0;

/** `read` of each flag that is given, under the field's name. */
function given<T>(
  flags: Flags,
  fields: Record<string, string>,
  read: (flags: Flags, name: string) => T,
): Record<string, T> {
  const entries = Object.entries(fields).filter(([, name]) => isSet(flags, name));
  return Object.fromEntries(entries.map(([field, name]) => [field, read(flags, name)]));
}

const textIn = (flags: Flags, name: string) => textOf(flags, name) ?? "";

const TEXTS = { Dir: "workdir", User: "user", Hostname: "hostname", StopSignal: "stop-signal", Isolation: "isolation" };
const SWITCHES = { TTY: "tty", ReadOnly: "read-only", Init: "init" };

const HEALTH_SPANS = {
  Interval: "health-interval",
  Timeout: "health-timeout",
  StartPeriod: "health-start-period",
  StartInterval: "health-start-interval",
};

function healthcheck(flags: Flags, before: Rest | undefined): Rest {
  if (isOn(flags, "no-healthcheck")) return { Healthcheck: { Test: ["NONE"] } };
  const command = textOf(flags, "health-cmd");
  const changes = {
    ...(command === undefined ? {} : { Test: ["CMD-SHELL", command] }),
    ...given(flags, HEALTH_SPANS, durationOf),
    ...given(flags, { Retries: "health-retries" }, numberOf),
  };
  return Object.keys(changes).length === 0 ? {} : { Healthcheck: { ...before, ...changes } };
}

/** CAP_ in front, in capitals (docker/cli, opts/capabilities.go). */
const capability = (text: string) => {
  const name = text.trim().toUpperCase();
  return name === "ALL" || name.startsWith("CAP_") ? name : `CAP_${name}`;
};

function capabilities(flags: Flags): Rest {
  const lists = given(flags, { CapabilityAdd: "cap-add", CapabilityDrop: "cap-drop" }, listOf);
  return Object.fromEntries(Object.entries(lists).map(([field, names]) => [field, names.map(capability)]));
}

function applyContainer(spec: ApiServiceSpec, flags: Flags): void {
  const { ContainerSpec: before } = spec.TaskTemplate;
  const entrypoint = textOf(flags, "entrypoint");
  spec.TaskTemplate.ContainerSpec = {
    ...before,
    ...given(flags, TEXTS, textIn),
    ...given(flags, SWITCHES, isOn),
    ...given(flags, { StopGracePeriod: "stop-grace-period" }, durationOf),
    ...given(flags, { OomScoreAdj: "oom-score-adj" }, numberOf),
    ...(entrypoint === undefined ? {} : { Command: splitWords(entrypoint) }),
    ...capabilities(flags),
    ...healthcheck(flags, before.Healthcheck),
  };
}

function applyResources(spec: ApiServiceSpec, flags: Flags): void {
  const limits = {
    ...given(flags, { NanoCPUs: "limit-cpu" }, nanoCpusOf),
    ...given(flags, { MemoryBytes: "limit-memory" }, bytesOf),
    ...given(flags, { Pids: "limit-pids" }, numberOf),
  };
  const reservations = {
    ...given(flags, { NanoCPUs: "reserve-cpu" }, nanoCpusOf),
    ...given(flags, { MemoryBytes: "reserve-memory" }, bytesOf),
  };
  const { Resources: before = {} } = spec.TaskTemplate;
  const isLimiting = Object.keys(limits).length > 0;
  const isReserving = Object.keys(reservations).length > 0;
  if (!isLimiting && !isReserving) return;
  spec.TaskTemplate.Resources = {
    ...before,
    ...(isLimiting ? { Limits: { ...before.Limits, ...limits } } : {}),
    ...(isReserving ? { Reservations: { ...before.Reservations, ...reservations } } : {}),
  };
}

function applyRestart(spec: ApiServiceSpec, flags: Flags): void {
  const changes = {
    ...given(flags, { Condition: "restart-condition" }, textIn),
    ...given(flags, { Delay: "restart-delay", Window: "restart-window" }, durationOf),
    ...given(flags, { MaxAttempts: "restart-max-attempts" }, numberOf),
  };
  if (Object.keys(changes).length === 0) return;
  const before = spec.TaskTemplate.RestartPolicy ?? { Condition: "any", Delay: 5e9, MaxAttempts: 0 };
  spec.TaskTemplate.RestartPolicy = { ...before, ...changes };
}

/** `prefix` is update or rollback. */
function updateConfig(before: ApiUpdateConfig | undefined, flags: Flags, prefix: string): ApiUpdateConfig | undefined {
  const changes = {
    ...given(flags, { Parallelism: `${prefix}-parallelism`, MaxFailureRatio: `${prefix}-max-failure-ratio` }, numberOf),
    ...given(flags, { Delay: `${prefix}-delay`, Monitor: `${prefix}-monitor` }, durationOf),
    ...given(flags, { FailureAction: `${prefix}-failure-action`, Order: `${prefix}-order` }, textIn),
  };
  return Object.keys(changes).length === 0 ? before : { ...(before ?? UPDATE), ...changes };
}

function applyUpdates(spec: ApiServiceSpec, flags: Flags): void {
  const update = updateConfig(spec.UpdateConfig, flags, "update");
  const rollback = updateConfig(spec.RollbackConfig, flags, "rollback");
  if (update) spec.UpdateConfig = update;
  if (rollback) spec.RollbackConfig = rollback;
}

function applyRest(spec: ApiServiceSpec, flags: Flags): void {
  const { TaskTemplate: template } = spec;
  if (isSet(flags, "replicas-max-per-node"))
    template.Placement = { ...template.Placement, MaxReplicas: numberOf(flags, "replicas-max-per-node") };
  const driver = textOf(flags, "log-driver");
  if (driver !== undefined) template.LogDriver = { Name: driver, Options: keyValues(listOf(flags, "log-opt")) };
  const mode = textOf(flags, "endpoint-mode");
  if (mode !== undefined) spec.EndpointSpec = { ...spec.EndpointSpec, Mode: mode };
}

/** Changes `spec`, which is the caller's own copy. */
export function applyCommonFlags(spec: ApiServiceSpec, flags: Flags): void {
  applyContainer(spec, flags);
  applyResources(spec, flags);
  applyRestart(spec, flags);
  applyUpdates(spec, flags);
  applyRest(spec, flags);
}

/** The client's complaint about flags that contradict each other. */
export function flagConflict(flags: Flags): string | undefined {
  const health = [...flags.keys()].some((name) => name.startsWith("health-"));
  return isOn(flags, "no-healthcheck") && health ? "--no-healthcheck conflicts with --health-* options" : undefined;
}
