/** sched-backoff-queue: back-off times and the order in which pods come out. */
import {
  BACKOFF,
  backoffDuration,
  backoffTime,
  createBackoffQueue,
  ORDERING_WINDOW_MS,
  type QueuedPod,
} from "../../../simulator/kubernetes/scheduler/queue/backoff-queue.ts";
import type { Sheet } from "../sheet.ts";
import { toPod, type Raw } from "../scheduler/objects.ts";
import { never, replayTables, type Table } from "../scheduler/tables.ts";

const MS = 1_000;
const durationOf = ({ durSec }: Raw) => durSec * MS;

/** Nanoseconds stay as fractions. */
function instantOf(text: string): number {
  const fraction = /\.(\d+)Z$/.exec(text)?.[1] ?? "";
  return Date.parse(text.replace(/\.\d+Z$/, "Z")) + Number(`0.${fraction || 0}`) * MS;
}

const timeOf = (time: Raw) => (typeof time === "string" ? instantOf(time) : time.relSec * MS);

const queuedOf = (raw: Raw): QueuedPod => ({
  pod: toPod(raw.PodInfo?.Pod),
  timestamp: timeOf(raw.Timestamp),
  unschedulableCount: raw.UnschedulableCount,
  consecutiveErrors: raw.ConsecutiveErrorsCount,
  refused: (raw.UnschedulablePlugins ?? []).length > 0,
  ...(raw.BackoffExpiration === undefined ? {} : { backoffExpiration: timeOf(raw.BackoffExpiration) }),
});

const options = (row: Raw, windowMs: number) => ({
  initialMs: durationOf(row.initialBackoffDuration),
  maxMs: durationOf(row.maxBackoffDuration),
  windowMs,
});

const TABLES: Record<string, Table> = {
  TestBackoffQueue_getBackoffTime: {
    compare(row, check) {
      for (const windowMs of row.want?.includes(".") ? [0] : [0, ORDERING_WINDOW_MS]) {
        const wanted = row.want === undefined ? undefined : instantOf(row.want);
        check.equal(backoffTime(queuedOf(row.podInfo), options(row, windowMs)), wanted, `window ${windowMs}`);
      }
    },
  },
  TestBackoffQueue_calculateBackoffDuration: {
    compare: (row, check) =>
      check.within(backoffDuration(row.count, options(row, 0)), durationOf(row.want), 1e-9, "duration"),
  },
  TestBackoffQueueOrdering: never(
    "pods that differ by a millisecond, which the dump has rounded away; by hand in test/simulator/scheduler",
  ),
  // The four pods stand outside the table, in the test's own text.
  TestBackoffQueue_popAllBackoffCompleted: {
    compare(row, check) {
      const queue = createBackoffQueue({ ...BACKOFF, windowMs: ORDERING_WINDOW_MS });
      for (const name of row.podsInBackoff) queue.add(WAITING[name] as QueuedPod);
      const popped = queue.popCompleted(0).map(({ pod }) => pod.metadata.name);
      check.equal(popped, row.wantPods ?? [], "popped");
      check.equal(queue.size(), row.podsInBackoff.length - popped.length, "left");
    },
  },
};

const waiting = (name: string, timestamp: number, refused: boolean): QueuedPod => ({
  pod: toPod({ metadata: { name } }),
  timestamp,
  unschedulableCount: refused ? 1 : 0,
  consecutiveErrors: refused ? 0 : 1,
  refused,
});

const WAITING: Record<string, QueuedPod> = {
  pod0: waiting("pod0", -2_000, true),
  pod1: waiting("pod1", 1_000, true),
  pod2: waiting("pod2", -2_000, false),
  pod3: waiting("pod3", 1_000, false),
};

export const backoffQueueTables = (file: Raw, sheet: Sheet) => replayTables(file, sheet, TABLES);
