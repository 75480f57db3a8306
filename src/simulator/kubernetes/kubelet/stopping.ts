/** A whole pod is stopped: main containers first, then its sidecars, the last one first. Kubernetes 1.36, pkg/kubelet/kuberuntime/kuberuntime_termination_order.go. */
import type { Pod } from "../api/pod.ts";
import { isSidecar } from "./behaviour.ts";
import { containersOf, type Kubelet } from "./context.ts";
import { announceStop, stopContainer } from "./process.ts";
import { isRunning, type PodRecord } from "./records.ts";

/** minimumGracePeriodInSeconds: what every container is left with (kuberuntime_manager.go). */
const LEAST_GRACE_MS = 2_000;

/** Those whose turn it is to be stopped. */
function nextToStop(pod: Pod, record: PodRecord): string[] {
  const runs = ({ name }: { name: string }) => isRunning(record.containers.get(name)?.instance);
  const sidecars = (pod.spec.initContainers ?? []).filter((container) => isSidecar(container) && runs(container));
  const others = containersOf(pod).filter((container) => runs(container) && !sidecars.includes(container));
  if (others.length > 0) return others.map(({ name }) => name);
  return sidecars.slice(-1).map(({ name }) => name);
}

/** Sends the signals that are due; to be called again whenever a container has ended. `from` is when the stop was asked for. */
export function stopPod(kubelet: Kubelet, pod: Pod, record: PodRecord, from: number, graceMs: number): void {
  const deadline = from + Math.max(graceMs, LEAST_GRACE_MS);
  const due = nextToStop(pod, record);
  for (const container of containersOf(pod)) {
    const own = record.containers.get(container.name);
    if (!own) continue;
    announceStop(kubelet, pod, own, container);
    if (!due.includes(container.name)) continue;
    const isFirst = own.instance?.endsAt === undefined && isSidecar(container);
    stopContainer(kubelet, pod, record, own, container, { from: isFirst ? kubelet.world.loop.now() : from, deadline });
  }
}
