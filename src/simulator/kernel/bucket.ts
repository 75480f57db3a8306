/** A token bucket that lets callers wait (client-go, util/flowcontrol, NewTokenBucketRateLimiter): `burst` at once, then `qps` a second. */
export type Bucket = {
  /** Takes one token; answers when the call may go, in whole milliseconds, not before `now`. Must be asked in order of time. */
  take(now: number): number;
  /** Takes one token if there is one; answers whether there was. */
  offer(now: number): boolean;
};

/** kube-controller-manager's --kube-api-qps and --kube-api-burst; each controller's client has a bucket of its own (pkg/controller/apis/config/v1alpha1/defaults.go). */
export const CONTROLLER_MANAGER_LIMIT = { qps: 20, burst: 30 };

export function createBucket(limit: { qps: number; burst: number }): Bucket {
  let tokens = limit.burst;
  let filledAt = Number.NEGATIVE_INFINITY;
  const fill = (now: number) => {
    tokens = Math.min(limit.burst, tokens + ((now - filledAt) * limit.qps) / 1_000);
    filledAt = now;
  };
  return {
    take(now) {
      fill(now);
      tokens--;
      // The small allowance keeps a token that is whole but for rounding from costing another millisecond.
      return tokens >= 0 ? now : now + Math.ceil((-tokens * 1_000) / limit.qps - 1e-6);
    },
    offer(now) {
      fill(now);
      if (tokens < 1) return false;
      tokens--;
      return true;
    },
  };
}
