import type { Swarm } from "../../simulator/swarm/swarm-api.ts";

/**
 * How many tasks of a service run, as far as the managers know. `docker service ls` counts those of a lost node too, for as long as their
 * state is not known (SwarmKit, manager/controlapi/service.go, ListServiceStatuses); nobody is served by them.
 */
export function runningTasks(swarm: Swarm, name: string): number {
  const lost = new Set(swarm.nodes().flatMap(({ id, status }) => (status.state === "ready" ? [] : [id])));
  return swarm
    .tasks(name)
    .filter(
      ({ status, desiredState }) =>
        status.state === "running" && desiredState !== "shutdown" && desiredState !== "remove",
    )
    .filter(({ nodeId }) => !lost.has(nodeId ?? "")).length;
}
