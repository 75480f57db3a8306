/** A reading of a service's world, from what its load counted and what the store holds. */
import { eachOf, percentileMs } from "../../kubernetes/service/queueing.ts";
import { isAfter, isBefore, type Task } from "../objects.ts";
import type { Sample } from "../swarm-api.ts";
import type { Load } from "./load.ts";

/** A thousandth of a unit is enough for a chart, and keeps samples short. */
const rounded = (value: number) => Math.round(value * 1_000) / 1_000;

type SampleWish = { tasks: Task[]; load: Load; at: number; desired: number; nodes: number };

/** In percent of what running tasks reserve; 0 when they reserve nothing. */
function cpuUtilization(tasks: Task[], load: Load): number {
  const reserved = tasks.reduce((sum, { spec }) => sum + (spec.reservations?.nanoCpus ?? 0) / 1e6, 0);
  const used = tasks.reduce((sum, { id }) => sum + load.cpuOf(id), 0);
  return reserved === 0 ? 0 : rounded((100 * used) / reserved);
}

export function takeSample({ tasks, load, at, desired, nodes }: SampleWish): Sample {
  const { offered, served, failed, responses, ms, answering } = load.read();
  const perSecond = (count: number) => rounded(ms === 0 ? 0 : (count * 1_000) / ms);
  const wanted = tasks.filter(
    (task) => !isAfter(task.desiredState, "running") && isBefore(task.status.state, "complete"),
  );
  const running = wanted.filter(({ status }) => status.state === "running");
  return {
    at,
    rps: perSecond(offered),
    served: perSecond(served),
    errorRate: served + failed === 0 ? 0 : rounded(failed / (served + failed)),
    p50: rounded(percentileMs(responses, 0.5)),
    p95: rounded(percentileMs(responses, 0.95)),
    desiredReplicas: desired,
    replicas: wanted.length,
    readyReplicas: running.length,
    ...eachOf(answering),
    pendingPods: wanted.filter(({ status }) => isBefore(status.state, "assigned")).length,
    cpuUtilization: cpuUtilization(running, load),
    nodes,
  };
}
