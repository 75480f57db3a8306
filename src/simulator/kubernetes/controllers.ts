/** Everything that watches the API server, in the order in which it takes note of a change: kube-scheduler, the kubelets, kube-controller-manager. */
import { startCronJobController } from "./cronjob/controller.ts";
import { startDaemonSetController } from "./daemonset/controller.ts";
import { startDeploymentController } from "./deployment/controller.ts";
import { startDisruptionController } from "./disruption/controller.ts";
import { startEndpointSliceController } from "./endpoint-slice/controller.ts";
import { startJobController } from "./job/controller.ts";
import { startTtlAfterFinishedController } from "./job/ttl.ts";
import type { Processes } from "./kubelet/processes.ts";
import { startKubelets } from "./kubelet/start.ts";
import { startNodeLifecycleController } from "./node-lifecycle/controller.ts";
import { startPodGarbageCollector } from "./pod-gc/controller.ts";
import { startQuotaController } from "./quota/controller.ts";
import { startReplicaSetController } from "./replicaset/controller.ts";
import { startScheduler } from "./scheduler/controller.ts";
import { defaultPreemption } from "./scheduler/preemption/post-filter.ts";
import { startGarbageCollector } from "./server/garbage-collector.ts";
import { startNamespaces } from "./server/namespaces.ts";
import { startStatefulSetController } from "./statefulset/controller.ts";
import { startTaintEvictionController } from "./taint-eviction/controller.ts";
import type { World } from "./world.ts";

/** Answers with what can be asked of the processes on the nodes. */
export function startControllers(world: World): Processes {
  startNamespaces(world);
  startScheduler(world, defaultPreemption);
  const processes = startKubelets(world);
  startReplicaSetController(world);
  startDeploymentController(world);
  startStatefulSetController(world);
  startDaemonSetController(world);
  startJobController(world);
  startCronJobController(world);
  startTtlAfterFinishedController(world);
  startEndpointSliceController(world);
  startDisruptionController(world);
  startQuotaController(world);
  startTaintEvictionController(world);
  startNodeLifecycleController(world);
  startPodGarbageCollector(world);
  startGarbageCollector(world);
  return processes;
}
