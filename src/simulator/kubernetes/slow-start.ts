/** How a controller makes many calls: in batches that grow while all goes well, and no faster than its client may. */
import { createBucket, CONTROLLER_MANAGER_LIMIT } from "../kernel/bucket.ts";
import type { ApiError } from "./api-server.ts";
import type { World } from "./world.ts";

/**
 * Sizes of the batches that `count` calls go in: 1, 2, 4, 8 and so on, so that a mistake that all calls share costs one call.
 * Kubernetes 1.36, pkg/controller/replicaset/replica_set.go (slowStartBatch) and controller_utils.go (SlowStartInitialBatchSize).
 */
export function slowStartBatches(count: number, first = 1): number[] {
  const batches: number[] = [];
  for (let left = count, size = first; left > 0; left -= size, size *= 2) batches.push(Math.min(size, left));
  return batches;
}

/** One call; what went wrong with it, if anything did. */
export type Call = () => ApiError | undefined;

export type Client = {
  /**
   * Makes `call` as often as the batches say, each time when a token is there. Every call of a batch is made; after a batch with a failure
   * the following ones are left out. Then `done`, with the first failure. Until then the key is busy: its worker waits for the calls,
   * and a sync that finds it so must be asked for again by `done`.
   */
  inBatches(key: string, batches: number[], call: Call, done: (error: ApiError | undefined) => void): void;
  isBusy(key: string): boolean;
};

/** A controller's own client: kube-controller-manager's --kube-api-qps and --kube-api-burst count for each controller apart. */
export function createClient({ loop }: World): Client {
  const bucket = createBucket(CONTROLLER_MANAGER_LIMIT);
  const busy = new Set<string>();

  const inBatches: Client["inBatches"] = (key, [size, ...rest], call, done) => {
    if (size === undefined) {
      busy.delete(key);
      return done(undefined);
    }
    busy.add(key);
    let failure: ApiError | undefined;
    let last = loop.now();
    for (let i = 0; i < size; i++) {
      last = bucket.take(loop.now());
      loop.at(last, () => {
        const error = call();
        failure ??= error;
      });
    }
    // Asked for after the calls, so it comes after the last of them.
    loop.at(last, () => {
      if (!failure) return inBatches(key, rest, call, done);
      busy.delete(key);
      done(failure);
    });
  };

  return { inBatches, isBusy: (key) => busy.has(key) };
}
