// What is true of a Kubernetes cluster's objects now, as passages that later questions may cite.
import type { Passage } from "../../ask/answer.ts";
import type { HorizontalPodAutoscaler } from "../../simulator/kubernetes/api/autoscaling.ts";
import type { Event } from "../../simulator/kubernetes/api/core.ts";
import type { Cluster } from "../../simulator/kubernetes/cluster-api.ts";
import { isReady } from "../pod.ts";
import { printClock } from "../print/age.ts";
import { printTargets } from "../print/targets.ts";
import { count } from "../words-of.ts";
import { fact } from "./fact.ts";
import { nodeFacts } from "./node-facts.ts";
import { tellPod } from "./pod-facts.ts";

const MOST_PODS = 20;
const MOST_EVENTS = 12;

export function kubernetesFacts(cluster: Cluster): Passage[] {
  const events = cluster.list("Event");
  return [
    ...cluster.list("HorizontalPodAutoscaler").map(tellHpa),
    ...cluster
      .list("Pod")
      .filter((pod) => !isReady(pod))
      .slice(0, MOST_PODS)
      .map((pod) => tellPod(pod, events)),
    ...nodeFacts(cluster),
    ...tellEvents(cluster),
  ];
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
