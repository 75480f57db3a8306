// Worked by hand from the documented formula: desiredReplicas = ceil(replicas x use / target), with its exceptions.
import { describe, expect, test } from "@jest/globals";

import { emptyHpaState, type HpaPod, reconcileHpa } from "../../../src/simulator/kubernetes/hpa/reconcile.ts";
import type { MetricSpec } from "../../../src/simulator/kubernetes/objects.ts";
import { hpaOf, podsOf, usage } from "./make.ts";

const NOW = 1_000_000;

/** One first sync of three web pods that request 100m each; the target is 50 %. */
function sync(cpu: number[], pods: HpaPod[] = podsOf(3), hpa = hpaOf()) {
  return reconcileHpa({
    hpa,
    specReplicas: 3,
    pods,
    metrics: usage(NOW, cpu),
    now: NOW,
    state: emptyHpaState(),
  });
}

describe("the formula", () => {
  test("twice the target asks for twice the replicas", () => {
    // 300 of 300 = 100 %; 100/50 x 3 = 6
    const outcome = sync([100, 100, 100]);
    expect(outcome).toMatchObject({ desiredReplicas: 6, rescale: true });
    expect(outcome.status.currentMetrics).toEqual([{ name: "cpu", averageUtilization: 100, averageValue: 100 }]);
  });

  test("a fraction of a replica is a whole one", () => {
    // 180 of 300 = 60 %; 60/50 x 3 = 3.6
    expect(sync([60, 60, 60]).desiredReplicas).toBe(4);
  });

  test("the percentage is cut off before it is divided", () => {
    // 167 of 300 = 55.67 -> 55 %, and 55/50 is just within the tolerance; 168 of 300 = 56 % is not
    expect(sync([55, 56, 56]).desiredReplicas).toBe(3);
    expect(sync([56, 56, 56]).desiredReplicas).toBe(4);
  });

  test("an average value is a target of its own, also in bytes", () => {
    const metrics: MetricSpec[] = [
      { type: "Resource", resource: { name: "memory", target: { type: "AverageValue", averageValue: 500 } } },
    ];
    const outcome = reconcileHpa({
      hpa: hpaOf({ metrics }),
      specReplicas: 3,
      pods: podsOf(3),
      metrics: usage(NOW, [1, 1, 1], 750),
      now: NOW,
      state: emptyHpaState(),
    });
    // 750/500 x 3 = 4.5
    expect(outcome.desiredReplicas).toBe(5);
    expect(outcome.status.currentMetrics).toEqual([{ name: "memory", averageValue: 750 }]);
    expect(outcome.events).toEqual([
      { type: "Normal", reason: "SuccessfulRescale", message: "New size: 5; reason: memory resource above target" },
    ]);
  });
});

describe("the tolerance", () => {
  test("10 % on either side is left alone, ends included", () => {
    expect(sync([55, 55, 55]).rescale).toBe(false);
    expect(sync([45, 45, 45]).rescale).toBe(false);
  });

  test("one of an HPA's own is taken instead, in its direction only", () => {
    const wide = hpaOf({ behavior: { scaleUp: { tolerance: 0.5 } } });
    // 74 % is 1.48 of the target, 76 % is 1.52; 76/50 x 3 = 4.56
    expect(sync([74, 74, 74], podsOf(3), wide).desiredReplicas).toBe(3);
    expect(sync([76, 76, 76], podsOf(3), wide).desiredReplicas).toBe(5);
  });
});

describe("pods without metrics", () => {
  test("count as idle on the way up", () => {
    // 200 of 200 = 100 % -> with a third at 0: 200 of 300 = 66 %; 66/50 x 3 = 3.96
    expect(sync([100, 100]).desiredReplicas).toBe(4);
  });

  test("count as busy on the way down", () => {
    // 20 of 200 = 10 %; with a third at its request: 120 of 300 = 40 %; 40/50 x 3 = 2.4, rounded up: nothing changes
    expect(sync([10, 10]).desiredReplicas).toBe(3);
  });

  test("never turn a change round", () => {
    // 60 of 100 = 60 % asks for more; with two idle ones 20 % would ask for less
    expect(sync([60]).rescale).toBe(false);
  });
});

describe("pods that are not ready", () => {
  const young = (ready: boolean, readyTransition: number): HpaPod[] =>
    podsOf(3).with(2, {
      name: "web-2",
      phase: "Running",
      startTime: NOW - 60_000,
      ready,
      readyTransition,
      requests: [{ cpu: 100 }],
    });

  test("count as idle on the way up, whatever they use", () => {
    // without web-2: 100 %; with it at 0: 66 %; 66/50 x 3 = 3.96 (its own 500 % is start-up)
    expect(sync([100, 100, 500], young(false, NOW - 60_000)).desiredReplicas).toBe(4);
  });

  test("stay so until a whole window of metrics is younger than their readiness", () => {
    // ready for 10 s, but the window is 15 s
    expect(sync([100, 100, 500], young(true, NOW - 10_000)).desiredReplicas).toBe(4);
    // 700 of 300 = 233 % -> 14 replicas, limited to twice the three
    expect(sync([100, 100, 500], young(true, NOW - 15_000)).desiredReplicas).toBe(6);
  });

  test("pending ones count as idle too", () => {
    const [first, second, third] = podsOf(3) as [HpaPod, HpaPod, HpaPod];
    expect(sync([100, 100], [first, second, { ...third, phase: "Pending" }]).desiredReplicas).toBe(4);
  });

  test("failed and going ones do not count at all", () => {
    const [first, second, third] = podsOf(3) as [HpaPod, HpaPod, HpaPod];
    // 180 of 200 = 90 %; 90/50 x 2 = 3.6, whatever the third one is still said to use
    expect(sync([90, 90, 900], [first, second, { ...third, phase: "Failed" }]).desiredReplicas).toBe(4);
    expect(sync([90, 90, 900], [first, second, { ...third, deletionTimestamp: NOW }]).desiredReplicas).toBe(4);
  });
});
