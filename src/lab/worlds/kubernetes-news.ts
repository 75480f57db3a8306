// What a Kubernetes cluster did since a moment, in a few short sentences.
import type { Cluster } from "../../simulator/kubernetes/cluster-api.ts";
import type { Event, Node } from "../../simulator/kubernetes/api/core.ts";
import { pendingReason, readySince } from "../pod.ts";
import { printClock } from "../print/age.ts";
import { count } from "../words-of.ts";
import type { News } from "./news.ts";

export function kubernetesNews(cluster: Cluster, fromMs: number): News[] {
  return [
    ...tellNodes(cluster, fromMs),
    ...tellRescales(cluster, fromMs),
    ...tellReady(cluster, fromMs),
    ...tellPending(cluster),
  ];
}

function tellNodes(cluster: Cluster, fromMs: number): News[] {
  return cluster.list("Node").flatMap((node) => {
    const ready = readiness(node);
    if (!ready || (ready.lastTransitionTime ?? 0) <= fromMs) return [];
    const is = ready.status === "True" ? "Ready" : "NotReady";
    const at = ready.lastTransitionTime ?? 0;
    return [{ at, text: `At ${printClock(at)} node ${node.metadata.name} became ${is}.` }];
  });
}

const readiness = ({ status }: Node) => status.conditions?.find(({ type }) => type === "Ready");

/** `New size: 4; reason: cpu resource utilization (...) above target` -> 4 and the reason. */
function readRescale({ message }: Event): { size: string; reason: string } {
  const [, size = "?", reason = message] = /^New size: (\d+); reason: (.*)$/.exec(message) ?? [];
  return { size, reason };
}

function tellRescales(cluster: Cluster, fromMs: number): News[] {
  return cluster
    .list("Event")
    .filter(({ reason, lastTimestamp }) => reason === "SuccessfulRescale" && lastTimestamp > fromMs)
    .map((event) => {
      const { size, reason } = readRescale(event);
      const { lastTimestamp: at, involvedObject } = event;
      return { at, text: `At ${printClock(at)} the HPA set ${involvedObject.name} to ${size} replicas: ${reason}.` };
    });
}

/** Pods that are ready since, or, when some of those are gone again, how far the number of ready pods rose. */
function tellReady(cluster: Cluster, fromMs: number): News[] {
  const since = cluster.list("Pod").filter((pod) => (readySince(pod) ?? -1) > fromMs).length;
  const samples = cluster.samples();
  const risen = samples.reduce((sum, { at, readyReplicas }, index) => {
    const before = samples[index - 1]?.readyReplicas ?? readyReplicas;
    return at > fromMs ? sum + Math.max(0, readyReplicas - before) : sum;
  }, 0);
  const most = Math.max(since, risen);
  return most > 0 ? [{ text: `${count(most, "pod")} became ready.` }] : [];
}

function tellPending(cluster: Cluster): News[] {
  const reasons = cluster.list("Pod").map(pendingReason).filter(Boolean);
  if (reasons.length === 0) return [];
  const verb = reasons.length === 1 ? "is" : "are";
  return [{ text: `${count(reasons.length, "pod")} ${verb} Pending: ${reasons[0]}` }];
}
