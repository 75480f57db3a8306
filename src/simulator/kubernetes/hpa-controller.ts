/** Runs the HorizontalPodAutoscaler's reconcile on each HPA every sync period and scales its target. Kubernetes 1.36, pkg/controller/podautoscaler/horizontal.go. */
import { emptyHpaState, HPA_SYNC_MS, reconcileHpa, type HpaPod, type HpaState } from "./hpa/reconcile.ts";
import { matchesLabels } from "./metadata.ts";
import { readyCondition } from "./pods.ts";
import type { Deployment, HorizontalPodAutoscaler, Pod } from "./objects.ts";
import type { MetricsServer } from "./service/metrics-server.ts";
import type { World } from "./world.ts";

/** From creation to the first sync, in milliseconds. */
const FIRST_SYNC_MS = 100;

function hpaPod(pod: Pod): HpaPod {
  const { metadata, spec, status } = pod;
  const ready = readyCondition(pod);
  return {
    name: metadata.name,
    phase: status.phase,
    ready: ready?.status === "True",
    requests: spec.containers.map(({ resources }) => resources.requests),
    ...(metadata.deletionTimestamp === undefined ? {} : { deletionTimestamp: metadata.deletionTimestamp }),
    ...(status.startTime === undefined ? {} : { startTime: status.startTime }),
    ...(ready ? { readyTransition: ready.lastTransitionTime } : {}),
  };
}

export function setReplicas({ store }: World, deployment: Deployment, replicas: number): void {
  if (deployment.spec.replicas === replicas) return;
  const generation = deployment.metadata.generation + 1;
  store.put({
    ...deployment,
    metadata: { ...deployment.metadata, generation },
    spec: { ...deployment.spec, replicas },
  });
}

export function startHpaController(world: World, metricsServer: MetricsServer): void {
  const { store, loop } = world;
  const states = new Map<string, HpaState>();

  const sync = (hpa: HorizontalPodAutoscaler, deployment: Deployment) => {
    const pods = store
      .list("Pod")
      .filter(({ metadata }) => matchesLabels(metadata.labels, deployment.spec.selector.matchLabels));
    const outcome = reconcileHpa({
      hpa,
      specReplicas: deployment.spec.replicas,
      pods: pods.map(hpaPod),
      metrics: metricsServer.metricsOf(pods),
      now: loop.now(),
      state: states.get(hpa.metadata.uid) ?? emptyHpaState(),
    });
    states.set(hpa.metadata.uid, outcome.state);
    if (outcome.rescale) setReplicas(world, deployment, outcome.desiredReplicas);
    for (const event of outcome.events) world.record({ about: hpa, source: "horizontal-pod-autoscaler", ...event });
    if (JSON.stringify(outcome.status) !== JSON.stringify(hpa.status)) store.put({ ...hpa, status: outcome.status });
  };

  const visit = (name: string, uid: string) => {
    const hpa = store.get("HorizontalPodAutoscaler", name);
    if (hpa?.metadata.uid !== uid) return;
    const deployment = store.get("Deployment", hpa.spec.scaleTargetRef.name);
    if (deployment) sync(hpa, deployment);
    loop.after(HPA_SYNC_MS, () => visit(name, uid));
  };

  store.watch(({ verb, object }) => {
    if (object.kind !== "HorizontalPodAutoscaler") return;
    if (verb === "added") loop.after(FIRST_SYNC_MS, () => visit(object.metadata.name, object.metadata.uid));
    if (verb === "deleted") states.delete(object.metadata.uid);
  });
}
