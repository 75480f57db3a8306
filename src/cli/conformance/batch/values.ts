/** Reading the vectors' values: instants and durations become milliseconds, an absent part of an object an empty one. */
import type { Job } from "../../../simulator/kubernetes/api/batch.ts";
import type { Time } from "../../../simulator/kubernetes/api/meta.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";

/** A row: foreign data whose shape is that of upstream's table. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Row = any;

/** When a row's `relSec` counts from, where the row itself gives no time. */
export const NOW: Time = 1_700_000_000_000;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** RFC 3339 texts, {relSec} and {durSec} as milliseconds, everywhere in a value. */
export function readTimes(value: Row, now: Time): Row {
  if (typeof value === "string") return INSTANT.test(value) ? Date.parse(value) : value;
  if (Array.isArray(value)) return value.map((one) => readTimes(one, now));
  if (typeof value !== "object" || value === null) return value;
  if ("relSec" in value) return now + value.relSec * 1_000;
  if ("durSec" in value) return value.durSec * 1_000;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, readTimes(part, now)]));
}

export function readPod(value: Row, now: Time): Pod {
  const { metadata = {}, spec = {}, status = {} } = readTimes(value, now);
  return { kind: "Pod", metadata, spec, status };
}

export function readJob(value: Row, now: Time): Job {
  const { metadata = {}, spec = {}, status = {} } = readTimes(value, now);
  return { kind: "Job", metadata, spec, status };
}

export const omit = (object: Row, ...keys: string[]) =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

/** Fields whose value is Go's zero are as good as absent. */
export const withoutEmpty = (object: Row) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== "" && value !== 0 && value !== undefined));

/** Conditions without their times, as upstream's tests compare them. */
export const timeless = (conditions: Row[] | undefined) =>
  (conditions ?? []).map((condition) => withoutEmpty(omit(condition, "lastProbeTime", "lastTransitionTime")));
