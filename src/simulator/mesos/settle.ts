/** The cluster has been running for a while when the scenario begins: the apps of the setup run already, healthy, as far as there is room. */
import { shuffled } from "./allocator/shuffled.ts";
import type { Allocator } from "./allocator/allocator.ts";
import { merged, absolute, needsOf, type App, type AppJson } from "./marathon/app.ts";
import { meetsConstraint, type Placed } from "./marathon/constraints.ts";
import type { Marathon } from "./marathon/marathon.ts";
import { instanceName, taskName } from "./marathon/tracker.ts";
import type { Host } from "./master/hosts.ts";
import type { Master } from "./master/master.ts";
import type { ProcessBehaviour } from "./master/types.ts";
import { allocatableTo, takeFor, type Pool } from "./pool.ts";
import type { World } from "./world.ts";

/** Longer ago than any grace period. */
const LONG_AGO_MS = -3_600_000;

type Parts = {
  master: Master;
  marathon: Marathon;
  allocator: Allocator;
  role: string;
  behaviourOf(app: App): ProcessBehaviour;
};

function start(world: World, parts: Parts, app: App, host: Host, resources: Pool): void {
  const { master, marathon, allocator, role } = parts;
  const id = instanceName(world, app);
  const agent = host.name;
  const task = taskName(id, 1);
  const behaviour = parts.behaviourOf(app);
  const since = LONG_AGO_MS;
  allocator.use(agent, { framework: marathon.framework, role, resources });
  const isHealthy = app.healthChecks.length > 0 ? behaviour.answers !== false : undefined;
  marathon.tracker.restore({
    id,
    spec: app,
    condition: "Running",
    goal: "Running",
    since,
    attempt: 1,
    task: { id: task, agent, attributes: host.attributes, stagedAt: since, runningSince: since },
    healthy: isHealthy,
  });
  const state = "TASK_RUNNING" as const;
  master.tasks.add({
    id: task,
    framework: marathon.framework,
    role,
    agent,
    resources,
    behaviour,
    state,
    since,
    message: "",
  });
  master.hosts.adopt(host, task, behaviour);
}

export function settle(world: World, apps: readonly AppJson[], parts: Parts): void {
  const { master, marathon, allocator, role } = parts;
  for (const json of apps) {
    const app = merged(absolute(json.id ?? ""), undefined, json, 0);
    marathon.apps.set(app.id, app);
    for (let count = 0; count < app.instances; count++) {
      const placed: Placed[] = marathon.tracker
        .ofApp(app.id)
        .flatMap(({ task }) => (task ? [{ ...task, wanted: app.instances }] : []));
      const fitting = shuffled(master.hosts.all(), world.random).find(
        ({ name, attributes }) =>
          app.constraints.every((constraint) => meetsConstraint(constraint, placed, { agent: name, attributes })) &&
          takeFor(allocatableTo(allocator.availableOn(name), role), needsOf(app)) !== undefined,
      );
      const resources = fitting && takeFor(allocatableTo(allocator.availableOn(fitting.name), role), needsOf(app));
      if (fitting && resources) start(world, parts, app, fitting, resources);
      else marathon.tracker.schedule(app);
    }
    marathon.checkHealth(app);
  }
}
