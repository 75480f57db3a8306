/** An object of the store -> the JSON that the API server would send: instants as text, no empty fields of ours, fields in order. */
import { RESOURCES, type KubernetesObject } from "../../simulator/kubernetes/api/kinds.ts";
import type { Event } from "../../simulator/kubernetes/api/core.ts";
import { isMap, type Json, type JsonMap } from "../../simulator/kubernetes/patch/json.ts";
import { isOfNewApi } from "./event-order.ts";
import { printInstant, printMicroInstant } from "./instant.ts";

/** The fields of type metav1.Time. */
const TIMES = new Set([
  "creationTimestamp",
  "deletionTimestamp",
  "lastTransitionTime",
  "lastUpdateTime",
  "lastProbeTime",
  "lastHeartbeatTime",
  "startTime",
  "completionTime",
  "startedAt",
  "finishedAt",
  "lastScheduleTime",
  "lastSuccessfulTime",
  "lastScaleTime",
  "timeAdded",
  "firstTimestamp",
  "lastTimestamp",
]);
/** Those of type metav1.MicroTime. */
const MICRO_TIMES = new Set(["renewTime", "acquireTime", "eventTime", "lastObservedTime"]);

export const isInstant = (field: string) => TIMES.has(field) || MICRO_TIMES.has(field);

/** The kinds whose generation the server counts. */
const WITH_GENERATION = new Set([
  "CronJob",
  "DaemonSet",
  "Deployment",
  "EndpointSlice",
  "Job",
  "Pod",
  "PodDisruptionBudget",
  "PriorityClass",
  "ReplicaSet",
  "StatefulSet",
]);

/** The API leaves out empty lists, except where they are what an object is about. */
const isLeftOut = (field: string, value: Json) =>
  Array.isArray(value) && value.length === 0 && field !== "items" && field !== "endpoints";

/** A value with its maps in order of their keys, instants written out; nothing for what is undefined. */
function ordered(value: Json, epoch: number, field = ""): Json {
  if (typeof value === "number" && TIMES.has(field)) return printInstant(value + epoch);
  if (typeof value === "number" && MICRO_TIMES.has(field)) return printMicroInstant(value + epoch);
  if (Array.isArray(value)) return value.map((each) => ordered(each, epoch));
  if (!isMap(value)) return value;
  const fields = Object.keys(value)
    .filter((key) => value[key] !== undefined && !isLeftOut(key, value[key]))
    .toSorted();
  // What was disrupted is a map from names to instants.
  const inner = (key: string) => (field === "disruptedPods" ? "startTime" : key);
  return Object.fromEntries(fields.map((key) => [key, ordered(value[key], epoch, inner(key))]));
}

function metadataOf({ kind, metadata }: KubernetesObject, version: number | undefined): JsonMap {
  const { generation, namespace, ...rest } = metadata;
  return {
    ...(version === undefined ? {} : { resourceVersion: String(version) }),
    ...rest,
    ...(namespace ? { namespace } : {}),
    ...(WITH_GENERATION.has(kind) ? { generation } : {}),
  };
}

/** The counters of a status that the API leaves out while they are 0 (omitempty). */
const WITHOUT_ZEROS: Readonly<Record<string, readonly string[]>> = {
  DaemonSet: ["updatedNumberScheduled", "numberAvailable", "numberUnavailable"],
  Deployment: ["replicas", "updatedReplicas", "readyReplicas", "availableReplicas", "unavailableReplicas"],
  HorizontalPodAutoscaler: ["currentReplicas"],
  Job: ["active", "succeeded", "failed"],
  ReplicaSet: ["fullyLabeledReplicas", "readyReplicas", "availableReplicas"],
  StatefulSet: ["readyReplicas", "currentReplicas", "updatedReplicas"],
};

function statusOf(object: KubernetesObject): { status?: JsonMap } {
  const counters = WITHOUT_ZEROS[object.kind];
  if (!counters || !("status" in object) || !object.status) return {};
  const fields = Object.entries(object.status).filter(([name, value]) => value !== 0 || !counters.includes(name));
  return { status: Object.fromEntries(fields) };
}

/** The source of an event is one word in the store, and its instants are the same two whichever recorder wrote it. */
function eventParts(event: Event): JsonMap {
  const { source, host, count, firstTimestamp, lastTimestamp, ...rest } = event;
  const reporter = { reportingComponent: source, reportingInstance: host ?? "" };
  if (!isOfNewApi(event)) {
    const component = { component: source, ...(host ? { host } : {}) };
    return { ...rest, ...reporter, count, firstTimestamp, lastTimestamp, eventTime: null, source: component };
  }
  const series = count > 1 ? { series: { count, lastObservedTime: lastTimestamp } } : {};
  return {
    ...rest,
    ...reporter,
    ...series,
    eventTime: firstTimestamp,
    firstTimestamp: null,
    lastTimestamp: null,
    source: {},
  };
}

/** `version`: the resourceVersion of an object that brings none. `apiVersion` and `kind` come with it; all keys are sorted, as kubectl prints them. */
export function apiJson(object: KubernetesObject, epoch: number, version?: number): JsonMap {
  const parts = object.kind === "Event" ? eventParts(object) : object;
  const { apiVersion } = RESOURCES[object.kind];
  return ordered(
    { ...parts, ...statusOf(object), apiVersion, metadata: metadataOf(object, version) },
    epoch,
  ) as JsonMap;
}

/** Several objects as kubectl wraps them. */
export const listJson = (items: readonly JsonMap[]): JsonMap => ({
  apiVersion: "v1",
  items,
  kind: "List",
  metadata: { resourceVersion: "" },
});
