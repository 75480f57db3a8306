// What a Kubernetes cluster did since a moment, in a few short sentences.
import type { Cluster } from "../../simulator/kubernetes/cluster-api.ts";
import type { Event, Node } from "../../simulator/kubernetes/api/core.ts";
import { pendingReason } from "../pod.ts";
import { printClock } from "../print/age.ts";
import { count } from "../words-of.ts";
import type { News } from "./news.ts";

/** `becameReady` is how many pods became ready since. */
export function kubernetesNews(cluster: Cluster, fromMs: number, becameReady: number): News[] {
  return [
    ...tellNodes(cluster, fromMs),
    ...tellRescales(cluster, fromMs),
    ...(becameReady > 0 ? [{ text: `${count(becameReady, "pod")} became ready.` }] : []),
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

function tellPending(cluster: Cluster): News[] {
  const reasons = cluster.list("Pod").map(pendingReason).filter(Boolean);
  if (reasons.length === 0) return [];
  const verb = reasons.length === 1 ? "is" : "are";
  return [{ text: `${count(reasons.length, "pod")} ${verb} Pending: ${reasons[0]}`, isStanding: true }];
}
