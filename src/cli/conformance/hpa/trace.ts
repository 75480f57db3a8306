/**
 * The recorded HPA on the assembled cluster. As in the recording, the Deployment is ready before the clock starts, and a script stands for the
 * metrics server: at every sample it shares the load out among the ready pods, up to a cap. The window of its metrics is not in the file; only
 * 15 s agrees with what was recorded (at 15 s the pods' first metrics are too young, at 30 s they are not; pods that became ready at 113 s do
 * not count at 120 s, those of 128 s count at 150 s).
 */
import type { HorizontalPodAutoscaler } from "../../../simulator/kubernetes/api/autoscaling.ts";
import type { Event } from "../../../simulator/kubernetes/api/core.ts";
import { matchesSelector } from "../../../simulator/kubernetes/api/selector.ts";
import { startHpaController } from "../../../simulator/kubernetes/hpa/controller.ts";
import { failed, type MetricsClient, type PodMetrics } from "../../../simulator/kubernetes/hpa/metrics-client.ts";
import { createKubernetes, type Kubernetes } from "../../../simulator/kubernetes/kubernetes.ts";
import { annotatedBehaviour } from "../../../simulator/kubernetes/kubelet/behaviour.ts";
import { isReady } from "../../../simulator/kubernetes/pods.ts";
import type { Adapt } from "../adapters.ts";
import type { Foreign } from "./values.ts";

const WINDOW_MS = 15_000;
const SYNC_PERIOD_MS = 15_000;
const STEP_MS = 100;
const NOT_SERVED = failed("the server could not find the requested resource");

/** The nodes that the recording's pods were on; what they held is not in the file. */
function addNodes(cluster: Kubernetes, log: Foreign[]): void {
  const names = new Set<string>(log.filter(({ kind, node }) => kind === "Pod" && node).map(({ node }) => node));
  const allocatable = { cpu: "8", memory: "16Gi", pods: "110" };
  for (const name of [...names].toSorted())
    cluster.api.create({
      kind: "Node",
      metadata: { name, labels: { "kubernetes.io/hostname": name, pool: "hpa" } },
      spec: {},
      status: { capacity: allocatable, allocatable, conditions: [{ type: "Ready", status: "True" }] },
    });
}

/** The script that writes PodMetrics: what it wrote last, and how much each pod was given in each sample. */
function createScript(cap: number) {
  let written: PodMetrics[] = [];
  const shares: number[] = [];
  const client: MetricsClient = {
    podMetrics: () => written,
    customPodMetrics: () => NOT_SERVED,
    customObjectMetric: () => NOT_SERVED,
    externalMetrics: () => NOT_SERVED,
  };
  const sample = (cluster: Kubernetes, load: number) => {
    const ready = cluster.store.list("Pod").filter(isReady);
    const share = Math.min(cap, Math.floor(load / ready.length));
    shares.push(share);
    const at = cluster.loop.now();
    written = ready.map(({ metadata, spec }) => ({
      name: metadata.name,
      at,
      windowMs: WINDOW_MS,
      containers: spec.containers.map(({ name }) => ({ name, usage: { cpu: `${share}m` } })),
    }));
  };
  return { client, sample, shares };
}

type State = { t: number; cur?: number; desired: number; util?: number; conds: string[] };

/** The recording's projection of an HPA: no replicas at all are left out on the wire. Its conditions are sorted by their text. */
function stateOf(t: number, { status }: HorizontalPodAutoscaler): State {
  const util = status.currentMetrics?.[0]?.resource?.current.averageUtilization;
  return {
    t,
    ...(status.currentReplicas ? { cur: status.currentReplicas } : {}),
    desired: status.desiredReplicas,
    ...(util === undefined ? {} : { util }),
    conds: (status.conditions ?? []).map((one) => `${one.type}=${one.status}:${one.reason}`).toSorted(),
  };
}

function withoutTime(state: State): Omit<State, "t"> {
  const { t: _, ...rest } = state;
  return rest;
}

