/** What the parts of the cluster-autoscaler share from scan to scan. Kubernetes autoscaler 1.36.1, context/autoscaling_context.go. */
import type { Time } from "../api/meta.ts";
import type { Pod } from "../api/pod.ts";
import type { PodInfo } from "../scheduler/pod-info.ts";
import { createPodShapes, podInfoOf } from "../scheduler/pod-shapes.ts";
import type { World } from "../world.ts";
import { createActuator, type Actuator } from "./actuator.ts";
import { createCloud, type Cloud, type NodeGroupSpec } from "./cloud.ts";
import { createDisruptions } from "./disruptions.ts";
import type { DrainContext } from "./drainability.ts";
import { NEW_PLANNER, type PlannerState } from "./planner.ts";
import type { Quota } from "./quotas.ts";
import { createReports, type Reports } from "./reports.ts";
import { createClusterState, type ClusterState } from "./scale-requests.ts";
import type { AutoscalerSettings } from "./settings.ts";

/** What is kept from scan to scan. */
export type Autoscaler = {
  world: World;
  settings: AutoscalerSettings;
  cloud: Cloud;
  state: ClusterState;
  actuator: Actuator;
  planner: PlannerState;
  lastScaleUp: Time;
  lastScaleDownDelete: Time;
  lastScaleDownFail: Time;
  reports: Reports;
  /** What the scheduler's filters need of a pod, worked out once. */
  podInfo(pod: Pod): PodInfo;
};

const LONG_AGO = Number.NEGATIVE_INFINITY;

/** The controllers that pods belong to, as far as the simulator has them. */
function ownerOf({ store }: World, kind: string, name: string, namespace: string): { replicas?: number } | undefined {
  if (kind === "ReplicaSet") {
    const set = store.get("ReplicaSet", name, namespace);
    return set && { replicas: set.spec.replicas ?? 0 };
  }
  if (kind === "StatefulSet" || kind === "Job" || kind === "DaemonSet") return store.get(kind, name, namespace) && {};
  return {};
}

export function drainContext({ world, settings }: Pick<Autoscaler, "world" | "settings">): DrainContext {
  return {
    now: world.loop.now(),
    disruptions: createDisruptions(world.store.list("PodDisruptionBudget")),
    ownerOf: (kind, name, namespace) => ownerOf(world, kind, name, namespace),
    settings: settings.scaleDown,
  };
}

function createPodInfos(): Autoscaler["podInfo"] {
  const shapes = createPodShapes();
  const infos = new WeakMap<Pod, PodInfo>();
  return (pod) => {
    const info = infos.get(pod) ?? podInfoOf(shapes, pod);
    infos.set(pod, info);
    return info;
  };
}

export function createAutoscaler(
  world: World,
  specs: readonly NodeGroupSpec[],
  settings: AutoscalerSettings,
): Autoscaler {
  const cloud = createCloud(world, specs);
  const reports = createReports(world);
  const context = () => drainContext({ world, settings });
  return {
    world,
    settings,
    cloud,
    state: createClusterState(cloud, settings),
    actuator: createActuator({ world, cloud, settings: settings.scaleDown, context, reports }),
    planner: NEW_PLANNER,
    lastScaleUp: LONG_AGO,
    lastScaleDownDelete: LONG_AGO,
    lastScaleDownFail: LONG_AGO,
    reports,
    podInfo: createPodInfos(),
  };
}

/** CloudQuotasProvider: --cores-total and --memory-total. */
export function quotasOf({ coresTotal, memoryTotal }: AutoscalerSettings, bound: "min" | "max"): Quota[] {
  const limits = { cpu: coresTotal[bound], memory: memoryTotal[bound] };
  return [{ id: "cluster-wide", appliesTo: () => true, limits }];
}
