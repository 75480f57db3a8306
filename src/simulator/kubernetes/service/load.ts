/**
 * The load of one Service: every TICK_MS its clients' requests are spread evenly over the endpoints that are ready (kube-proxy chooses at random), each pod
 * works as queueing.ts says, and its CPU time is counted. A pod that goes drains what it holds within its grace; that is not followed further.
 */
import type { Traffic, Workload } from "../cluster-api.ts";
import type { Service } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import { milliOf } from "../api/quantity.ts";
import { selectsPod } from "../endpoint-slice/endpoints.ts";
import { rpsAt } from "../../traffic.ts";
import type { World } from "../world.ts";
import { isStopped } from "../kubelet/nodes.ts";
import type { Processes } from "../kubelet/processes.ts";
import { readyPodNames } from "./ready-pods.ts";
import { type Answering, meanResponseMs, serve, serverOf, type Response, type Server } from "./queueing.ts";

export const TICK_MS = 1_000;

/** One running pod: whether it is sent requests, whether they are lost because its machine is dead, what it can do, the requests it holds, and the CPU it uses, in millicores. */
type PodLoad = {
  name: string;
  pod: Pod;
  ready: boolean;
  lost: boolean;
  workload: Workload;
  server: Server;
  backlog: number;
  cpu: number;
};

/** Since the last reading: numbers of requests, and of the last tick how long the pods took and which answered. */
export type Reading = {
  offered: number;
  served: number;
  failed: number;
  responses: Response[];
  answering: Answering;
  ms: number;
};

export type Load = {
  /** Lets `ms` go by that end now. */
  tick(now: number, ms: number): void;
  /** What was counted since it was last asked. */
  read(): Reading;
  /** What a pod's containers use now, in millicores. */
  cpuOf(podName: string): number;
};

/** Adds to the group of requests that take as long, so that percentiles are reckoned over few groups. */
function addResponse(responses: Response[], next: Response) {
  const same = responses.find(
    ({ delayMs, meanMs }) => Math.abs(delayMs - next.delayMs) < 0.01 && Math.abs(meanMs - next.meanMs) < 0.01,
  );
  if (same) same.weight += next.weight;
  else responses.push(next);
}

const nobody = (): Answering => ({ count: 0, rate: 0 });
const empty = (): Reading => ({ offered: 0, served: 0, failed: 0, responses: [], answering: nobody(), ms: 0 });

/** How the processes of a pod work, if requests are anything to them. */
export type WorkloadOf = (pod: Pod) => Workload | undefined;

/** Of the container that serves, in millicores; nothing means none. */
function cpuLimitOf({ spec }: Pod): number | undefined {
  const limit = spec.containers[0]?.resources?.limits?.["cpu"];
  return limit === undefined ? undefined : milliOf(limit);
}

/** The running pods of the Service; what they hold is carried over by name. */
function loadsOf(world: World, service: Service, workloadOf: WorkloadOf, before: Map<string, PodLoad>) {
  const loads = new Map<string, PodLoad>();
  const endpoints = readyPodNames(world.store, service);
  for (const pod of world.store.list("Pod", service.metadata.namespace)) {
    const workload = selectsPod(service, pod) ? workloadOf(pod) : undefined;
    if (!workload || pod.status.phase !== "Running") continue;
    const { name } = pod.metadata;
    const server = serverOf(workload, cpuLimitOf(pod));
    const ready = endpoints.has(name);
    const backlog = ready ? (before.get(name)?.backlog ?? 0) : 0;
    const lost = isStopped(world.store, pod.spec.nodeName ?? "");
    loads.set(name, { name, pod, ready, lost, workload, server, backlog, cpu: workload.idleCpu });
  }
  return loads;
}

/** One ready pod works for `ms`; its response is noted in the reading. Ready is what its probes say: it may not answer all the same. */
function work(load: PodLoad, answers: boolean, reading: Reading, rps: number, ms: number): void {
  const { server, workload } = load;
  if (!answers) {
    reading.failed += (rps * ms) / 1_000;
    return;
  }
  reading.answering.count++;
  reading.answering.rate += server.rate;
  const done = serve(server, load.backlog, rps, ms);
  reading.served += done.served;
  reading.failed += done.failed;
  load.backlog = done.backlog;
  load.cpu = workload.idleCpu + (done.served * 1_000 * workload.cpuPerRequestMs) / ms;
  if (done.served === 0) return;
  const delayMs = (done.backlog / server.rate) * 1_000;
  addResponse(reading.responses, { delayMs, meanMs: meanResponseMs(server, rps), weight: done.served });
}

export function createLoad(
  world: World,
  service: Service,
  traffic: Traffic,
  { workloadOf, answers }: { workloadOf: WorkloadOf } & Pick<Processes, "answers">,
): Load {
  let loads = new Map<string, PodLoad>();
  let ready: PodLoad[] = [];
  let seen = -1;
  let reading = empty();

  const refresh = () => {
    const changes = world.store.changes("Pod") + world.store.changes("EndpointSlice") + world.store.changes("Lease");
    if (seen === changes) return;
    seen = changes;
    loads = loadsOf(world, service, workloadOf, loads);
    ready = [...loads.values()].filter((load) => load.ready);
  };

  return {
    tick(now, ms) {
      refresh();
      const rps = rpsAt(traffic, Math.max(0, now - ms / 2));
      reading.offered += (rps * ms) / 1_000;
      reading.ms += ms;
      reading.responses = [];
      reading.answering = nobody();
      if (ready.length === 0) reading.failed += (rps * ms) / 1_000;
      for (const load of ready) work(load, !load.lost && answers(load.pod), reading, rps / ready.length, ms);
    },
    read() {
      const read = reading;
      reading = empty();
      return read;
    },
    cpuOf: (podName) => loads.get(podName)?.cpu ?? 0,
  };
}
