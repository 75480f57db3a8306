/** The routing mesh: which tasks a request to a port of a node can reach. */
import type { Agents } from "../agent/agents.ts";
import type { Node, Task } from "../objects.ts";
import type { Store } from "../store.ts";

export function tasksBehind(store: Store, agents: Agents, publishedPort: number, node: Node | undefined): Task[] {
  if (!node || !agents.isAlive(node.id)) return [];
  return store.services().flatMap((service) => {
    const port = service.endpointPorts.find((one) => one.publishedPort === publishedPort);
    if (!port) return [];
    const tasks = store.tasksOfService(service.id).filter(({ id }) => agents.servingState(id) === "answers");
    return port.publishMode === "ingress" ? tasks : tasks.filter(({ nodeId }) => nodeId === node.id);
  });
}
