// What one sync does besides the formula: bounds, windows, conditions and events, worked by hand.
import { describe, expect, test } from "@jest/globals";

import type { MetricSpec } from "../../../src/simulator/kubernetes/api/autoscaling.ts";
import { failed } from "../../../src/simulator/kubernetes/hpa/metrics-client.ts";
import { HPA_SYNC_MS } from "../../../src/simulator/kubernetes/hpa/settings.ts";
import { EMPTY_HPA_STATE } from "../../../src/simulator/kubernetes/hpa/types.ts";
import { clientOf, hpaOf, NOW, podsOf, sync as syncAll, usage, type Sync } from "./make.ts";

/** One sync with `replicas` equal pods that use `cpu` millicores of 100 each; without the metrics API when that is null. */
function sync({ replicas = 2, cpu = 50, ...rest }: Sync & { cpu?: number | null }) {
  const cpus = cpu === null ? undefined : Array.from({ length: replicas }, () => cpu);
  return syncAll({ replicas, cpus, ...rest });
}

/** Syncs every 15 s with one HPA: for each use of CPU, the replicas after it. */
function run(hpa: ReturnType<typeof hpaOf>, from: number, cpus: number[]): number[] {
  let [state, replicas, current] = [EMPTY_HPA_STATE, from, hpa];
  return cpus.map((cpu, i) => {
    const outcome = sync({ hpa: current, replicas, cpu, now: NOW + i * HPA_SYNC_MS, state });
    state = outcome.state;
    replicas = outcome.desiredReplicas;
    current = { ...current, status: outcome.status };
    return replicas;
  });
}

const conditions = ({ status }: ReturnType<typeof sync>) =>
  (status.conditions ?? []).map(({ type, status: value, reason }) => `${type}=${value} ${reason}`);

describe("bounds", () => {
  test("zero replicas switch the autoscaler off", () => {
    const outcome = sync({ replicas: 0 });
    expect(outcome).toMatchObject({ desiredReplicas: 0, written: [], events: [] });
    expect(conditions(outcome)).toEqual(["AbleToScale=True SucceededGetScale", "ScalingActive=False ScalingDisabled"]);
  });

  test("replicas outside them are put right without metrics", () => {
    const low = sync({ replicas: 1, hpa: hpaOf({ minReplicas: 3 }), cpu: null });
    expect(low.events).toEqual([
      {
        type: "Normal",
        reason: "SuccessfulRescale",
        message: "New size: 3; reason: Current number of replicas below Spec.MinReplicas",
      },
    ]);
    const high = sync({ replicas: 12, cpu: null });
    expect(high.events.map(({ message }) => message)).toEqual([
      "New size: 10; reason: Current number of replicas above Spec.MaxReplicas",
    ]);
    expect(high.status).toMatchObject({ currentReplicas: 12, desiredReplicas: 10, lastScaleTime: NOW });
  });

  test("without spec.behavior one sync doubles at most, or goes to four", () => {
    expect(run(hpaOf({ maxReplicas: 20 }), 1, [1_000, 1_000, 1_000])).toEqual([4, 8, 16]);
    expect(conditions(sync({ replicas: 1, cpu: 1_000 }))).toContain("ScalingLimited=True ScaleUpLimit");
    expect(conditions(sync({ replicas: 9, cpu: 1_000 }))).toContain("ScalingLimited=True TooManyReplicas");
  });

  test("a rescale is told in conditions and an event", () => {
    const outcome = sync({ replicas: 2, cpu: 90 });
    expect(outcome.events.map(({ message }) => message)).toEqual([
      "New size: 4; reason: cpu resource utilization (percentage of request) above target",
    ]);
    expect(outcome.status.conditions).toEqual([
      {
        type: "AbleToScale",
        status: "True",
        reason: "SucceededRescale",
        message: "the HPA controller was able to update the target scale to 4",
        lastTransitionTime: NOW,
      },
      {
        type: "ScalingActive",
        status: "True",
        reason: "ValidMetricFound",
        message:
          "the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)",
        lastTransitionTime: NOW,
      },
      {
        type: "ScalingLimited",
        status: "False",
        reason: "DesiredWithinRange",
        message: "the desired count is within the acceptable range",
        lastTransitionTime: NOW,
      },
    ]);
  });
});

