// What to do about questions that fell due while nobody looked: the newest is posted if it is not stale, the others are written off.
import { nextRuns, type Timetable } from "./timetable.ts";

const HOUR_MS = 60 * 60 * 1000;
const STALE_HOURS = 6;
const LISTED = 400;

type Due = { post: number | undefined; skipped: { slot: number; reason: string }[]; nextRunAt: number };

/**
 * Settles all slots from `nextRunAt` up to now. At most 400 are listed as skipped, oldest first; when there are more, the last of
 * these rows is the newest skipped slot and its reason says that it stands for those left out.
 */
export function dueSlots(timetable: Timetable, nextRunAt: number, nowMs: number): Due {
  if (nextRunAt > nowMs) return { post: undefined, skipped: [], nextRunAt };
  const slots = missed(timetable, nextRunAt, nowMs);
  const newest = slots.at(-1)!;
  const post = nowMs - newest <= STALE_HOURS * HOUR_MS ? newest : undefined;
  const dropped = post === undefined ? slots : slots.slice(0, -1);
  return { post, skipped: rows(dropped, nowMs), nextRunAt: after(timetable, nowMs) };
}

/** The slots up to now, oldest first; of more than can be listed the first ones and the last ones. */
function missed(timetable: Timetable, from: number, nowMs: number): number[] {
  const slots = [from];
  // One by one, since nearly always there is only one.
  let next = after(timetable, from);
  while (next <= nowMs && slots.length <= LISTED) {
    slots.push(next);
    next = after(timetable, next);
  }
  if (next > nowMs) return slots;
  // Fifteen days hold two slots of any timetable; seventeen slots reach from there past now.
  const recent = nextRuns(timetable, nowMs - 15 * 24 * HOUR_MS, 17);
  return [...slots, ...recent.filter((slot) => slot >= next && slot <= nowMs)];
}

function after(timetable: Timetable, instant: number): number {
  return nextRuns(timetable, instant, 1)[0]!;
}

function rows(dropped: number[], nowMs: number): Due["skipped"] {
  const listed = dropped.length > LISTED ? [...dropped.slice(0, LISTED - 1), dropped.at(-1)!] : dropped;
  return listed.map((slot, at) => {
    const reason = reasonFor(nowMs - slot);
    const last = at === LISTED - 1 && dropped.length > LISTED;
    return { slot, reason: last ? `${reason}; this row stands for every slot since the one before it` : reason };
  });
}

function reasonFor(lateMs: number): string {
  if (lateMs <= STALE_HOURS * HOUR_MS) return "a newer question is posted instead";
  return `${inWords(lateMs)} late, and a question is posted at most ${STALE_HOURS} hours late`;
}

function inWords(durationMs: number): string {
  const hours = Math.floor(durationMs / HOUR_MS);
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  return hours > STALE_HOURS ? `${hours} hours` : `more than ${STALE_HOURS} hours`;
}
