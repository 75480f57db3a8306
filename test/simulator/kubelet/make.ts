/** A cluster of nodes and kubelets alone: pods are bound by hand. */
import type { Container, ContainerStatus, Pod, PodSpec } from "../../../src/simulator/kubernetes/api/pod.ts";
import type { Event } from "../../../src/simulator/kubernetes/api/core.ts";
import { QUIET, type Behaviour } from "../../../src/simulator/kubernetes/kubelet/behaviour.ts";
import { startKubelets } from "../../../src/simulator/kubernetes/kubelet/start.ts";
import { createRecorder } from "../../../src/simulator/kubernetes/events.ts";
import { createLoop } from "../../../src/simulator/kernel/loop.ts";
import { createRandom } from "../../../src/simulator/kernel/random.ts";
import { createTrace } from "../../../src/simulator/kernel/trace.ts";
import { createApi } from "../../../src/simulator/kubernetes/server/create-api.ts";
import { createStore } from "../../../src/simulator/kubernetes/store.ts";
import type { World } from "../../../src/simulator/kubernetes/world.ts";

const meta = (name: string, namespace = "") => ({
  name,
  namespace,
  uid: `uid-${name}`,
  creationTimestamp: 0,
  generation: 1,
});

/** "running 3000", "terminated 0 Completed 11500" or "waiting PodInitializing". */
function stateText(status: ContainerStatus | undefined): string {
  const { running, terminated, waiting } = status?.state ?? {};
  if (running) return `running ${running.startedAt}`;
  if (terminated) return `terminated ${terminated.exitCode} ${terminated.reason} ${terminated.finishedAt}`;
  return `waiting ${waiting?.reason}`;
}

export function createLab(behaviour: Partial<Behaviour> | ((pod: Pod) => Behaviour) = {}, memory = "8Gi") {
  const loop = createLoop({ events: 200_000, spanMs: 86_400_000 });
  const trace = createTrace();
  const random = createRandom("kubelet");
  const store = createStore(loop, trace, 10_000);
  const record = createRecorder(loop, random, store);
  const api = createApi(loop, random, store, (name, namespace) => api.delete("Pod", name, namespace));
  const behaviourOf = typeof behaviour === "function" ? behaviour : () => ({ ...QUIET, ...behaviour });
  const world: World = { loop, random, store, api, record, behaviourOf, epoch: 0 };
  const resources = { cpu: "4", memory, pods: "110", "ephemeral-storage": "10Gi" };
  store.put({ kind: "Namespace", metadata: meta("default"), status: { phase: "Active" } });
  for (const name of ["n1", "n2"])
    store.put({
      kind: "Node",
      metadata: meta(name),
      spec: {},
      status: { capacity: resources, allocatable: resources },
    });
  startKubelets(world);

  /** Every status that a pod had: [time, pod]. */
  const history: [number, Pod][] = [];
  store.watch(({ object, verb }) => {
    if (object.kind === "Pod" && verb !== "deleted") history.push([loop.now(), object]);
  });
  const podOf = (name = "web") => store.get("Pod", name);
  const statusOf = (name: string, container: string) => {
    const { containerStatuses = [], initContainerStatuses = [] } = podOf(name)?.status ?? {};
    return [...containerStatuses, ...initContainerStatuses].find((status) => status.name === container);
  };
  return {
    world,
    history,
    trace,
    run: (until: number) => loop.run(until),
    /** Creates a pod that is bound to n1 unless `spec` says otherwise. */
    pod(spec: Partial<PodSpec> = {}, name = "web") {
      const containers: Container[] = [{ name: "app", image: "nginx:1.27" }];
      const answer = api.create({ kind: "Pod", metadata: { name }, spec: { containers, nodeName: "n1", ...spec } });
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.object;
    },
    podOf,
    app: (name = "web", container = "app") => statusOf(name, container),
    state: (container = "app", name = "web") => stateText(statusOf(name, container)),
    phase: (name?: string) => podOf(name)?.status.phase,
    condition: (type: string, name?: string) => podOf(name)?.status.conditions?.find((one) => one.type === type),
    /** "Type Reason Message" of the events about a pod, with how often each happened when more than once. */
    events: (name = "web") =>
      store
        .list("Event")
        .filter((event: Event) => event.involvedObject.name === name)
        .map(({ type, reason, message, count }) => `${type} ${reason} ${message}${count > 1 ? ` x${count}` : ""}`),
  };
}
