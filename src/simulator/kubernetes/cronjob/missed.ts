/** Which runs of a CronJob are due, and when to look again. Kubernetes 1.36, pkg/controller/cronjob/utils.go. Instants are milliseconds since 1970. */
import type { Schedule } from "./schedule.ts";

/** What counts of a CronJob here, its instants in milliseconds since 1970. */
export type Past = {
  creationTimestamp: number;
  lastScheduleTime?: number;
  startingDeadlineSeconds?: number;
};

export type Recent = {
  earliest: number;
  /** The latest time at which a run was due; nothing when none was. */
  recent: number | undefined;
  missed: "none" | "few" | "many";
  /** For a schedule that never comes round. */
  error?: string;
};

/** So many and more are told of in an event. */
const MANY = 100;

/** Against clocks that differ a little: the controller looks so much later than the schedule says (nextScheduleDelta). */
export const NEXT_SCHEDULE_DELTA_MS = 100;

function earliestOf(
  { creationTimestamp, lastScheduleTime, startingDeadlineSeconds }: Past,
  now: number,
  obeysDeadline: boolean,
): number {
  const since = lastScheduleTime ?? creationTimestamp;
  if (!obeysDeadline || startingDeadlineSeconds === undefined) return since;
  return Math.max(since, now - startingDeadlineSeconds * 1_000);
}

/** mostRecentScheduleTime: the number of missed runs is estimated from the distance of the first two. */
export function mostRecent(past: Past, now: number, schedule: Schedule, obeysDeadline: boolean): Recent {
  const earliest = earliestOf(past, now, obeysDeadline);
  const first = schedule.next(earliest);
  const second = schedule.next(first);
  if (now < first) return { earliest, recent: undefined, missed: "none" };
  if (now < second) return { earliest, recent: first, missed: "none" };
  const between = Math.round((second - first) / 1_000);
  if (between < 1) {
    const error = "time difference between two schedules is less than 1 second";
    return { earliest, recent: undefined, missed: "none", error };
  }
  const count = Math.trunc(Math.trunc((now - first) / 1_000) / between) + 1;
  let recent: number | undefined;
  let time = schedule.next(first + (count - 2) * between * 1_000);
  for (; time <= now; time = schedule.next(time)) recent = time;
  return { earliest, recent, missed: count > MANY ? "many" : count > 0 ? "few" : "none" };
}

/** Milliseconds until the next run is due (nextScheduleTimeDuration). */
export function nextScheduleDelay(past: Past, now: number, schedule: Schedule): number {
  const { earliest, recent, missed, error } = mostRecent(past, now, schedule, false);
  const from = error === undefined ? (recent ?? (missed === "none" ? earliest : now)) : now;
  return schedule.next(from) + NEXT_SCHEDULE_DELTA_MS - now;
}
