/** Whether a release is out: everything that is wanted of the workload runs with its image, nothing else does, and nothing of it is still under way. */
import type { Mesos } from "../../simulator/mesos/mesos-api.ts";
import type { Swarm } from "../../simulator/swarm/swarm-api.ts";
import type { Cluster } from "../../simulator/kubernetes/cluster-api.ts";

export function isOutOnKubernetes(cluster: Cluster, name: string, image: string): boolean {
  const deployment = cluster.get("Deployment", name);
  if (!deployment) return false;
  const { metadata, spec, status } = deployment;
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0, observedGeneration = 0 } = status;
  return (
    observedGeneration >= metadata.generation &&
    spec.template.spec.containers.some((container) => container.image === image) &&
    [replicas, updatedReplicas, availableReplicas].every((count) => count === spec.replicas)
  );
}

export function isOutOnSwarm(swarm: Swarm, name: string, image: string): boolean {
  const service = swarm.service(name);
  if (!service || service.running < service.desired) return false;
  if (!["completed", "rollback_completed"].includes(service.updateStatus?.state ?? "completed")) return false;
  const wanted = swarm.tasks(name).filter(({ desiredState }) => desiredState === "running");
  return service.spec.task.image === image && wanted.every(({ spec }) => spec.image === image);
}

/** Of an app whose last deployment has ended, every instance is of its last configuration. */
export function isOutOnMesos(mesos: Mesos, id: string, image: string): boolean {
  const app = mesos.app(id);
  if (!app || mesos.deployments().some((deployment) => deployment.app === app.id)) return false;
  return app.container?.docker?.image === image && app.tasksRunning === app.instances;
}