/** Identical projections are dropped, as in the recording. */
function addState(states: State[], state: State): void {
  const last = states.at(-1);
  if (!last || JSON.stringify(withoutTime(last)) !== JSON.stringify(withoutTime(state))) states.push(state);
}

/** The changes of the desired replicas. */
const desiredOf = (states: State[]) => states.filter(({ desired }, i) => desired !== states[i - 1]?.desired);

function untilReady(cluster: Kubernetes, selector: Foreign, replicas: number): void {
  const isUp = () =>
    cluster.store.list("Pod").filter((pod) => matchesSelector(pod.metadata.labels, selector) && isReady(pod)).length ===
    replicas;
  for (let steps = 0; !isUp() && steps < 1_000; steps++) cluster.run(cluster.loop.now() + STEP_MS);
}

type Recording = { states: State[]; events: Event[]; shares: number[] };

/** Plays the recording's actions and samples; times count from the first action. */
function play(file: Foreign): Recording {
  const script = createScript(Math.max(...file.samples.map(({ per }: Foreign) => per)));
  const cluster = createKubernetes({ seed: file.id, behaviourOf: annotatedBehaviour });
  startHpaController(cluster.world, script.client);
  addNodes(cluster, file.log);
  const [deployment, hpa] = file.manifests;
  cluster.apply(deployment);
  untilReady(cluster, deployment.spec.selector, deployment.spec.replicas);
  const start = cluster.loop.now();
  const states: State[] = [];
  const events: Event[] = [];
  cluster.store.watch(({ verb, object }) => {
    if (object.kind === "HorizontalPodAutoscaler") addState(states, stateOf(cluster.loop.now() - start, object));
    const isNew = object.kind === "Event" && verb === "added";
    if (isNew && object.involvedObject.kind === "HorizontalPodAutoscaler") events.push(object);
  });
  cluster.apply(hpa);
  for (const { t, load } of file.samples) cluster.loop.at(start + t, () => script.sample(cluster, load));
  cluster.run(start + file.samples.at(-1).t);
  return { states, events, shares: script.shares };
}

/** The states of the recording: "" stands for no utilization. */
function recordedStates(log: Foreign[]): State[] {
  return log
    .filter(({ kind }) => kind === "HPA")
    .map(({ t, cur, desired, util, conds }) => ({
      t,
      ...(cur === undefined ? {} : { cur }),
      desired,
      ...(typeof util === "number" ? { util } : {}),
      conds: conds.toSorted(),
    }));
}

export const hpaTrace: Adapt = (file, sheet) => {
  const { states, events, shares } = play(file);
  const recorded = recordedStates(file.log);
  const wanted = desiredOf(recorded);
  const got = desiredOf(states);
  sheet.row("desired replicas", (check) =>
    check.equal(
      got.map(({ desired }) => desired),
      wanted.map(({ desired }) => desired),
    ),
  );
  for (const [i, { t, desired }] of wanted.entries())
    sheet.row(`desired ${desired} at ${t}`, (check) => check.within(got[i]?.t, t, SYNC_PERIOD_MS));
  for (const [i, state] of recorded.entries())
    sheet.row(`status at ${state.t}`, (check) => {
      check.equal(states[i] && withoutTime(states[i]), withoutTime(state));
      check.within(states[i]?.t, state.t, SYNC_PERIOD_MS);
    });
  sheet.row("no further status", (check) => check.equal(states.length, recorded.length));
  sheet.row("events in order", (check) => {
    const told = file.log.filter(
      ({ kind, obj }: Foreign) => kind === "Event" && obj?.startsWith("HorizontalPodAutoscaler/"),
    );
    check.equal(
      events.map(({ type, reason, message }) => [type, reason, message]),
      told.map(({ type, reason, msg }: Foreign) => [type, reason, msg]),
    );
  });
  sheet.row("what each ready pod used at each sample", (check) =>
    check.equal(
      shares,
      file.samples.map(({ per }: Foreign) => per),
    ),
  );
};
