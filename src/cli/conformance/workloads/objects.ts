/** From the vectors' objects (a field that is absent is Go's zero value) to the simulator's. */
import type { Deployment, ReplicaSet } from "../../../simulator/kubernetes/api/apps.ts";
import type { IntOrString } from "../../../simulator/kubernetes/api/meta.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import type { Foreign } from "../foreign.ts";

export type Raw = Foreign;

/** The instant at which a table's rows are evaluated: what {relSec: 0} means. */
export const NOW = Date.UTC(2026, 0, 1);

const isTime = (value: Raw) => typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value);

/** An instant as milliseconds. */
export function toTime(value: Raw): number | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? Date.parse(value) : NOW + Math.round(value.relSec * 1_000);
}

/** A copy with every instant, wherever it stands, as milliseconds. */
export function withTimes(value: Raw): Raw {
  if (Array.isArray(value)) return value.map(withTimes);
  if (isTime(value)) return toTime(value);
  if (typeof value !== "object" || value === null) return value;
  if ("relSec" in value) return toTime(value);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withTimes(field)]));
}

const withMeta = (metadata: Raw) => ({ name: "", namespace: "", uid: "", ...metadata });

export function toPod(raw: Raw): Pod {
  const pod = withTimes(raw);
  return {
    ...pod,
    kind: "Pod",
    metadata: withMeta(pod.metadata),
    spec: { containers: [], ...pod.spec },
    status: pod.status ?? {},
  };
}

export function toReplicaSet(raw: Raw): ReplicaSet {
  const { metadata, spec, status } = withTimes(raw);
  const template = { ...spec?.template, spec: { containers: [], ...spec?.template?.spec } };
  return {
    kind: "ReplicaSet",
    metadata: withMeta(metadata),
    spec: { ...spec, template },
    status: { replicas: 0, ...status },
  };
}

export function toDeployment(raw: Raw): Deployment {
  const { metadata, spec, status } = withTimes(raw);
  const template = { ...spec?.template, spec: { containers: [], ...spec?.template?.spec } };
  return { kind: "Deployment", metadata: withMeta(metadata), spec: { ...spec, template }, status: status ?? {} };
}

/** "25%" as it is, "2" as the number. */
export const toIntOrString = (text: string | number): IntOrString =>
  typeof text === "string" && !text.endsWith("%") ? Number(text) : text;

/** A Deployment with a rolling update, of which only the sizes matter. */
export const rollingDeployment = (replicas: number, maxSurge: IntOrString, maxUnavailable: IntOrString): Deployment =>
  toDeployment({
    metadata: { name: "d", uid: "d" },
    spec: { replicas, strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge, maxUnavailable } } },
  });

/** A ReplicaSet of which only size, availability and age matter. */
export const sizedReplicaSet = (name: string, replicas: number, available = 0, createdOrder = 0): ReplicaSet =>
  toReplicaSet({
    metadata: { name, uid: name, creationTimestamp: { relSec: createdOrder } },
    spec: { replicas },
    status: { replicas, availableReplicas: available },
  });

export const sizeOf = ({ spec }: ReplicaSet) => spec.replicas ?? 0;

/** Each without one of its fields. */
export const without = (objects: Raw[] | undefined, field: string): Raw[] =>
  (objects ?? []).map((object) => Object.fromEntries(Object.entries(object).filter(([key]) => key !== field)));
