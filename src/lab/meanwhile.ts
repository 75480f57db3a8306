// What happened between two moments, in a few short sentences.
import type { Scenario } from "../knowledge/scenario.ts";
import type { Cluster, Sample } from "../simulator/kubernetes/cluster-api.ts";
import type { Event } from "../simulator/kubernetes/api/core.ts";
import { meets, stretches } from "./level.ts";
import { printClock } from "./print/age.ts";
import { pendingReason, readySince } from "./pod.ts";
import { count, milliseconds, percent } from "./words-of.ts";

const MOST = 8;

/** What the cluster did from `fromMs` to now: nothing when no time passed. */
export function tellMeanwhile(scenario: Scenario, cluster: Cluster, fromMs: number): string[] {
  if (cluster.now() <= fromMs) return [];
  const samples = cluster.samples().filter(({ at }) => at > fromMs);
  const told = [
    ...tellRescales(cluster, fromMs),
    ...tellReady(cluster, fromMs),
    ...tellPending(cluster),
    ...tellLevel(samples, scenario),
  ];
  if (told.length <= MOST) return told;
  return [...told.slice(0, MOST - 1), `And ${count(told.length - MOST + 1, "more thing")} happened.`];
}

/** `New size: 4; reason: cpu resource utilization (...) above target` -> 4 and the reason. */
export function readRescale({ message }: Event): { size: string; reason: string } {
  const [, size = "?", reason = message] = /^New size: (\d+); reason: (.*)$/.exec(message) ?? [];
  return { size, reason };
}

function tellRescales(cluster: Cluster, fromMs: number): string[] {
  return cluster
    .list("Event")
    .filter(({ reason, lastTimestamp }) => reason === "SuccessfulRescale" && lastTimestamp > fromMs)
    .toSorted((a, b) => a.lastTimestamp - b.lastTimestamp)
    .map((event) => {
      const { size, reason } = readRescale(event);
      return `At ${printClock(event.lastTimestamp)} the HPA set ${event.involvedObject.name} to ${size} replicas: ${reason}.`;
    });
}

/** Pods that are ready since, or, when some of those are gone again, how far the number of ready pods rose. */
function tellReady(cluster: Cluster, fromMs: number): string[] {
  const since = cluster.list("Pod").filter((pod) => (readySince(pod) ?? -1) > fromMs).length;
  const samples = cluster.samples();
  const risen = samples.reduce((sum, { at, readyReplicas }, index) => {
    const before = samples[index - 1]?.readyReplicas ?? readyReplicas;
    return at > fromMs ? sum + Math.max(0, readyReplicas - before) : sum;
  }, 0);
  const most = Math.max(since, risen);
  return most > 0 ? [`${count(most, "pod")} became ready.`] : [];
}

function tellPending(cluster: Cluster): string[] {
  const reasons = cluster.list("Pod").map(pendingReason).filter(Boolean);
  if (reasons.length === 0) return [];
  const verb = reasons.length === 1 ? "is" : "are";
  return [`${count(reasons.length, "pod")} ${verb} Pending: ${reasons[0]}`];
}

/** Whether the level broke, when and how badly. */
export function tellLevel(samples: Sample[], { serviceLevel }: Scenario): string[] {
  return stretches(samples, (sample) => !meets(sample, serviceLevel)).map(({ fromMs, toMs, samples: broken }) => {
    const p95 = Math.max(...broken.map((sample) => sample.p95));
    const errors = Math.max(...broken.map((sample) => sample.errorRate));
    const parts = [
      ...(p95 > serviceLevel.p95Ms
        ? [`p95 was above ${milliseconds(serviceLevel.p95Ms)} (up to ${milliseconds(p95)})`]
        : []),
      ...(errors > serviceLevel.errorRate ? [`up to ${percent(errors)} of requests failed`] : []),
    ];
    return `From ${printClock(fromMs)} to ${printClock(toMs)} ${parts.join(" and ")}.`;
  });
}
