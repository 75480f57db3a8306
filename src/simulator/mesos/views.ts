/** The cluster as the lab reads it. */
import type { Allocator } from "./allocator/allocator.ts";
import type { AgentView, AppView, FrameworkView, InstanceView, TaskView } from "./mesos-api.ts";
import type { App } from "./marathon/app.ts";
import { isActive, isConsideredHealthy, type Instance } from "./marathon/instances.ts";
import type { Marathon } from "./marathon/marathon.ts";
import type { Host } from "./master/hosts.ts";
import type { Master } from "./master/master.ts";
import type { Task } from "./master/types.ts";
import { quantitiesOf } from "./pool.ts";

export const agentView = (master: Master, allocator: Allocator, { name, attributes, total }: Host): AgentView => ({
  name,
  id: master.agents.get(name)?.id ?? "",
  state: master.agents.get(name)?.state ?? "unreachable",
  activated: master.isActivated(name),
  attributes,
  total: quantitiesOf(total),
  free: quantitiesOf(allocator.availableOn(name)),
  tasks: master.tasks.onAgent(name).length,
});

export const frameworkViews = (allocator: Allocator): FrameworkView[] =>
  allocator
    .shares()
    .flatMap(({ role }) =>
      allocator.members(role).map(({ framework, ...held }) => ({ name: framework, role, ...held })),
    );

export const taskView = ({ id, framework, agent, resources, state, since, message }: Task): TaskView => ({
  id,
  framework,
  agent,
  resources: quantitiesOf(resources),
  state,
  since,
  message,
});

export const instanceView = ({ id, spec, task, condition, goal, healthy, since }: Instance): InstanceView => ({
  id,
  app: spec.id,
  task: task?.id,
  agent: task?.agent,
  condition,
  goal,
  healthy,
  version: spec.version,
  since,
  stagedAt: task?.stagedAt,
  runningSince: task?.runningSince,
});

export function appView(marathon: Marathon, app: App): AppView {
  const instances = marathon.tracker.ofApp(app.id);
  const running = instances.filter(({ condition }) => condition === "Running");
  return {
    ...app,
    tasksStaged: instances.filter((instance) => isActive(instance) && !running.includes(instance)).length,
    tasksRunning: running.length,
    tasksHealthy: running.filter(({ healthy }) => healthy === true).length,
    tasksUnhealthy: running.filter(({ healthy }) => healthy === false).length,
    delayedUntil: marathon.delayedUntil(app),
  };
}

/** What clients are sent to: running, and healthy as far as anybody knows. */
export const isServing = (instance: Instance) => instance.condition === "Running" && isConsideredHealthy(instance);
