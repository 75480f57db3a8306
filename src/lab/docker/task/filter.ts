/** --filter of the commands that list tasks. */
import { filtered, hasLabel, type Filters } from "../engine/filters.ts";
import type { Engine } from "../engine/engine.ts";
import type { ApiService, ApiTask } from "../engine/objects.ts";

/** The states that the daemon knows (swarmkit, api/types.proto). */
const STATES = [
  "new",
  "pending",
  "assigned",
  "accepted",
  "preparing",
  "ready",
  "starting",
  "running",
  "complete",
  "shutdown",
  "failed",
  "rejected",
  "remove",
  "orphaned",
];

const nameOf = (task: ApiTask, service: ApiService | undefined) =>
  `${service?.Spec.Name ?? task.ServiceID}.${task.Slot ?? task.NodeID}.${task.ID}`;

/** Tasks that pass, or the daemon's complaint. `engine` resolves names. */
export function filterTasks(
  engine: Engine,
  tasks: ApiTask[],
  filters: Filters,
): { kept: ApiTask[] } | { error: string } {
  const wrong = filters.get("desired-state")?.find((state) => !STATES.includes(state.toLowerCase()));
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
