/** What can be asked of the processes in a pod from outside of it: whether a request would be answered, and how much memory they use. */
import type { Container, Pod } from "../api/pod.ts";
import { behaviourIn, type Kubelet } from "./context.ts";
import { hangs, usageOf } from "./process.ts";
import { runningContainers, type Instance } from "./records.ts";

export type Processes = {
  /** Whether the pod's first container answers a request now, whatever its probes have found so far. */
  answers(pod: Pod): boolean;
  /** In bytes; nothing when nothing is known of it. */
  memoryOf(pod: Pod): number | undefined;
};

/** Asked of every pod at every tick, and hardly any ever hangs. */
function isHanging(kubelet: Kubelet, pod: Pod, container: Container, instance: Instance, now: number): boolean {
  const { hang, containers } = kubelet.world.behaviourOf(pod);
  if (!hang && !containers) return false;
  return hangs(behaviourIn(kubelet, pod, container), instance, now);
}

export function askProcesses(kubelet: Kubelet): Processes {
  const { loop } = kubelet.world;
  return {
    answers(pod) {
      const [container] = pod.spec.containers;
      if (!container) return false;
      const instance = kubelet.records.get(pod.metadata.uid)?.containers.get(container.name)?.instance;
      if (!instance || instance.end) return false;
      const now = loop.now();
      const serves = instance.servesAt !== undefined && instance.servesAt <= now;
      return serves && !isHanging(kubelet, pod, container, instance, now);
    },
    memoryOf(pod) {
      const record = kubelet.records.get(pod.metadata.uid);
      if (!record || !kubelet.world.behaviourOf(pod).memory) return undefined;
      return runningContainers(record).reduce((sum, own) => sum + usageOf(kubelet, record, own, "memory"), 0);
    },
  };
}
