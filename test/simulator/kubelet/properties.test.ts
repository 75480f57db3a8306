import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { ContainerStatus, Pod, PodSpec } from "../../../src/simulator/kubernetes/api/pod.ts";
import { nextBackOff, waitsUntil, type BackOff } from "../../../src/simulator/kubernetes/kubelet/back-off.ts";
import type { Behaviour } from "../../../src/simulator/kubernetes/kubelet/behaviour.ts";
import { startNode, stopNode } from "../../../src/simulator/kubernetes/kubelet/nodes.ts";
import { createLab } from "./make.ts";

const span = (max: number) => fc.integer({ min: 0, max }).map((ms): [number, number] => [ms, ms + 500]);
const behaviour: fc.Arbitrary<Partial<Behaviour>> = fc.record({
  startMs: span(5_000),
  readyMs: fc.oneof(span(20_000), fc.constant("never" as const)),
  stopMs: fc.integer({ min: 0, max: 40_000 }),
  exit: fc.option(
    fc.record({
      afterMs: fc.integer({ min: 0, max: 60_000 }),
      codes: fc.array(fc.constantFrom(0, 1, 137), { minLength: 1 }),
    }),
    { nil: undefined },
  ),
  hang: fc.option(fc.record({ afterMs: fc.integer({ min: 0, max: 60_000 }) }), { nil: undefined }),
  pullError: fc.option(fc.record({ message: fc.constant("not found"), times: fc.integer({ min: 1, max: 3 }) }), {
    nil: undefined,
  }),
});
const probe = fc.record({
  tcpSocket: fc.constant({ port: 80 }),
  periodSeconds: fc.integer({ min: 1, max: 10 }),
  initialDelaySeconds: fc.integer({ min: 0, max: 10 }),
  failureThreshold: fc.integer({ min: 1, max: 4 }),
});
const spec: fc.Arbitrary<Partial<PodSpec>> = fc.record(
  {
    restartPolicy: fc.constantFrom("Always" as const, "OnFailure" as const, "Never" as const),
    terminationGracePeriodSeconds: fc.integer({ min: 1, max: 30 }),
    initContainers: fc.constant([
      { name: "init", image: "busybox:1" },
      { name: "side", image: "busybox:1", restartPolicy: "Always" as const },
    ]),
    containers: fc
      .record({ livenessProbe: probe, readinessProbe: probe, startupProbe: probe }, { requiredKeys: [] })
      .map((probes) => [{ name: "app", image: "nginx:1.27", ...probes }]),
  },
  { requiredKeys: ["containers"] },
);
const scene = fc.record({
  behaviour,
  spec,
  deletedAt: fc.option(fc.integer({ min: 0, max: 200_000 }), { nil: undefined }),
});

function play({ behaviour: given, spec: asked, deletedAt }: typeof scene extends fc.Arbitrary<infer T> ? T : never) {
  const lab = createLab(given);
  lab.pod(asked);
  lab.run(deletedAt ?? 0);
  if (deletedAt !== undefined) lab.world.api.delete("Pod", "web");
  lab.run(300_000);
  return lab;
}

const all = ({ status }: Pod) => [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];

/** Whether a container may be called started and ready; an init container that is through is ready. */
function isSound({ ready, started, state }: ContainerStatus): boolean {
  if (state?.running) return true;
  return !started && (!ready || state?.terminated?.exitCode === 0);
}

/** What is wrong with a container's statuses, one after the other. */
function wrongStatuses(history: [number, Pod][]): string[] {
  const counts = new Map<string, number>();
  const wrong: string[] = [];
  for (const status of history.flatMap(([, pod]) => all(pod))) {
    const before = counts.get(status.name) ?? 0;
    if (status.restartCount < before)
      wrong.push(`${status.name} went from ${before} to ${status.restartCount} restarts`);
    if (!isSound(status)) wrong.push(`${status.name} is ready or started and does not run`);
    counts.set(status.name, status.restartCount);
  }
  return wrong;
}

const isReady = ({ status }: Pod) =>
  status.conditions?.some(({ type, status: on }) => type === "Ready" && on === "True");

/** What is wrong with a pod's phases and readiness, one after the other. */
function wrongPhases(history: [number, Pod][]): string[] {
  let finished: string | undefined;
  const wrong: string[] = [];
  for (const [, pod] of history) {
    const { phase = "none", containerStatuses = [] } = pod.status;
    const isOver = ["Succeeded", "Failed"].includes(phase);
    const isWhole = phase === "Running" && containerStatuses.every(({ ready }) => ready);
    if (isReady(pod) && !isWhole) wrong.push(`ready while ${phase}`);
    if (finished && phase !== finished) wrong.push(`from ${finished} to ${phase}`);
    finished = isOver ? phase : undefined;
  }
  return wrong;
}

test("restart counts never fall, and only what runs is started or ready", () => {
  fc.assert(
    fc.property(scene, (given) => {
      expect(wrongStatuses(play(given).history)).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test("a pod is ready only while it runs and every container is ready; a finished pod stays finished", () => {
  fc.assert(
    fc.property(scene, (given) => {
      expect(wrongPhases(play(given).history)).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test("a deleted pod is gone when its grace period is over", () => {
  fc.assert(
    fc.property(scene, fc.integer({ min: 0, max: 100_000 }), (given, deletedAt) => {
      const lab = play({ ...given, deletedAt });
      expect(lab.podOf()).toBeUndefined();
      const grace = Math.max(2, given.spec.terminationGracePeriodSeconds ?? 30) * 1_000;
      expect(lab.history.at(-1)?.[0]).toBeLessThanOrEqual(deletedAt + grace + 20);
    }),
    { numRuns: 25 },
  );
});

test("two runs are equal to the last change", () => {
  fc.assert(
    fc.property(scene, (given) => {
      expect(play(given).trace.digest()).toBe(play(given).trace.digest());
    }),
    { numRuns: 10 },
  );
});

test("nothing happens on a stopped node", () => {
  fc.assert(
    fc.property(
      scene,
      fc.integer({ min: 0, max: 60_000 }),
      fc.integer({ min: 1, max: 100_000 }),
      (given, at, length) => {
        const lab = createLab(given.behaviour);
        lab.pod(given.spec);
        lab.run(at);
        stopNode(lab.world, "n1");
        const changes = () => lab.world.store.changes("Pod") + lab.world.store.changes("Event");
        const before = changes();
        lab.run(at + length);
        expect(changes()).toBe(before);
        startNode(lab.world, "n1");
        lab.world.api.delete("Pod", "web");
        lab.run(at + length + 60_000);
        expect(lab.podOf()).toBeUndefined();
      },
    ),
    { numRuns: 25 },
  );
});

test("a back-off never waits longer than its longest, and at least its first once there is one", () => {
  const limits = { initialMs: 10_000, maxMs: 300_000 };
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 900_000 }), { maxLength: 20 }), (runs) => {
      let entry: BackOff | undefined;
      let now = 0;
      for (const run of runs) {
        const failedAt = now + run;
        const until = waitsUntil(entry, failedAt, failedAt, limits);
        const waitMs = (until ?? failedAt) - failedAt;
        expect(waitMs === 0 || (waitMs >= limits.initialMs && waitMs <= limits.maxMs)).toBe(true);
        now = failedAt + waitMs;
        entry = nextBackOff(entry, failedAt, now, limits);
      }
    }),
  );
});