test("a condition's time moves only with its status", () => {
  const first = sync({});
  const later = { ...hpaOf(), status: first.status };
  const lost = sync({ hpa: later, now: NOW + 15_000, cpu: null });
  expect(lost.status.conditions?.map(({ type, lastTransitionTime }) => [type, lastTransitionTime])).toEqual([
    ["AbleToScale", NOW],
    ["ScalingActive", NOW + 15_000],
    ["ScalingLimited", NOW],
  ]);
  // What was decided before stays in the status while the metrics are gone.
  expect(lost.status).toMatchObject({ currentReplicas: 2, desiredReplicas: 2 });
});

describe("stabilization", () => {
  test("scaling down waits five minutes from the last higher recommendation", () => {
    // The first sync wants 4; afterwards 4 x 10/50 = 0.8 -> 1. That first recommendation still counts when it is exactly 300 s old.
    const after = run(hpaOf(), 4, [50, ...Array.from({ length: 21 }, () => 10)]);
    expect(after.slice(0, 21)).toEqual(Array.from({ length: 21 }, () => 4));
    expect(after[21]).toBe(1);
  });

  test("with spec.behavior the window ends one sync earlier: its end is not part of it", () => {
    const after = run(hpaOf({ behavior: {} }), 4, [50, ...Array.from({ length: 20 }, () => 10)]);
    expect(after.slice(18)).toEqual([4, 4, 1]);
  });

  test("a window on the way up holds back a spike", () => {
    const hpa = hpaOf({ behavior: { scaleUp: { stabilizationWindowSeconds: 30 } } });
    expect(run(hpa, 2, [50, 100, 50, 100, 100])).toEqual([2, 2, 2, 2, 4]);
  });

  test("its reason is in AbleToScale", () => {
    const state = { ...EMPTY_HPA_STATE, recommendations: [{ at: NOW - 60_000, replicas: 4 }] };
    expect(conditions(sync({ replicas: 4, cpu: 10, state }))).toContain("AbleToScale=True ScaleDownStabilized");
  });
});

describe("policies", () => {
  test("one pod a minute is one pod a minute", () => {
    const policies = [{ type: "Pods" as const, value: 1, periodSeconds: 60 }];
    const after = run(
      hpaOf({ behavior: { scaleUp: { policies } } }),
      2,
      Array.from({ length: 6 }, () => 200),
    );
    expect(after).toEqual([3, 3, 3, 3, 4, 4]);
  });

  test("Disabled stops one direction", () => {
    const hpa = hpaOf({ behavior: { scaleDown: { selectPolicy: "Disabled", stabilizationWindowSeconds: 0 } } });
    expect(run(hpa, 4, [10, 10, 100])).toEqual([4, 4, 8]);
  });

  test("nothing that was given is changed", () => {
    const state = { recommendations: [{ at: 0, replicas: 9 }], scaleUps: [{ at: 0, change: 1 }], scaleDowns: [] };
    const before = structuredClone(state);
    sync({ replicas: 2, cpu: 100, hpa: hpaOf({ behavior: {} }), state });
    expect(state).toEqual(before);
  });
});

describe("metrics that fail", () => {
  const API_DOWN =
    "failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server is currently unable to handle the request (get pods.metrics.k8s.io)";

  test("no answer: nothing moves, two warnings, ScalingActive is False", () => {
    const outcome = sync({ cpu: null });
    expect(outcome).toMatchObject({ desiredReplicas: 2, written: [] });
    expect(outcome.events).toEqual([
      { type: "Warning", reason: "FailedGetResourceMetric", message: API_DOWN },
      {
        type: "Warning",
        reason: "FailedComputeMetricsReplicas",
        message: `invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: ${API_DOWN}`,
      },
    ]);
    expect(outcome.status.currentMetrics).toEqual([{ type: "" }]);
    expect(outcome.status.conditions?.[1]).toMatchObject({
      type: "ScalingActive",
      status: "False",
      reason: "FailedGetResourceMetric",
      message: `the HPA was unable to compute the replica count: ${API_DOWN}`,
    });
  });

  test("a container without a request is named", () => {
    const pods = podsOf(2).map((pod) => ({ ...pod, spec: { containers: [{ name: "web" }] } }));
    expect(sync({ pods }).events[0]?.message).toBe(
      "failed to get cpu utilization: missing request for cpu in container web of Pod web-0",
    );
  });

  const both: MetricSpec[] = [
    { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 50 } } },
    { type: "Resource", resource: { name: "memory", target: { type: "Utilization", averageUtilization: 50 } } },
  ];
  const onlyCpu = podsOf(2).map((pod) => ({
    ...pod,
    spec: { containers: [{ name: "web", resources: { requests: { cpu: "100m" } } }] },
  }));

  test("one of two: scaling up goes on, scaling down does not", () => {
    const hpa = hpaOf({ metrics: both });
    const up = sync({ hpa, pods: onlyCpu, cpu: 100 });
    expect(up.desiredReplicas).toBe(4);
    expect(up.events.map(({ reason }) => reason)).toEqual(["FailedGetResourceMetric", "SuccessfulRescale"]);
    const down = sync({ hpa, pods: onlyCpu, cpu: 5 });
    expect(down.written).toEqual([]);
    expect(down.events[1]?.message).toMatch(
      /^invalid metrics \(1 invalid out of 2\), first error is: failed to get memory/,
    );
  });

  test("of several that work, the largest proposal counts", () => {
    const metrics = clientOf(usage(NOW, [50, 50], 900));
    const outcome = sync({ hpa: hpaOf({ metrics: both }), metrics });
    // memory: 1800 of 2000 = 90 %; 90/50 x 2 = 3.6
    expect(outcome.desiredReplicas).toBe(4);
    expect(outcome.status.currentMetrics).toHaveLength(2);
  });
});

