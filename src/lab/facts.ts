// What is true of the simulation now, as passages that later questions may cite.
import type { Passage } from "../ask/answer.ts";
import type { Scenario } from "../knowledge/scenario.ts";
import type { Cluster } from "../simulator/kubernetes/cluster-api.ts";
import type { HorizontalPodAutoscaler } from "../simulator/kubernetes/api/autoscaling.ts";
import type { Event } from "../simulator/kubernetes/api/core.ts";
import type { Pod } from "../simulator/kubernetes/api/pod.ts";
import { readBoard } from "./board.ts";
import { tellLevel } from "./meanwhile.ts";
import { printClock } from "./print/age.ts";
import { isReady, pendingReason } from "./pod.ts";
import { podStatus } from "./print/columns/pod-row.ts";
import { printTargets } from "./print/targets.ts";
import { count, hours, milliseconds, percent } from "./words-of.ts";

const MOST_PODS = 20;
const MOST_EVENTS = 12;

/** The facts of a lab, each of which stands alone. */
export function tellFacts(scenario: Scenario, cluster: Cluster): Passage[] {
  return [
    fact("simulation#now", "Right now", tellNow(scenario, cluster)),
    fact("simulation#level", "The service level", tellServiceLevel(scenario, cluster)),
    ...cluster.list("HorizontalPodAutoscaler").map(tellHpa),
    ...cluster
      .list("Pod")
      .filter((pod) => !isReady(pod))
      .slice(0, MOST_PODS)
      .map(tellPod),
    ...tellEvents(cluster),
  ];
}

function fact(id: string, heading: string, text: string): Passage {
  return { id, kind: "simulation", text, lesson: "", section: "", lessonTitle: "The simulation", heading };
}

function tellNow(scenario: Scenario, cluster: Cluster): string {
  const board = readBoard(scenario, cluster);
  const { deployment } = scenario.cluster.services[0]!;
  return (
    `At ${printClock(board.atMs)} the Deployment \`${deployment}\` wants ${count(board.desiredReplicas, "replica")}, of which ${board.readyReplicas} are ready ` +
    `and ${board.pendingPods} are Pending. Clients send ${Math.round(board.rps)} requests a second. The pods use ` +
    `${Math.round(board.cpuUtilization)} % of the CPU they request, on average. The p95 latency is ${milliseconds(board.p95)} and ` +
    `${percent(board.errorRate)} of requests fail.`
  );
}

function tellServiceLevel(scenario: Scenario, cluster: Cluster): string {
  const board = readBoard(scenario, cluster);
  const breaks = tellLevel(cluster.samples(), scenario).slice(0, 5);
  return [
    `The service level held in ${percent(board.heldShare)} of the readings until ${printClock(board.atMs)}.`,
    ...breaks,
    `So far ${hours(board.podHours)} of ${hours(board.budgetPodHours)} pod-hours are used.`,
  ].join(" ");
}

function tellHpa(hpa: HorizontalPodAutoscaler): Passage {
  const { metadata, spec, status } = hpa;
  const text = [
    `The HPA \`${metadata.name}\` sees ${printTargets(hpa)} and wants ${count(status.desiredReplicas, "replica")} of ` +
      `${spec.scaleTargetRef.kind} \`${spec.scaleTargetRef.name}\` (at least ${spec.minReplicas}, at most ${spec.maxReplicas}).`,
    ...(status.conditions ?? []).map(
      ({ type, status: is, reason, message }) => `${type} is ${is} (${reason}): ${message}.`,
    ),
  ];
  return fact(`simulation#hpa-${metadata.name}`, `The HPA ${metadata.name}`, text.join(" "));
}

function tellPod(pod: Pod): Passage {
  const { name } = pod.metadata;
  const why = pendingReason(pod);
  const node = pod.spec.nodeName ? ` on node \`${pod.spec.nodeName}\`` : "";
  const text = `The pod \`${name}\` is ${podStatus(pod)}${node}${why ? ` because ${why.replace(/\.$/, "")}` : ""}.`;
  return fact(`simulation#pod-${name}`, `The pod ${name}`, text);
}

/** What every pod's start says of itself teaches nobody why something happened. */
const isRoutine = ({ source, type }: Event) => source === "kubelet" && type === "Normal";

function tellEvents(cluster: Cluster): Passage[] {
  const latest = cluster
    .list("Event")
    .filter((event) => !isRoutine(event))
    .toSorted((a, b) => a.lastTimestamp - b.lastTimestamp)
    .slice(-MOST_EVENTS);
  if (latest.length === 0) return [];
  const lines = latest.map(
    ({ lastTimestamp, involvedObject: { kind, name }, reason, message }) =>
      `At ${printClock(lastTimestamp)}, ${kind} \`${name}\`: ${reason}, ${message.replace(/\.$/, "")}.`,
  );
  return [fact("simulation#events", "What happened last", lines.join(" "))];
}
