/** How one pod of a cluster is and why, as a passage: what `why pod NAME` is answered from. */
import type { Passage } from "../../ask/answer.ts";
import type { Event } from "../../simulator/kubernetes/api/core.ts";
import type { ContainerState, ContainerStatus, Pod } from "../../simulator/kubernetes/api/pod.ts";
import { pendingReason } from "../pod.ts";
import { printClock } from "../print/age.ts";
import { podStatus } from "../print/columns/pod-row.ts";
import { count } from "../words-of.ts";
import { fact } from "./fact.ts";

type Ended = NonNullable<ContainerState["terminated"]>;

/** `The pod web-1 is not ready because its readiness probe has failed 7 times since 10:02; it is Running on node worker-1.` */
export function tellPod(pod: Pod, events: readonly Event[]): Passage {
  const { name } = pod.metadata;
  return fact(`simulation#pod-${name}`, `The pod ${name}`, `The pod \`${name}\` ${tellState(pod, events)}.`);
}

function tellState(pod: Pod, events: readonly Event[]): string {
  const word = podStatus(pod);
  const node = pod.spec.nodeName ? ` on node \`${pod.spec.nodeName}\`` : "";
  if (word === "Running") return `is not ready because ${whyUnready(pod, events)}; it is Running${node}`;
  const ended = whyEnded(pod);
  const why = pendingReason(pod).replace(/\.$/, "") || ended;
  return `${ended === "" ? "is" : "is in"} ${word}${node}${why === "" ? "" : ` because ${why}`}`;
}

/** What the kubelet last reported of its probe; before the first report its containers are still coming up. */
function whyUnready({ metadata: { name, namespace } }: Pod, events: readonly Event[]): string {
  const failed = events
    .filter(({ reason, message, involvedObject: of }) => {
      const isOfPod = of.kind === "Pod" && of.name === name && of.namespace === namespace;
      return isOfPod && reason === "Unhealthy" && message.startsWith("Readiness probe");
    })
    .toSorted((a, b) => b.lastTimestamp - a.lastTimestamp)[0];
  if (!failed) return "not all of its containers are ready yet";
  const { count: times, firstTimestamp, lastTimestamp } = failed;
  return times === 1
    ? `its readiness probe failed at ${printClock(lastTimestamp)}`
    : `its readiness probe has failed ${times} times since ${printClock(firstTimestamp)}`;
}

/** How the container that does not run ended, and how often that was; "" where none has ended. */
function whyEnded({ status }: Pod): string {
  const container = status.containerStatuses?.find(({ state }) => !state?.running);
  const end = container?.state?.terminated ?? container?.lastState?.terminated;
  return container && end ? tellEnd(container, end) : "";
}

function tellEnd({ name, restartCount }: ContainerStatus, { reason, exitCode }: Ended): string {
  const word = reason && reason !== "Error" ? ` (${reason})` : "";
  const often = restartCount > 0 ? ` and has been restarted ${count(restartCount, "time")}` : "";
  return `its container \`${name}\` ended with exit code ${exitCode}${word}${often}`;
}