describe("one value for all pods", () => {
  const object = { kind: "Ingress", name: "front", apiVersion: "networking.k8s.io/v1" };
  const metric = { name: "requests" };
  const series = { ...clientOf(undefined), customObjectMetric: () => 30_000, externalMetrics: () => [10_000, 20_000] };

  test("of an object, against a value: in proportion to the ready pods", () => {
    const target = { type: "Value" as const, value: "20" };
    const hpa = hpaOf({ metrics: [{ type: "Object", object: { metric, target, describedObject: object } }] });
    // 30/20 x 2
    const outcome = sync({ hpa, metrics: series });
    expect(outcome.written).toEqual([3]);
    expect(outcome.events[0]?.message).toBe("New size: 3; reason: Ingress metric requests above target");
    expect(outcome.status.currentMetrics).toEqual([
      { type: "Object", object: { metric, describedObject: object, current: { value: "30" } } },
    ]);
  });

  test("from outside, against a value per pod: all series together, shared out", () => {
    const target = { type: "AverageValue" as const, averageValue: "6" };
    const hpa = hpaOf({ metrics: [{ type: "External", external: { metric, target } }] });
    // 30 / 6; the status shows 30 / 2
    const outcome = sync({ hpa, metrics: series });
    expect(outcome.written).toEqual([4]);
    expect(conditions(outcome)).toContain("ScalingLimited=True ScaleUpLimit");
    expect(outcome.status.currentMetrics).toEqual([
      { type: "External", external: { metric, current: { averageValue: "15" } } },
    ]);
  });
});

describe("the target", () => {
  test("that is not there leaves all but one condition as it was", () => {
    const outcome = sync({ scale: failed('deployments.apps "web" not found') });
    expect(conditions(outcome)).toEqual(["AbleToScale=False FailedGetScale"]);
    expect(outcome.events).toEqual([
      { type: "Warning", reason: "FailedGetScale", message: 'deployments.apps "web" not found' },
    ]);
    expect(outcome.status.currentReplicas).toBeUndefined();
  });

  test("that refuses the new size is told, and the status keeps the old one", () => {
    const outcome = sync({ cpu: 100, setReplicas: () => failed("no") });
    expect(outcome.events.map(({ message }) => message)).toEqual([
      "New size: 4; reason: cpu resource utilization (percentage of request) above target; error: no",
    ]);
    expect(conditions(outcome)[0]).toBe("AbleToScale=False FailedUpdateScale");
    expect(outcome.status).toMatchObject({ currentReplicas: 2, desiredReplicas: 0 });
  });

  test("whose pods another HPA selects too is not scaled", () => {
    const others = [{ name: "other", selector: { matchLabels: { app: "web" } } }];
    const outcome = sync({ cpu: 100, others });
    expect(outcome.written).toEqual([]);
    expect(outcome.events.map(({ reason, message }) => [reason, message])).toEqual([
      ["AmbiguousSelector", "pods by selector app=web are controlled by multiple HPAs: [default/web default/other]"],
      [
        "FailedComputeMetricsReplicas",
        "pods by selector app=web are controlled by multiple HPAs: [default/web default/other]",
      ],
    ]);
    const apart = [{ name: "other", selector: { matchLabels: { app: "db" } } }];
    expect(sync({ cpu: 100, others: apart }).written).toEqual([4]);
  });
});
