// Worked by hand from the documented formula: desiredReplicas = ceil(replicas x use / target), with its exceptions.
import { describe, expect, test } from "@jest/globals";

import type { MetricSpec } from "../../../src/simulator/kubernetes/api/autoscaling.ts";
import type { Pod } from "../../../src/simulator/kubernetes/api/pod.ts";
import { clientOf, hpaOf, NOW, podsOf, ready, sync, usage } from "./make.ts";

/** One first sync of three web pods that request 100m each; the target is 50 %. */
const syncOf = (cpus: number[], pods: Pod[] = podsOf(3), hpa = hpaOf()) => sync({ cpus, pods, hpa });

describe("the formula", () => {
  test("twice the target asks for twice the replicas", () => {
    // 300 of 300 = 100 %; 100/50 x 3 = 6
    const outcome = syncOf([100, 100, 100]);
    expect(outcome.written).toEqual([6]);
    expect(outcome.status.currentMetrics).toEqual([
      { type: "Resource", resource: { name: "cpu", current: { averageUtilization: 100, averageValue: "100m" } } },
    ]);
  });

  test("a fraction of a replica is a whole one", () => {
    // 180 of 300 = 60 %; 60/50 x 3 = 3.6
    expect(syncOf([60, 60, 60]).desiredReplicas).toBe(4);
  });

  test("the percentage is cut off before it is divided", () => {
    // 167 of 300 = 55.67 -> 55 %, and 55/50 is just within the tolerance; 168 of 300 = 56 % is not
    expect(syncOf([55, 56, 56]).desiredReplicas).toBe(3);
    expect(syncOf([56, 56, 56]).desiredReplicas).toBe(4);
  });

  test("an average value is a target of its own, also in bytes", () => {
    const metrics: MetricSpec[] = [
      { type: "Resource", resource: { name: "memory", target: { type: "AverageValue", averageValue: "512Mi" } } },
    ];
    const used = usage(NOW, [1, 1, 1], 768 * 1_024 * 1_024);
    const outcome = sync({ hpa: hpaOf({ metrics }), metrics: clientOf(used) });
    // 768/512 x 3 = 4.5
    expect(outcome.desiredReplicas).toBe(5);
    expect(outcome.status.currentMetrics).toEqual([
      { type: "Resource", resource: { name: "memory", current: { averageValue: "768Mi" } } },
    ]);
    expect(outcome.events).toEqual([
      { type: "Normal", reason: "SuccessfulRescale", message: "New size: 5; reason: memory resource above target" },
    ]);
  });

  test("one container of a pod can be the measure", () => {
    const target = { type: "Utilization" as const, averageUtilization: 50 };
    const hpa = hpaOf({
      metrics: [{ type: "ContainerResource", containerResource: { name: "cpu", container: "app", target } }],
    });
    const pods = podsOf(2).map((pod) => ({
      ...pod,
      spec: {
        containers: [
          { name: "app", resources: { requests: { cpu: "100m" } } },
          { name: "log", resources: { requests: { cpu: "1" } } },
        ],
      },
    }));
    const used = ["web-0", "web-1"].map((name) => ({
      name,
      at: NOW,
      windowMs: 15_000,
      containers: [
        { name: "app", usage: { cpu: "100m" } },
        { name: "log", usage: { cpu: "10m" } },
      ],
    }));
    // 100 % of the app's own request, whatever the other one asks for: 100/50 x 2
    const outcome = sync({ replicas: 2, hpa, pods, metrics: clientOf(used) });
    expect(outcome.desiredReplicas).toBe(4);
    expect(outcome.events[0]?.message).toBe(
      "New size: 4; reason: cpu container resource utilization (percentage of request) above target",
    );
  });
});

describe("the tolerance", () => {
  test("10 % on either side is left alone, ends included", () => {
    expect(syncOf([55, 55, 55]).written).toEqual([]);
    expect(syncOf([45, 45, 45]).written).toEqual([]);
  });

  test("one of an HPA's own is taken instead, in its direction only", () => {
    const wide = hpaOf({ behavior: { scaleUp: { tolerance: "0.5" } } });
    // 74 % is 1.48 of the target, 76 % is 1.52; 76/50 x 3 = 4.56
    expect(syncOf([74, 74, 74], podsOf(3), wide).desiredReplicas).toBe(3);
    expect(syncOf([76, 76, 76], podsOf(3), wide).desiredReplicas).toBe(5);
  });
});

describe("pods without metrics", () => {
  test("count as idle on the way up", () => {
    // 200 of 200 = 100 % -> with a third at 0: 200 of 300 = 66 %; 66/50 x 3 = 3.96
    expect(syncOf([100, 100]).desiredReplicas).toBe(4);
  });

  test("count as busy on the way down", () => {
    // 20 of 200 = 10 %; with a third at its request: 120 of 300 = 40 %; 40/50 x 3 = 2.4, rounded up: nothing changes
    expect(syncOf([10, 10]).desiredReplicas).toBe(3);
  });

  test("never turn a change round", () => {
    // 60 of 100 = 60 % asks for more; with two idle ones 20 % would ask for less
    expect(syncOf([60]).written).toEqual([]);
  });
});

describe("pods that are not ready", () => {
  const [first, second, third] = podsOf(3) as [Pod, Pod, Pod];
  const young = (status: "True" | "False", since: number): Pod[] => [
    first,
    second,
    { ...third, status: { phase: "Running", startTime: NOW - 60_000, conditions: ready(since, status) } },
  ];

  test("count as idle on the way up, whatever they use", () => {
    // without web-2: 100 %; with it at 0: 66 %; 66/50 x 3 = 3.96 (its own 500 % is start-up)
    expect(syncOf([100, 100, 500], young("False", NOW - 60_000)).desiredReplicas).toBe(4);
  });

  test("stay so until a whole window of metrics is younger than their readiness", () => {
    // ready for 10 s, but the window is 15 s
    expect(syncOf([100, 100, 500], young("True", NOW - 10_000)).desiredReplicas).toBe(4);
    // 700 of 300 = 233 % -> 14 replicas, limited to twice the three
    expect(syncOf([100, 100, 500], young("True", NOW - 15_000)).desiredReplicas).toBe(6);
  });

  test("pending ones count as idle too", () => {
    const pending: Pod = { ...third, status: { phase: "Pending" } };
    expect(syncOf([100, 100], [first, second, pending]).desiredReplicas).toBe(4);
  });

  test("failed and going ones do not count at all", () => {
    const failed: Pod = { ...third, status: { phase: "Failed" } };
    const going: Pod = { ...third, metadata: { ...third.metadata, deletionTimestamp: NOW } };
    // 180 of 200 = 90 %; 90/50 x 2 = 3.6, whatever the third one is still said to use
    expect(syncOf([90, 90, 900], [first, second, failed]).desiredReplicas).toBe(4);
    expect(syncOf([90, 90, 900], [first, second, going]).desiredReplicas).toBe(4);
  });
});
