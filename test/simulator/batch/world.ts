/** A world with the API server, the controllers that a test starts, and pods that live as told: bound at once, up after a while. */
import type { Event } from "../../../src/simulator/kubernetes/api/core.ts";
import type { Pod, PodStatus } from "../../../src/simulator/kubernetes/api/pod.ts";
import { createRecorder } from "../../../src/simulator/kubernetes/events.ts";
import { QUIET } from "../../../src/simulator/kubernetes/kubelet/behaviour.ts";
import { createApi } from "../../../src/simulator/kubernetes/server/create-api.ts";
import { startGarbageCollector } from "../../../src/simulator/kubernetes/server/garbage-collector.ts";
import { createStore } from "../../../src/simulator/kubernetes/store.ts";
import type { World } from "../../../src/simulator/kubernetes/world.ts";
import { createLoop } from "../../../src/simulator/kernel/loop.ts";
import { createRandom } from "../../../src/simulator/kernel/random.ts";
import { createTrace } from "../../../src/simulator/kernel/trace.ts";

export type Life = { startMs?: number; ready?: boolean; exitMs?: number; exitCode?: number; stopMs?: number };

/** Where a pod is meant to be, or the only node. */
function nodeFor({ spec }: Pod): string {
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return terms?.[0]?.matchFields?.[0]?.values?.[0] ?? "n1";
}

/** Stands in for the scheduler and the kubelets. */
function startPods({ store, api, loop }: World, lifeOf: (pod: Pod) => Life): void {
  const change = (name: string, uid: string, status: PodStatus) => {
    const pod = store.get("Pod", name);
    if (pod?.metadata.uid === uid) api.updateStatus(pod, { ...pod.status, ...status });
  };
  const condition = (ready: boolean) => [
    { type: "Ready", status: ready ? ("True" as const) : ("False" as const), lastTransitionTime: loop.now() },
  ];
  const live = (pod: Pod) => {
    const { name, uid } = pod.metadata;
    const { startMs = 1_000, ready = true, exitMs, exitCode = 0 } = lifeOf(pod);
    api.update({ ...pod, spec: { ...pod.spec, nodeName: nodeFor(pod) } });
    loop.after(startMs, () => change(name, uid, { phase: "Running", conditions: condition(ready) }));
    if (exitMs === undefined) return;
    loop.after(startMs + exitMs, () => {
      const terminated = { exitCode, finishedAt: loop.now() };
      const containerStatuses = [{ name: "c", ready: false, restartCount: 0, state: { terminated } }];
      change(name, uid, {
        phase: exitCode === 0 ? "Succeeded" : "Failed",
        conditions: condition(false),
        containerStatuses,
      });
    });
  };
  store.watch(({ verb, object, before }) => {
    if (object.kind !== "Pod") return;
    const { name, uid, deletionTimestamp } = object.metadata;
    if (verb === "added") loop.after(10, () => live(store.get("Pod", name) ?? object));
    if (verb !== "modified" || deletionTimestamp === undefined || before?.metadata.deletionTimestamp !== undefined)
      return;
    loop.after(lifeOf(object).stopMs ?? 500, () => {
      change(name, uid, { phase: "Failed", conditions: condition(false) });
      api.delete("Pod", name, "default", { gracePeriodSeconds: 0, uid });
    });
  });
}

export function makeWorld(
  start: (world: World) => void,
  lifeOf: (pod: Pod) => Life = () => ({}),
  { seed = "batch", epoch = 0 } = {},
) {
  const loop = createLoop({ events: 1_000_000, spanMs: 1_000_000_000 });
  const trace = createTrace();
  const random = createRandom(seed);
  const store = createStore(loop, trace, 10_000);
  const api = createApi(loop, random, store, () => {
    throw new Error("Nothing is evicted here.");
  });
  const record = createRecorder(loop, random, store);
  const world: World = { loop, random, store, api, record, behaviourOf: () => QUIET, epoch };
  api.create({ kind: "Namespace", metadata: { name: "default" } });
  startPods(world, lifeOf);
  start(world);
  startGarbageCollector(world);
  return {
    ...world,
    run: loop.run,
    pods: () => store.list("Pod"),
    names: () => store.list("Pod").map(({ metadata }) => metadata.name),
    events: (reason: string): Event[] => store.list("Event").filter((event) => event.reason === reason),
    digest: trace.digest,
  };
}

export type TestWorld = ReturnType<typeof makeWorld>;

export const template = (labels: Record<string, string> = { app: "x" }, image = "app:v1") => ({
  metadata: { labels },
  spec: { containers: [{ name: "c", image }], restartPolicy: "Always" as const },
});
