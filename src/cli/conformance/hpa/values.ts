/** Reading the HPA vectors: instants and durations become milliseconds, Go's zero time an instant before all others, objects the simulator's own. */
import { defaultHpa } from "../../../simulator/kubernetes/api/defaults/autoscaling.ts";
import type { HorizontalPodAutoscaler } from "../../../simulator/kubernetes/api/autoscaling.ts";
import type { Labels, ObjectMeta } from "../../../simulator/kubernetes/api/meta.ts";
import type { Pod, ResourceRequirements } from "../../../simulator/kubernetes/api/pod.ts";
import type { HpaSettings } from "../../../simulator/kubernetes/hpa/settings.ts";
import { HPA_DEFAULTS } from "../../../simulator/kubernetes/hpa/settings.ts";
import type { Sheet } from "../sheet.ts";
import type { Foreign } from "../foreign.ts";

export type { Foreign };

/** The evaluation time that a row's `relSec` counts from. */
export const NOW = 1_000_000_000;
export const ZERO_TIME = -1e15;
export const NAMESPACE = "test-namespace";
export const POD_PREFIX = "test-pod";
export const CONTAINERS = ["container1", "container2"];

/** defaultTesting*: what upstream's tests give the controller. scaleUpLimitFactor is raised to 8 in their init(). */
export const TEST_SETTINGS: HpaSettings = {
  ...HPA_DEFAULTS,
  cpuInitializationMs: 120_000,
  initialReadinessDelayMs: 10_000,
  legacyUpLimit: { factor: 8, minimum: 4 },
};

export const ago = (seconds: number) => NOW - seconds * 1_000;

/** {relSec}, {durSec} or RFC 3339; what is absent is Go's zero time. */
export function timeOf(value: Foreign): number {
  if (value === undefined || value === null) return ZERO_TIME;
  if (typeof value === "string") return Date.parse(value);
  return "durSec" in value ? value.durSec * 1_000 : NOW + value.relSec * 1_000;
}

export const metaOf = (name: string, given: Foreign = {}): ObjectMeta => ({
  name,
  namespace: NAMESPACE,
  uid: name,
  creationTimestamp: 0,
  generation: 1,
  ...given,
  ...(given.deletionTimestamp === undefined ? {} : { deletionTimestamp: timeOf(given.deletionTimestamp) }),
});

/** A pod's JSON; its conditions' transition times are zero where they are absent. */
export function podOf({ metadata, spec = {}, status = {} }: Foreign): Pod {
  const { startTime, conditions = [], ...rest } = status;
  const read = conditions.map(({ lastTransitionTime, ...condition }: Foreign) => ({
    ...condition,
    lastTransitionTime: timeOf(lastTransitionTime),
  }));
  return {
    kind: "Pod",
    metadata: metaOf(metadata.name, metadata),
    spec: { containers: [], ...spec },
    status: { ...rest, conditions: read, ...(startTime === undefined ? {} : { startTime: timeOf(startTime) }) },
  };
}

/** Upstream's tests give each pod's traits in lists, which may be short or missing. */
type Traits = {
  labels: Labels;
  resources: ResourceRequirements;
  phases?: Foreign[];
  readiness?: Foreign[];
  startTimes?: Foreign[];
  deletions?: boolean[];
  /** Whether the Ready condition dates from the start; without a time otherwise. */
  readySinceStart: boolean;
};

const ZERO = { relSec: (ZERO_TIME - NOW) / 1_000 };
const pick = (list: Foreign[] | undefined, i: number, otherwise: Foreign) => list?.[i] ?? otherwise;

/** "test-pod-i", with two containers that have the same resources. */
export function testPod(i: number, traits: Traits): Pod {
  const startTime = pick(traits.startTimes, i, ZERO);
  const since = traits.readySinceStart ? { lastTransitionTime: startTime } : {};
  const going = traits.deletions?.[i] ? { deletionTimestamp: { relSec: 0 } } : {};
  return podOf({
    metadata: { name: `${POD_PREFIX}-${i}`, labels: traits.labels, ...going },
    spec: { containers: CONTAINERS.map((name) => ({ name, resources: traits.resources })) },
    status: {
      phase: pick(traits.phases, i, "Running"),
      startTime,
      conditions: [{ type: "Ready", status: pick(traits.readiness, i, "True"), ...since }],
    },
  });
}

/** An HPA as the API server would have stored it. */
export function hpaOf(spec: HorizontalPodAutoscaler["spec"], status: HorizontalPodAutoscaler["status"]) {
  const kind = "HorizontalPodAutoscaler" as const;
  return defaultHpa({ kind, metadata: metaOf("test-hpa"), spec, status });
}

/** The behavior of two directions, left out when neither is there. */
export const behaviorOf = (scaleUp: Foreign, scaleDown: Foreign) =>
  scaleUp || scaleDown ? { behavior: { ...(scaleUp && { scaleUp }), ...(scaleDown && { scaleDown }) } } : {};

/** Rows of a captured table, each by its test's name, number and own name. */
export function eachRow(
  file: Foreign,
  sheet: Sheet,
  test: string,
  compare: (row: Foreign, check: Check) => void,
): void {
  for (const { i, key, case: row } of file.tests?.[test]?.cases ?? [])
    sheet.row(`${test} ${i} ${key ?? row.name ?? row.annotation ?? ""}`, (check) => compare(row, check));
}

export type Check = Parameters<Parameters<Sheet["row"]>[1]>[0];
