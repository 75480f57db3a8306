/**
 * A pod that ran before its kubelet was there to start it: of a cluster that was read from a snapshot. What its status says of its containers is
 * taken for what the runtime says, as a kubelet does that was started again.
 */
import type { Container, ContainerStatus, Pod } from "../api/pod.ts";
import { behaviourIn, containerNamed, type Kubelet } from "./context.ts";
import { readyByItself } from "./process.ts";
import { createPodRecord, type ContainerRecord, type Instance, type PodRecord } from "./records.ts";

const statusesOf = ({ status }: Pod): ContainerStatus[] => [
  ...(status.initContainerStatuses ?? []),
  ...(status.containerStatuses ?? []),
];

/** Whether a container of it runs already. */
export const hasRun = (pod: Pod) => statusesOf(pod).some(({ state }) => state?.running !== undefined);

type End = NonNullable<ContainerStatus["state"]>["terminated"];

/** How the run ended that the status tells of; nothing while it goes on. */
function endOf({ state = {}, lastState = {} }: ContainerStatus): End {
  if (state.running) return undefined;
  return state.terminated ?? lastState.terminated;
}

const verdictsOf = ({ ready, started = true }: ContainerStatus): Instance["results"] => ({
  readiness: ready ? "success" : "failure",
  liveness: "success",
  startup: started ? "success" : "unknown",
});

/** The run that the status tells of: one that goes on, or the last that ended. */
function instanceOf(status: ContainerStatus, image: string | undefined): Instance | undefined {
  const end = endOf(status);
  const startedAt = (status.state?.running ?? end)?.startedAt;
  if (startedAt === undefined) return undefined;
  const id = status.containerID ?? end?.containerID ?? `containerd://${status.name}`;
  return { id, image, startedAt, servesAt: startedAt, results: verdictsOf(status), ...(end ? { end } : {}) };
}

function adopt(own: ContainerRecord, status: ContainerStatus, image: string | undefined): void {
  const instance = instanceOf(status, image);
  const { state, lastState, restartCount } = status;
  if (instance) own.instance = instance;
  own.runs = instance ? restartCount + 1 : 0;
  if (lastState?.terminated && state?.waiting === undefined) own.lastEnd = lastState.terminated;
  if (state?.waiting?.reason) own.waiting = { reason: state.waiting.reason };
}

/** Its first probe was answered, and answered with no, this long after it began to serve at the latest. */
const PROBED_AFTER_MS = 2_000;

/**
 * From when on a container serves that runs and is not ready. One with a readiness probe that ought to have succeeded by now does not
 * serve, and nothing says that it ever will; without a probe it takes as long as if it were new.
 */
function servesFrom(kubelet: Kubelet, pod: Pod, container: Container, { startedAt }: Instance): number | undefined {
  const { readyMs } = behaviourIn(kubelet, pod, container);
  const { loop, random } = kubelet.world;
  if (readyMs === "never") return undefined;
  if (!container.readinessProbe) return loop.now() + random.between(...readyMs);
  const probedAfter = (container.readinessProbe.initialDelaySeconds ?? 0) * 1_000 + PROBED_AFTER_MS;
  const isOverdue = startedAt + Math.max(readyMs[1], probedAfter) < loop.now();
  return isOverdue ? undefined : startedAt + random.between(...readyMs);
}

/** A container that runs is probed from now on. */
function goOn(kubelet: Kubelet, pod: Pod, record: PodRecord, { name, instance }: ContainerRecord): void {
  if (!instance || instance.end) return;
  const container = containerNamed(pod, name);
  if (container && instance.results.readiness !== "success") {
    instance.servesAt = servesFrom(kubelet, pod, container, instance);
    if (!container.readinessProbe) readyByItself(kubelet, record, instance);
  }
  kubelet.started(record, name);
}

/** Takes the pod on as it is, without starting anything that runs. */
export function adoptPod(kubelet: Kubelet, pod: Pod, node: string): PodRecord {
  const { loop } = kubelet.world;
  const record = createPodRecord(pod, node, pod.status.startTime ?? loop.now(), 0);
  record.hasSandbox = true;
  if (pod.status.podIP !== undefined) record.podIP = pod.status.podIP;
  for (const status of statusesOf(pod)) {
    const own = record.containers.get(status.name);
    if (own) adopt(own, status, containerNamed(pod, status.name)?.image);
  }
  kubelet.records.set(record.uid, record);
  for (const own of record.containers.values()) goOn(kubelet, pod, record, own);
  return record;
}
