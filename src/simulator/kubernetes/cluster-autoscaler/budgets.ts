/** How many nodes may be deleted at once. Kubernetes autoscaler 1.36.1, core/scaledown/budgets/budgets.go. */
import type { AutoscalerSettings } from "./settings.ts";

/** The nodes of one group; `atomic` groups go as a whole or not at all (ZeroOrMaxNodeScaling), `registered` of them being nodes. */
export type Bucket<T> = {
  group: { id: string; atomic?: boolean; targetSize: number; registered?: number };
  nodes: T[];
};

/** What is left of both budgets; one atomic group may go beyond them, if nothing else has. */
type Left = { all: number; drain: number; mayOverflow: boolean };

export type Cropped<T> = { empty: Bucket<T>[]; drain: Bucket<T>[] };

const isWhole = ({ group }: Bucket<unknown>, count: number) =>
  count === group.targetSize || count === (group.registered ?? group.targetSize);

/** Whether an atomic group of so many empty and other nodes must wait, and with it all after it. */
function mustWait(left: Left, empty: number, drain: number): boolean {
  const exceeds = left.all < empty + drain || left.drain < drain;
  return exceeds && (left.all === 0 || (drain > 0 && left.drain === 0) || !left.mayOverflow);
}

function spend(left: Left, empty: number, drain: number): void {
  left.all -= empty + drain;
  left.drain -= drain;
  left.mayOverflow = false;
}

/** Atomic groups that have empty nodes, with those of their nodes that are not. */
function takeEmptyAtomic<T>(empty: Bucket<T>[], drain: Bucket<T>[], left: Left, result: Cropped<T>): void {
  for (const bucket of empty) {
    const other = drain.find(({ group }) => group.id === bucket.group.id);
    const others = other?.nodes.length ?? 0;
    if (mustWait(left, bucket.nodes.length, others)) return;
    if (!isWhole(bucket, bucket.nodes.length + others)) continue;
    result.empty.push(bucket);
    if (other) result.drain.push(other);
    spend(left, bucket.nodes.length, others);
  }
}

/** Atomic groups that have no empty node. */
function takeDrainAtomic<T>(drain: Bucket<T>[], empty: Bucket<T>[], left: Left, result: Cropped<T>): void {
  left.drain = Math.min(left.all, left.drain);
  for (const bucket of drain) {
    if (empty.some(({ group }) => group.id === bucket.group.id)) continue;
    const count = bucket.nodes.length;
    if (left.drain < count && (left.drain === 0 || !left.mayOverflow)) return;
    if (!isWhole(bucket, count)) continue;
    result.drain.push(bucket);
    spend(left, 0, count);
  }
}

/** One group after the other, the last one perhaps in part; how many nodes that were. */
function takeSingly<T>(buckets: Bucket<T>[], budget: number, into: Bucket<T>[]): number {
  let left = budget;
  for (const bucket of buckets) {
    if (left < 1) break;
    const nodes = bucket.nodes.slice(0, left);
    into.push({ ...bucket, nodes });
    left -= nodes.length;
  }
  return budget - left;
}

/** CropNodes: `inProgress` are deletions that have not ended yet. */
export function cropNodes<T>(
  { empty, drain }: Cropped<T>,
  inProgress: { empty: number; drain: number },
  settings: Pick<AutoscalerSettings["scaleDown"], "maxParallelism" | "maxDrainParallelism">,
): Cropped<T> {
  const atomic = (buckets: Bucket<T>[]) => buckets.filter(({ group }) => group.atomic);
  const single = (buckets: Bucket<T>[]) => buckets.filter(({ group }) => !group.atomic);
  const left: Left = {
    all: settings.maxParallelism - inProgress.empty - inProgress.drain,
    drain: settings.maxDrainParallelism - inProgress.drain,
    mayOverflow: true,
  };
  const result: Cropped<T> = { empty: [], drain: [] };
  takeEmptyAtomic(atomic(empty), atomic(drain), left, result);
  takeDrainAtomic(atomic(drain), atomic(empty), left, result);
  left.all -= takeSingly(single(empty), left.all, result.empty);
  takeSingly(single(drain), Math.min(left.all, left.drain), result.drain);
  return result;
}
