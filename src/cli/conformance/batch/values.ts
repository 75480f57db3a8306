/** Reading the vectors' values: instants and durations become milliseconds, an absent part of an object an empty one. */
import type { Job } from "../../../simulator/kubernetes/api/batch.ts";
import type { Time } from "../../../simulator/kubernetes/api/meta.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { type Foreign, readTimes } from "../foreign.ts";

/** A row: foreign data whose shape is that of upstream's table. */
export type Row = Foreign;

/** When a row's `relSec` counts from, where the row itself gives no time. */
export const NOW: Time = 1_700_000_000_000;

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
