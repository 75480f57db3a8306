/** hpa-oracle-closedloop: the whole controller, sync after sync, with its memory and status carried along. */
import { reconcileHpa } from "../../../simulator/kubernetes/hpa/reconcile.ts";
import { HPA_DEFAULTS } from "../../../simulator/kubernetes/hpa/settings.ts";
import { failed, type PodMetrics } from "../../../simulator/kubernetes/hpa/metrics-client.ts";
import { EMPTY_HPA_STATE, type HpaOutcome, type HpaState } from "../../../simulator/kubernetes/hpa/types.ts";
import type { HorizontalPodAutoscaler } from "../../../simulator/kubernetes/api/autoscaling.ts";
import type { Adapt } from "../adapters.ts";
import { behaviorOf, hpaOf, metaOf, type Foreign } from "./values.ts";

const NOT_ASKED = failed("the loop has resource metrics only");

function podOfTick({ n, phase, ready, rt, st }: Foreign, cpuRequestMilli: number) {
  const resources = { requests: { cpu: `${cpuRequestMilli}m` } };
  return {
    kind: "Pod" as const,
    metadata: metaOf(n),
    spec: { containers: [{ name: "c", resources }] },
    status: {
      phase,
      startTime: st * 1_000,
      conditions: [
        { type: "Ready", status: ready ? ("True" as const) : ("False" as const), lastTransitionTime: rt * 1_000 },
      ],
    },
  };
}

function metricsOfTick(pods: Foreign[], windowSec: number): PodMetrics[] {
  return pods
    .filter(({ m }) => m !== undefined)
    .map(({ n, m, mt }) => ({
      name: n,
      at: mt * 1_000,
      windowMs: windowSec * 1_000,
      containers: [{ name: "c", usage: { cpu: `${m}m` } }],
    }));
}

function syncTick(loop: Foreign, tick: Foreign, hpa: HorizontalPodAutoscaler, state: HpaState): HpaOutcome {
  return reconcileHpa({
    hpa,
    scale: { specReplicas: tick.current, statusReplicas: tick.pods.length, selector: { matchLabels: { app: "d" } } },
    pods: tick.pods.map((pod: Foreign) => podOfTick(pod, loop.cpuRequestMilli)),
    others: [],
    metrics: {
      podMetrics: () => metricsOfTick(tick.pods, loop.metricWindowSec),
      customPodMetrics: () => NOT_ASKED,
      customObjectMetric: () => NOT_ASKED,
      externalMetrics: () => NOT_ASKED,
    },
    setReplicas: () => undefined,
    now: tick.t * 1_000,
    state,
    settings: {
      ...HPA_DEFAULTS,
      cpuInitializationMs: loop.cpuInitializationPeriodSec * 1_000,
      initialReadinessDelayMs: loop.initialReadinessDelaySec * 1_000,
      downscaleStabilizationSeconds: loop.downscaleStabilizationSec,
      tolerance: loop.tolerance ?? HPA_DEFAULTS.tolerance,
    },
  });
}

/** What the vectors tell of a sync, in their form. */
const told = ({ desiredReplicas, status, events }: HpaOutcome) => ({
  after: desiredReplicas,
  conditions: (status.conditions ?? []).map(({ type, status: value, reason }) => `${type}=${value}:${reason}`),
  events: events.map(({ type, reason, message }) => `${type} ${reason} ${message}`),
  statusDesired: status.desiredReplicas,
  utilization: status.currentMetrics?.[0]?.resource?.current.averageUtilization,
});

export const closedLoop: Adapt = (file, sheet) => {
  for (const loop of file.cases) {
    const { minReplicas, maxReplicas, targetUtilization, behavior } = loop.spec;
    const target = { type: "Utilization" as const, averageUtilization: targetUtilization };
    let hpa = hpaOf(
      {
        scaleTargetRef: { kind: "Deployment", name: "d", apiVersion: "apps/v1" },
        minReplicas,
        maxReplicas,
        metrics: [{ type: "Resource", resource: { name: "cpu", target } }],
        ...behaviorOf(behavior?.scaleUp, behavior?.scaleDown),
        ...(behavior && !behavior.scaleUp && !behavior.scaleDown ? { behavior: {} } : {}),
      },
      { desiredReplicas: 0 },
    );
    let state = EMPTY_HPA_STATE;
    sheet.row(`loop ${loop.seed}`, (check) => {
      for (const tick of loop.ticks) {
        const outcome = syncTick(loop, tick, hpa, state);
        const { after, conditions, events = [], statusDesired, utilization } = tick;
        check.equal(told(outcome), { after, conditions, events, statusDesired, utilization }, `t ${tick.t}`);
        hpa = { ...hpa, status: outcome.status };
        state = outcome.state;
      }
    });
  }
};
