/**
 * How long a DaemonSet waits before it deletes another failed pod of a node: 1 s, 2 s, 4 s and so on, 15 minutes at most.
 * Kubernetes 1.36, cmd/kube-controller-manager/app/apps.go; client-go, util/flowcontrol/backoff.go.
 */
import type { Time } from "../api/meta.ts";

const FIRST_MS = 1_000;
const MAX_MS = 900_000;

type Entry = { delayMs: number; updatedAt: Time };

export type FailedPods = {
  /** How long to wait still; 0 when the pod may go now, which counts as one more failure. */
  wait(key: string, now: Time): number;
};

export function createFailedPods(): FailedPods {
  const entries = new Map<string, Entry>();
  const entryAt = (key: string, now: Time) => {
    const entry = entries.get(key);
    // What has been quiet for twice the longest delay begins anew.
    return entry && now - entry.updatedAt <= 2 * MAX_MS ? entry : undefined;
  };
  return {
    wait(key, now) {
      const entry = entryAt(key, now);
      if (entry && now - entry.updatedAt < entry.delayMs) return entry.delayMs;
      entries.set(key, { delayMs: entry ? Math.min(MAX_MS, entry.delayMs * 2) : FIRST_MS, updatedAt: now });
      return 0;
    },
  };
}
