/** What a kubelet and its container runtime know of a pod, and the API server does not. */
import type { Condition } from "../api/meta.ts";
import type { ContainerState, Pod } from "../api/pod.ts";
import type { BackOff } from "./back-off.ts";
import type { ProbeKind } from "./behaviour.ts";

export type ProbeResult = "success" | "failure" | "unknown";

/** One run of a container. */
export type Instance = {
  id: string;
  image: string | undefined;
  startedAt: number;
  /** From when on its application can serve; nothing when it never will. */
  servesAt: number | undefined;
  /** When the signal that it was sent will have ended it. */
  endsAt?: number;
  /** That it is being ended has been said. */
  isAnnounced?: boolean;
  /** The kubelet ends it to start it again. */
  isReplaced?: boolean;
  end?: NonNullable<ContainerState["terminated"]>;
  /** The probes' verdicts; a container without a readiness probe has one by its behaviour. */
  results: Partial<Record<ProbeKind, ProbeResult>>;
};

export type ContainerRecord = {
  name: string;
  /** The last instance, running or ended. */
  instance?: Instance;
  /** How the one before it ended. */
  lastEnd?: NonNullable<ContainerState["terminated"]>;
  runs: number;
  /** Why it could not be started the last time it was tried. */
  waiting?: { reason: string; message?: string };
  /** What is under way to start it: a pull, or a wait. Another image makes it void. */
  attempt?: { image: string | undefined };
  /** How restarting this image has gone. */
  crash?: { image: string | undefined; backOff: BackOff };
  /** How pulling this image has gone. */
  pull?: { image: string; failures: number; backOff?: BackOff };
};

/** Why a pod that nobody deleted has to go. */
type Ending = { reason: string; message: string; from: number; graceMs: number; condition?: Condition };

export type PodRecord = {
  uid: string;
  name: string;
  namespace: string;
  node: string;
  containers: Map<string, ContainerRecord>;
  acceptedAt: number;
  hasSandbox: boolean;
  podIP?: string;
  /** How long pulling an image that the node lacks takes. */
  pullMs: number;
  ending?: Ending;
  /** Its main containers are through: what still runs (sidecars) is being stopped. */
  over?: { from: number; graceMs: number };
  /** When its kubelet came back after a stop. */
  resumedAt?: number;
  /** It is over: nothing more is started, and what it last said stands. */
  isDone?: boolean;
};

export function createPodRecord({ metadata, spec }: Pod, node: string, acceptedAt: number, pullMs: number): PodRecord {
  const containers = new Map<string, ContainerRecord>();
  for (const { name } of [...(spec.initContainers ?? []), ...spec.containers]) containers.set(name, { name, runs: 0 });
  const { uid, name, namespace } = metadata;
  return { uid, name, namespace, node, containers, acceptedAt, hasSandbox: false, pullMs };
}

export const isRunning = (instance: Instance | undefined) => instance !== undefined && instance.end === undefined;

export const runningContainers = ({ containers }: PodRecord) =>
  [...containers.values()].filter(({ instance }) => isRunning(instance));
