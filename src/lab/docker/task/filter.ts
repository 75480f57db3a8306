/** --filter of the commands that list tasks. */
import { TASK_STATES } from "../../../simulator/swarm/objects.ts";
import { filtered, hasLabel, type Filters } from "../engine/filters.ts";
import type { Engine } from "../engine/engine.ts";
import type { ApiService, ApiTask } from "../engine/objects.ts";

/** A filter is what somebody typed. */
const isState = (word: string) => TASK_STATES.some((state) => state === word.toLowerCase());

const nameOf = (task: ApiTask, service: ApiService | undefined) =>
  `${service?.Spec.Name ?? task.ServiceID}.${task.Slot ?? task.NodeID}.${task.ID}`;

/** Tasks that pass, or the daemon's complaint. `engine` resolves names. */
export function filterTasks(
  engine: Engine,
  tasks: ApiTask[],
  filters: Filters,
): { kept: ApiTask[] } | { error: string } {
  const wrong = filters.get("desired-state")?.find((state) => !isState(state));
  if (wrong !== undefined) return { error: `Error response from daemon: Invalid desired-state filter: '${wrong}'` };
  const services = new Map(engine.services().map((service) => [service.ID, service]));
  const hostnames = new Map(engine.nodes().map((node) => [node.ID, node.Description.Hostname]));
  const serviceOf = (task: ApiTask) => services.get(task.ServiceID);
  return filtered(tasks, filters, {
    id: (task, value) => task.ID.startsWith(value),
    name: (task, value) => nameOf(task, serviceOf(task)).startsWith(value),
    label: (task, value) =>
      hasLabel({ ...serviceOf(task)?.Spec.Labels, ...task.Spec.ContainerSpec.Labels, ...task.Labels }, value),
    service: (task, value) => task.ServiceID === value || serviceOf(task)?.Spec.Name === value,
    node: (task, value) => task.NodeID === value || hostnames.get(task.NodeID ?? "") === value,
    "desired-state": (task, value) => task.DesiredState === value.toLowerCase(),
    runtime: (_, value) => value === "container",
  });
}
