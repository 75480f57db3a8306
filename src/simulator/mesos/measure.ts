/** Lets clients use the services, and takes readings of the first. */
import { SAMPLE_MS, type Sample } from "../kubernetes/cluster-api.ts";
import { eachOf, percentileMs } from "../kubernetes/service/queueing.ts";
import { createLoad, type Endpoint, type Load } from "./load.ts";
import { isActive, isScheduled } from "./marathon/instances.ts";
import type { Answer } from "./marathon/health-checks.ts";
import type { Marathon } from "./marathon/marathon.ts";
import type { Master } from "./master/master.ts";
import type { MesosSetup } from "./mesos-api.ts";
import { workloadOf } from "./set-up.ts";
import { absolute } from "./marathon/app.ts";
import { isServing } from "./views.ts";
import type { World } from "./world.ts";

const TICK_MS = 1_000;

/** Measurements come after everything else of their instant. */
const LAST = 10;

/** A thousandth of a unit is enough for a chart, and keeps samples short. */
const rounded = (value: number) => Math.round(value * 1_000) / 1_000;

/** How a task's process answers a request now. A machine that is off or cut off says nothing at all. */
export function createProbe(world: World, master: Master) {
  return (task: string): Answer => {
    const host = master.hosts.get(master.tasks.get(task)?.agent ?? "");
    if (host?.link !== "up") return "silence";
    const process = host.processes.get(task);
    const isUp =
      process?.state === "TASK_RUNNING" && process.answersAt !== undefined && process.answersAt <= world.loop.now();
    return isUp ? "yes" : "no";
  };
}

function takeSample(parts: { master: Master; marathon: Marathon; app: string }, load: Load, at: number): Sample {
  const { offered, served, failed, responses, ms, cpu, answering } = load.read();
  const perSecond = (count: number) => rounded(ms === 0 ? 0 : (count * 1_000) / ms);
  const instances = parts.marathon.tracker.ofApp(parts.app);
  const app = parts.marathon.apps.get(parts.app);
  const serving = instances.filter(isServing);
  const requested = serving.length * (app?.cpus ?? 0) * 1_000;
  return {
    at,
    rps: perSecond(offered),
    served: perSecond(served),
    errorRate: served + failed === 0 ? 0 : rounded(failed / (served + failed)),
    p50: rounded(percentileMs(responses, 0.5)),
    p95: rounded(percentileMs(responses, 0.95)),
    desiredReplicas: app?.instances ?? 0,
    replicas: instances.filter(isActive).length,
    readyReplicas: serving.length,
    ...eachOf(answering),
    pendingPods: instances.filter(isScheduled).length,
    cpuUtilization: requested === 0 ? 0 : rounded((100 * cpu) / requested),
    nodes: parts.master.hosts.all().filter(({ name }) => parts.master.agents.isRegistered(name)).length,
  };
}

/** `note` is called with each reading of the first service, from the beginning on. */
export function startMeasuring(
  world: World,
  setup: MesosSetup,
  parts: { master: Master; marathon: Marathon; probe(task: string): Answer },
  note: (sample: Sample) => void,
): void {
  const { marathon, probe } = parts;
  const endpointsOf = (app: string): Endpoint[] =>
    marathon.tracker.ofApp(app).flatMap((instance) => {
      const { task, spec } = instance;
      if (!task || !isServing(instance)) return [];
      const limit = setup.enforceCpuLimits ? spec.cpus * 1_000 : undefined;
      return [{ task: task.id, answers: probe(task.id) === "yes", workload: workloadOf(setup, spec), limit }];
    });
  const loads = (setup.services ?? []).map(({ app, traffic }) => {
    const id = absolute(app);
    return { app: id, load: createLoad(traffic, () => endpointsOf(id)) };
  });
  const [first] = loads;
  if (!first) return;

  const every = (ms: number, run: () => void) => {
    const turn = () => {
      run();
      world.loop.after(ms, turn, LAST);
    };
    world.loop.after(ms, turn, LAST);
  };
  const sample = () => note(takeSample({ ...parts, app: first.app }, first.load, world.loop.now()));
  for (const { load } of loads) load.tick(world.loop.now(), TICK_MS);
  sample();
  every(TICK_MS, () => loads.forEach(({ load }) => load.tick(world.loop.now(), TICK_MS)));
  every(SAMPLE_MS, sample);
}
