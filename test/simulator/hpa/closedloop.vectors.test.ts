// The whole controller, sync after sync, with the state carried along: replicas, conditions, events, status.
import { expect, test } from "@jest/globals";

import { emptyHpaState, type HpaPod, reconcileHpa } from "../../../src/simulator/kubernetes/hpa/reconcile.ts";
import type { HorizontalPodAutoscaler } from "../../../src/simulator/kubernetes/objects.ts";
import { hpaOf } from "./make.ts";
import { oracleRows, overVectors } from "./vectors.ts";

type Tick = {
  t: number;
  current: number;
  after: number;
  conditions: string[];
  events?: string[];
  statusDesired: number;
  utilization?: number;
  pods: { n: string; phase: HpaPod["phase"]; ready: boolean; rt: number; st: number; m?: number; mt?: number }[];
};
type Loop = {
  seed: number;
  cpuRequestMilli: number;
  metricWindowSec: number;
  spec: {
    behavior: HorizontalPodAutoscaler["spec"]["behavior"] | null;
    minReplicas: number;
    maxReplicas: number;
    targetUtilization: number;
  };
  ticks: Tick[];
};

function tickInput({ cpuRequestMilli, metricWindowSec }: Loop, { pods, t, current }: Tick) {
  return {
    specReplicas: current,
    now: t * 1_000,
    pods: pods.map(({ n, phase, ready, rt, st }) => ({
      name: n,
      phase,
      ready,
      startTime: st * 1_000,
      readyTransition: rt * 1_000,
      requests: [{ cpu: cpuRequestMilli }],
    })),
    metrics: pods.flatMap(({ n, m, mt }) =>
      m === undefined || mt === undefined
        ? []
        : [{ name: n, at: mt * 1_000, windowMs: metricWindowSec * 1_000, cpu: m, memory: 0 }],
    ),
  };
}

/** What the vectors tell of a sync, in their form. */
function told({ desiredReplicas, status, events }: ReturnType<typeof reconcileHpa>) {
  return {
    after: desiredReplicas,
    conditions: status.conditions.map(({ type, status: value, reason }) => `${type}=${value}:${reason}`),
    events: events.map(({ type, reason, message }) => `${type} ${reason} ${message}`),
    statusDesired: status.desiredReplicas,
    utilization: status.currentMetrics[0]?.averageUtilization,
  };
}

/** The first sync of a loop that went another way than upstream's. */
function firstDifference(loop: Loop) {
  const { minReplicas, maxReplicas, targetUtilization, behavior } = loop.spec;
  let hpa = hpaOf({ minReplicas, maxReplicas, cpu: targetUtilization, ...(behavior ? { behavior } : {}) });
  let state = emptyHpaState();
  for (const tick of loop.ticks) {
    const outcome = reconcileHpa({ hpa, state, ...tickInput(loop, tick) });
    const { after, conditions, events = [], statusDesired, utilization } = tick;
    const got = told(outcome);
    const wanted = { after, conditions, events, statusDesired, utilization };
    if (JSON.stringify(got) !== JSON.stringify(wanted)) return [{ seed: loop.seed, t: tick.t, got, wanted }];
    hpa = { ...hpa, status: outcome.status };
    state = outcome.state;
  }
  return [];
}

overVectors("hpa-oracle-closedloop.json", () => {
  test("every sync of every loop", () => {
    const loops = oracleRows<Loop>("hpa-oracle-closedloop.json");
    expect(loops.length).toBeGreaterThan(10);
    expect(loops.flatMap(firstDifference).slice(0, 2)).toEqual([]);
  });
});
