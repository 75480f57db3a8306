/** What follows the start and the end of a container, as soon as the kubelet has asked the runtime again. */
import { isSidecar } from "./behaviour.ts";
import { containerNamed, podOf, type Kubelet } from "./context.ts";
import type { PodRecord } from "./records.ts";
import { isRestarted } from "./restart-policy.ts";
import { RELIST_MS } from "./starting.ts";

const isInit = (initContainers: { name: string }[] | undefined, name: string) =>
  initContainers?.some((container) => container.name === name) ?? false;

/** A sidecar without a startup probe lets the next container start. */
export function afterStart(kubelet: Kubelet, record: PodRecord, name: string): void {
  const pod = podOf(kubelet, record);
  const container = pod && containerNamed(pod, name);
  if (!container || !isInit(pod.spec.initContainers, name) || !isSidecar(container)) return;
  kubelet.world.loop.after(RELIST_MS, () => kubelet.sync(record));
}

/**
 * The end is reported at once. What is started after it waits until the kubelet has asked the runtime, except after what the kubelet itself has
 * ended: that it sees.
 */
export function afterEnd(kubelet: Kubelet, record: PodRecord, name: string): void {
  const pod = podOf(kubelet, record);
  const container = pod && containerNamed(pod, name);
  const instance = record.containers.get(name)?.instance;
  if (!container || !instance?.end) return;
  const isFollowed = isInit(pod.spec.initContainers, name) || isRestarted(container, pod.spec, instance.end.exitCode);
  if (instance.endsAt !== undefined || !isFollowed) return kubelet.sync(record);
  kubelet.report(record);
  kubelet.world.loop.after(RELIST_MS, () => kubelet.sync(record));
}
