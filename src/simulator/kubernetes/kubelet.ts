/**
 * The kubelets: a bound pod's containers start, become ready, and stop when the pod is deleted. The delays come from the Workload.
 * Conditions and event texts as Kubernetes 1.36's pkg/kubelet (status/generate.go; events as in real transcripts).
 */
import { isReady, withCondition } from "./pods.ts";
import type { Condition, Pod } from "./objects.ts";
import type { World } from "./world.ts";

/** A container runs after this share of its start-up time; the rest is until its readiness probe succeeds. */
const RUNNING_AFTER = 0.5;

const condition = (type: string, status: Condition["status"], reason = "", message = "") => ({
  type,
  status,
  reason,
  message,
});

function withConditions(pod: Pod, next: ReturnType<typeof condition>[], now: number): Condition[] {
  return next.reduce((conditions, news) => withCondition(conditions, news, now), pod.status.conditions);
}

function waiting(pod: Pod) {
  const names = `containers with unready status: [${pod.spec.containers.map(({ name }) => name).join(" ")}]`;
  return [
    condition("Ready", "False", "ContainersNotReady", names),
    condition("ContainersReady", "False", "ContainersNotReady", names),
  ];
}

const containers = (pod: Pod, state: "waiting" | "running", ready: boolean) =>
  pod.spec.containers.map(({ name }) => ({
    name,
    ready,
    restartCount: 0,
    state,
    reason: state === "waiting" ? "ContainerCreating" : "",
  }));

/** Accepted by its node: images and sandbox are being prepared. */
export function acceptedPod(pod: Pod, now: number): Pod {
  const conditions = withConditions(pod, [condition("Initialized", "True"), ...waiting(pod)], now);
  return {
    ...pod,
    status: { ...pod.status, startTime: now, conditions, containerStatuses: containers(pod, "waiting", false) },
  };
}

export function runningPod(pod: Pod, podIP: string): Pod {
  return {
    ...pod,
    status: { ...pod.status, phase: "Running", podIP, containerStatuses: containers(pod, "running", false) },
  };
}

export function readyPod(pod: Pod, now: number): Pod {
  const conditions = withConditions(pod, [condition("Ready", "True"), condition("ContainersReady", "True")], now);
  return { ...pod, status: { ...pod.status, conditions, containerStatuses: containers(pod, "running", true) } };
}

/** Deletes a pod with its grace period: at once while it has no node (the API server's own rule), else its kubelet stops it. Answers whether it was there. */
export function deletePod(world: World, name: string): boolean {
  const { store, loop } = world;
  const pod = store.get("Pod", name);
  if (!pod || pod.metadata.deletionTimestamp !== undefined) return false;
  if (pod.spec.nodeName === undefined) {
    store.remove("Pod", name);
    return true;
  }
  const graceMs = pod.spec.terminationGracePeriodSeconds * 1_000;
  const stopMs =
    pod.status.phase === "Running" ? Math.min(world.workloadOf(pod.metadata.labels)?.stopMs ?? 0, graceMs) : 0;
  store.put({ ...pod, metadata: { ...pod.metadata, deletionTimestamp: loop.now() + graceMs } });
  for (const container of pod.spec.containers) {
    world.record({ about: pod, reason: "Killing", message: `Stopping container ${container.name}`, source: "kubelet" });
  }
  loop.after(stopMs, () => store.remove("Pod", name));
  return true;
}

export function startKubelets(world: World): void {
  const { store, loop } = world;
  let addresses = 0;
  const nextAddress = () => `10.244.${1 + Math.floor(addresses / 250)}.${2 + (addresses++ % 250)}`;

  const living = (name: string, uid: string) => {
    const pod = store.get("Pod", name);
    return pod?.metadata.uid === uid && pod.metadata.deletionTimestamp === undefined ? pod : undefined;
  };

  const accept = (name: string, uid: string) => {
    const pod = living(name, uid);
    if (!pod) return;
    store.put(acceptedPod(pod, loop.now()));
    const startMs = world.random.between(...(world.workloadOf(pod.metadata.labels)?.startMs ?? [0, 0]));
    loop.after(Math.round(startMs * RUNNING_AFTER), () => {
      const starting = living(name, uid);
      if (!starting) return;
      store.put(runningPod(starting, nextAddress()));
      world.record({ about: starting, reason: "Started", message: "Container started", source: "kubelet" });
    });
    loop.after(startMs, () => {
      const started = living(name, uid);
      if (started && !isReady(started)) store.put(readyPod(started, loop.now()));
    });
  };

  store.watch(({ object, before }) => {
    if (object.kind !== "Pod" || before?.kind !== "Pod") return;
    if (object.spec.nodeName === undefined || before.spec.nodeName !== undefined) return;
    loop.after(0, () => accept(object.metadata.name, object.metadata.uid));
  });
}
