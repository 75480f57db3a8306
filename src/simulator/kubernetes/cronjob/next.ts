/** When a cron schedule comes round. github.com/robfig/cron v3, spec.go (Next), constantdelay.go. */
import type { Civil } from "./civil.ts";
import type { Field } from "./fields.ts";
import { instantOf, localOf, type Zone } from "./zone.ts";

export type SpecSchedule = {
  minute: Field;
  hour: Field;
  dayOfMonth: Field;
  month: Field;
  dayOfWeek: Field;
  zone: Zone;
};

/** Go's zero time, 0001-01-01: the answer when a schedule never comes round. Milliseconds since 1970. */
export const ZERO_TIME = -62_135_596_800_000;

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

/** A day that both fields allow, or one of them when neither was written with a star. */
function isDay({ dayOfMonth, dayOfWeek }: SpecSchedule, { day, weekday }: Civil): boolean {
  const byMonth = dayOfMonth.values.has(day);
  const byWeek = dayOfWeek.values.has(weekday);
  return dayOfMonth.isStar || dayOfWeek.isStar ? byMonth && byWeek : byMonth || byWeek;
}

const startOfDay = (local: Civil, zone: Zone) => instantOf({ ...local, hour: 0, minute: 0, second: 0 }, zone);

function nextMonth(instant: number, zone: Zone): number {
  const local = localOf(instant, zone);
  return instantOf({ ...local, month: local.month + 1, day: 1, hour: 0, minute: 0, second: 0 }, zone);
}

/** Midnight of the next day; where the clocks leave out midnight or repeat an hour before it, as near as upstream gets. */
function nextDay(instant: number, zone: Zone): number {
  const local = localOf(startOfDay(localOf(instant, zone), zone), zone);
  const next = instantOf({ ...local, day: local.day + 1 }, zone);
  const { hour } = localOf(next, zone);
  if (hour === 0) return next;
  return hour > 12 ? next + (24 - hour) * HOUR : next - hour * HOUR;
}

function nextHour(instant: number, zone: Zone): number {
  const local = localOf(instant, zone);
  return instantOf({ ...local, minute: 0, second: 0 }, zone) + HOUR;
}

const nextMinute = (instant: number) => Math.floor(instant / MINUTE) * MINUTE + MINUTE;

/** The first part that does not fit moves the time on; nothing when all of them fit. */
function moveOn(schedule: SpecSchedule, instant: number): number | undefined {
  const { zone } = schedule;
  const local = localOf(instant, zone);
  if (!schedule.month.values.has(local.month)) return nextMonth(instant, zone);
  if (!isDay(schedule, local)) return nextDay(instant, zone);
  if (!schedule.hour.values.has(local.hour)) return nextHour(instant, zone);
  if (!schedule.minute.values.has(local.minute)) return nextMinute(instant);
  return local.second === 0 ? undefined : nextMinute(instant);
}

const LONGEST_YEARS = 5;

/** The first time after `after` (milliseconds since 1970), or ZERO_TIME when there is none within five years. */
export function nextOf(schedule: SpecSchedule, after: number): number {
  let instant = Math.floor(after / SECOND) * SECOND + SECOND;
  const lastYear = localOf(instant, schedule.zone).year + LONGEST_YEARS;
  while (localOf(instant, schedule.zone).year <= lastYear) {
    const moved = moveOn(schedule, instant);
    if (moved === undefined) return instant;
    instant = moved;
  }
  return ZERO_TIME;
}

/** "@every": whole seconds, at least one, counted from the second that `after` lies in. */
export function nextEvery(delayMs: number, after: number): number {
  const delay = Math.max(SECOND, Math.floor(delayMs / SECOND) * SECOND);
  return Math.floor(after / SECOND) * SECOND + delay;
}
