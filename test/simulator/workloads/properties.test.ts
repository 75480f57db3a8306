/** What holds for every rolling update: from a fully available start, whatever the sizes. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { maxSurgeOf, minAvailableOf } from "../../../src/simulator/kubernetes/deployment/fenceposts.ts";
import { isComplete } from "../../../src/simulator/kubernetes/deployment/status.ts";
import { isActive, isAvailable } from "../../../src/simulator/kubernetes/pods.ts";
import { deploymentIn, image, makeCluster, makeManifest } from "./make.ts";

const START = 60_000;

const amount = fc.oneof(
  fc.integer({ min: 0, max: 6 }),
  fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`),
);
const isNone = (value: number | string) => Number.parseInt(String(value), 10) === 0;

const rollouts = fc
  .record({
    replicas: fc.integer({ min: 1, max: 12 }),
    maxSurge: amount,
    maxUnavailable: amount,
    minReadySeconds: fc.integer({ min: 0, max: 3 }),
    startMs: fc.integer({ min: 0, max: 4_000 }),
    stopMs: fc.integer({ min: 0, max: 4_000 }),
    seed: fc.string({ maxLength: 5 }),
  })
  // Both none is refused by the API server.
  .filter(({ maxSurge, maxUnavailable }) => !isNone(maxSurge) || !isNone(maxUnavailable));

type Rollout = typeof rollouts extends fc.Arbitrary<infer T> ? T : never;

/** Rolls out a new image; answers what was seen at its extremes, and the hash of everything that happened. */
function rollOut({ replicas, maxSurge, maxUnavailable, minReadySeconds, startMs, stopMs, seed }: Rollout) {
  const cluster = makeCluster({ seed });
  const strategy = { type: "RollingUpdate" as const, rollingUpdate: { maxSurge, maxUnavailable } };
  const sim = { startMs: String(startMs), stopMs: String(stopMs) };
  cluster.apply(makeManifest({ replicas, sim, spec: { strategy, minReadySeconds } }));
  cluster.run(START);
  const seen = { available: replicas, pods: replicas };
  cluster.store.watch(({ object }) => {
    if (object.kind !== "Pod") return;
    const pods = cluster.store.list("Pod").filter(isActive);
    const available = pods.filter((pod) => isAvailable(pod, minReadySeconds, cluster.loop.now()));
    seen.available = Math.min(seen.available, available.length);
    seen.pods = Math.max(seen.pods, pods.length);
  });
  cluster.patch("Deployment", "web", image("app:v2"));
  cluster.run(START + 300_000);
  return { ...seen, deployment: deploymentIn(cluster), hash: cluster.hash() };
}

test("a rolling update keeps within its bounds and ends, the same way each time", () => {
  fc.assert(
    fc.property(rollouts, (rollout) => {
      const { available, pods, deployment, hash } = rollOut(rollout);
      expect(available).toBeGreaterThanOrEqual(minAvailableOf(deployment));
      expect(pods).toBeLessThanOrEqual(rollout.replicas + maxSurgeOf(deployment));
      expect(isComplete(deployment, deployment.status)).toBe(true);
      expect(deployment.status.conditions?.map(({ reason }) => reason)).toContain("NewReplicaSetAvailable");
      expect(rollOut(rollout).hash).toBe(hash);
    }),
    { numRuns: 15 },
  );
});
