// What to do about questions that fell due while nobody looked: which are posted late, and why the others are written off.
import { isQuiet } from "./quiet-hours.ts";
import { nextRuns, type Timetable } from "./timetable.ts";

const HOUR_MS = 60 * 60 * 1000;
const STALE_HOURS = 6;
const LISTED = 400;
/** A minute's work may be late by so much and is on time all the same: a restart takes no longer. */
const ON_TIME_MS = 5 * 60 * 1000;
/** Of `all` that were missed, so many of the newest. */
const MOST_AT_ONCE = 10;

/** `latest`: the newest missed one if it is not stale; `all`: every missed one; `none`: only what is on time. */
export type CatchUp = "latest" | "all" | "none";

/** `posts` are slots, oldest first. */
type Due = { posts: number[]; skipped: { slot: number; reason: string }[]; nextRunAt: number };

/**
 * Settles all slots from `nextRunAt` up to now. At most 400 are listed as skipped, oldest first; when there are more, the last of
 * these rows is the newest skipped slot and its reason says that it stands for those left out. What is late is not posted in the quiet hours.
 */
export function dueSlots(timetable: Timetable, nextRunAt: number, nowMs: number, policy: CatchUp = "latest"): Due {
  if (nextRunAt > nowMs) return { posts: [], skipped: [], nextRunAt };
  const slots = missed(timetable, nextRunAt, nowMs);
  const isNight = isQuiet(timetable, nowMs);
  const judged = slots.map((slot, at) => ({
    slot,
    reason: reasonAgainst({ lateMs: nowMs - slot, newer: slots.length - 1 - at, isNight }, policy),
  }));
  const posts = judged.flatMap(({ slot, reason }) => (reason === undefined ? [slot] : []));
  const dropped = judged.flatMap(({ slot, reason }) => (reason === undefined ? [] : [{ slot, reason }]));
  return { posts, skipped: listed(dropped), nextRunAt: after(timetable, nowMs) };
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

function listed(dropped: Due["skipped"]): Due["skipped"] {
  if (dropped.length <= LISTED) return dropped;
  const { slot, reason } = dropped.at(-1)!;
  const last = { slot, reason: `${reason}; this row stands for every slot since the one before it` };
  return [...dropped.slice(0, LISTED - 1), last];
}

/** A slot that is due, `newer` of which are due as well. */
type Slot = { lateMs: number; newer: number; isNight: boolean };

/** Why a slot is not posted; undefined when it is. */
function reasonAgainst(slot: Slot, policy: CatchUp): string | undefined {
  if (slot.lateMs <= ON_TIME_MS && slot.newer === 0) return undefined;
  return reasonsOf[policy](slot) ?? (slot.isNight ? "it would have been posted late, in the quiet hours" : undefined);
}

const reasonsOf: Record<CatchUp, (slot: Slot) => string | undefined> = {
  latest({ lateMs, newer }) {
    if (lateMs > STALE_HOURS * HOUR_MS)
      return `${inWords(lateMs)} late, and a question is posted at most ${STALE_HOURS} hours late`;
    return newer > 0 ? "a newer question is posted instead" : undefined;
  },
  all: ({ newer }) =>
    newer >= MOST_AT_ONCE ? `${MOST_AT_ONCE} newer questions are posted, and no more at once` : undefined,
  none: ({ lateMs }) => `${inWords(lateMs)} late, and this schedule posts nothing late`,
};

function inWords(durationMs: number): string {
  const hours = Math.floor(durationMs / HOUR_MS);
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  if (hours < STALE_HOURS) return `${Math.floor(durationMs / 60_000)} minutes`;
  return hours > STALE_HOURS ? `${hours} hours` : `more than ${STALE_HOURS} hours`;
}
