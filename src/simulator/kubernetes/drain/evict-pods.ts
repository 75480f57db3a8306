/**
 * Evicting pods as kubectl drain does: all at once, each again every five seconds while its budget forbids it, then waiting until it is gone.
 * Kubernetes 1.36, kubectl, pkg/drain/drain.go (evictPods, waitForDelete).
 */
import type { Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import type { Answer } from "../api-server.ts";
import { goDuration } from "../kubelet/duration.ts";
import type { World } from "../world.ts";
import { isGoingTooLong, type DrainOptions } from "./filters.ts";

/** EvictErrorRetryDelay. */
const RETRY_MS = 5_000;
const POLL_MS = 1_000;

/** A line of output, without its end. */
export type Say = (stream: "out" | "err", line: string) => void;

/** One eviction request and its answer: what a trace of a drain shows. */
export type Asked = (pod: Pod, answer: Answer<Pod>) => void;

export type Eviction = {
  options: DrainOptions;
  /** Between the first requests for two pods: none as kubectl does it, some for a script that asks for one after the other. */
  spacingMs: number;
  say: Say;
  asked: Asked;
  isStopped(): boolean;
};

/** Evicts one pod; `done` with an error, or without one when the pod is gone. */
function evictOne(
  world: World,
  pod: Pod,
  { options, say, asked, isStopped }: Eviction,
  done: (error?: string) => void,
) {
  const { loop, store, api } = world;
  const { name, namespace, uid } = pod.metadata;
  const { timeoutMs = 0, disableEviction = false, gracePeriodSeconds = -1 } = options;
  const deadline: Time = timeoutMs > 0 ? loop.now() + timeoutMs : Number.POSITIVE_INFINITY;
  const wish = gracePeriodSeconds >= 0 ? { gracePeriodSeconds } : {};
  let isDone = false;
  const finish = (error?: string) => {
    if (isDone) return;
    isDone = true;
    done(error);
  };

  const wait = () => {
    if (isDone || isStopped()) return;
    const now = store.get("Pod", name, namespace);
    if (!now || now.metadata.uid !== uid) {
      say("out", `pod/${name} ${disableEviction ? "deleted" : "evicted"}`);
      return finish();
    }
    if (isGoingTooLong(now, options, loop.now())) {
      const { skipWaitForDeleteTimeoutSeconds: seconds } = options;
      say("out", `pod "${name}" has DeletionTimestamp older than ${seconds} seconds, skipping`);
      return finish();
    }
    loop.after(POLL_MS, wait);
  };

  const waitUntilDeadline = () => {
    wait();
    if (isDone || deadline === Number.POSITIVE_INFINITY) return;
    const error = `error when waiting for pod "${name}" in namespace "${namespace}" to terminate: context deadline exceeded`;
    loop.at(deadline, () => finish(error));
  };

  const attempt = () => {
    if (isStopped()) return;
    const about = `error when evicting pods/"${name}" -n "${namespace}"`;
    if (!disableEviction) say("out", `evicting pod ${namespace}/${name}`);
    if (loop.now() >= deadline) return finish(`${about}: global timeout reached: ${goDuration(timeoutMs)}`);
    const answer = disableEviction ? api.delete("Pod", name, namespace, wish) : api.evict(name, namespace, wish);
    asked(pod, answer);
    if (answer.ok) return waitUntilDeadline();
    const { reason, message } = answer.error;
    if (reason === "NotFound") return finish();
    if (reason !== "TooManyRequests") return finish(`${about}: ${message}`);
    say("err", `${about} (will retry after 5s): ${message}`);
    loop.after(RETRY_MS, attempt);
  };
  attempt();
}

/** Evicts the pods; `done` with the errors when each is gone or given up. */
export function evictPods(world: World, pods: Pod[], eviction: Eviction, done: (errors: string[]) => void): void {
  if (pods.length === 0) return done([]);
  const errors: string[] = [];
  let left = pods.length;
  const settle = (error?: string) => {
    if (error !== undefined) errors.push(error);
    if (--left === 0) done(errors);
  };
  for (const [i, pod] of pods.entries()) {
    const begin = () => evictOne(world, pod, eviction, settle);
    if (i === 0 || eviction.spacingMs === 0) begin();
    else world.loop.after(i * eviction.spacingMs, begin);
  }
}
