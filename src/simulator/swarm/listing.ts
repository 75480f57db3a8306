/** What `docker service ls`, `docker service ps` and `docker node ls` are made of. */
import type { Quorum } from "./manager/quorum.ts";
import type { Node, Service, Task, TaskState } from "./objects.ts";
import type { Store } from "./store.ts";
import type { ListedNode, ListedService } from "./swarm-api.ts";

const RAFT_PORT = 2_377;

/** How many tasks of a global service or job are wanted now; those of others follow from the wishes. */
function desiredOf({ spec: { mode } }: Service, tasks: Task[]): number {
  const wanted = (task: Task) =>
    task.desiredState === "running" || (task.desiredState === "complete" && task.status.state !== "complete");
  switch (mode.kind) {
    case "replicated":
      return mode.replicas;
    case "replicated-job":
      return mode.maxConcurrent;
    case "global":
    case "global-job":
      return tasks.filter(wanted).length;
  }
}

/** Counts as managers do (manager/controlapi/service.go, ListServiceStatuses): tasks on a node that is down still say that they run. */
export const listedService = (store: Store, service: Service): ListedService =>
  countedService(service, store.tasksOfService(service.id));

/** `tasksOfService` are all of the service's tasks, of earlier turns of a job too. */
export function countedService(service: Service, tasksOfService: Task[]): ListedService {
  const tasks = tasksOfService.filter((task) => task.jobIteration === service.jobIteration);
  const inState = (state: TaskState) => tasks.filter((task) => task.status.state === state).length;
  const completed = service.jobIteration === undefined ? 0 : inState("complete");
  return { ...service, running: inState("running"), desired: desiredOf(service, tasks), completed };
}

export function listedNode(quorum: Quorum, node: Node): ListedNode {
  if (!quorum.isMember(node.id)) return node;
  const leader = quorum.leader() === node.id;
  const reachability = quorum.isReachable(node.id) ? "reachable" : "unreachable";
  return { ...node, managerStatus: { leader, reachability, addr: `${node.addr}:${RAFT_PORT}` } };
}

const byText = (a: string, b: string) => Number(a > b) - Number(a < b);

/** As the docker client sorts them (cli/command/task/print.go): by service, then slot or node, newest first. `tasks` oldest first. */
export function orderedTasks(tasks: Task[], serviceNameOf: (serviceId: string) => string): Task[] {
  return tasks
    .toReversed()
    .toSorted(
      (a, b) =>
        byText(serviceNameOf(a.serviceId), serviceNameOf(b.serviceId)) ||
        a.slot - b.slot ||
        (a.slot === 0 ? byText(a.nodeId ?? "", b.nodeId ?? "") : 0) ||
        b.createdAt - a.createdAt,
    );
}
