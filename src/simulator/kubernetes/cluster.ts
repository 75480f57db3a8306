/** A simulated Kubernetes cluster: the kernel, the objects, the controllers over them, and the commands. Kubernetes 1.36 defaults. */
import { createLoop } from "../kernel/loop.ts";
import { createRandom } from "../kernel/random.ts";
import { createTrace } from "../kernel/trace.ts";
import { SAMPLE_MS, type Cluster, type ClusterSetup, type Sample } from "./cluster-api.ts";
import { createCommands } from "./commands.ts";
import { createCost } from "./cost.ts";
import { startDeploymentController } from "./deployment/controller.ts";
import { createRecorder, forgetOldEvents } from "./events.ts";
import { startHpaController } from "./hpa-controller.ts";
import { startKubelets } from "./kubelet.ts";
import type { Pod, Service } from "./objects.ts";
import { startReplicaSetController } from "./replicaset/controller.ts";
import { takeSample } from "./sample.ts";
import { startScheduler } from "./scheduler/controller.ts";
import { createLoad, TICK_MS, type Load } from "./service/load.ts";
import { createMetricsServer, SCRAPE_MS } from "./service/metrics-server.ts";
import { settle } from "./set-up.ts";
import { createStore } from "./store.ts";
import type { World } from "./world.ts";

/** What one simulation may take: a week, and what a week of a busy cluster needs. */
const LIMITS = { spanMs: 7 * 24 * 3_600_000, events: 5_000_000, objects: 50_000 };

/** Measurements come after everything else of their instant. */
const LAST = 10;
const FORGET_MS = 60_000;

function every(world: World, firstMs: number, periodMs: number, task: () => void): void {
  const turn = () => {
    task();
    world.loop.after(periodMs, turn, LAST);
  };
  world.loop.at(firstMs, turn, LAST);
}

function createWorld(setup: ClusterSetup, seed: string) {
  const loop = createLoop(LIMITS);
  const trace = createTrace();
  const random = createRandom(seed);
  const store = createStore(loop, trace, LIMITS.objects);
  const workloads = new Map(setup.deployments.map(({ name, labels, workload }) => [labels?.["app"] ?? name, workload]));
  const record = createRecorder(loop, random, store);
  const world: World = { loop, random, store, record, workloadOf: (labels) => workloads.get(labels["app"] ?? "") };
  return { world, trace };
}

/** Starts the load of every Service, the metrics pipeline on it, and the readings of the first Service. */
function startMeasuring(world: World, setup: ClusterSetup, note: (sample: Sample) => void) {
  const { store, loop } = world;
  const loads: { deployment: string; service: Service; load: Load }[] = [];
  for (const { name, deployment, traffic } of setup.services) {
    const service = store.get("Service", name);
    if (service) loads.push({ deployment, service, load: createLoad(world, service, traffic) });
  }
  const metricsServer = createMetricsServer(store);
  const cpuOf = (pod: Pod) => {
    let most = world.workloadOf(pod.metadata.labels)?.idleCpu ?? 0;
    for (const { load } of loads) most = Math.max(most, load.cpuOf(pod.metadata.name));
    return most;
  };
  const tick = (ms: number) => {
    for (const { load } of loads) load.tick(loop.now(), ms);
    metricsServer.count(ms, cpuOf);
  };
  const sample = () => {
    const [first] = loads;
    if (first) note(takeSample(store, first.service, first.deployment, first.load, loop.now()));
  };

  // The cluster has been running for a while: there are readings and metrics at time 0 already.
  const phase = world.random.between(1, SCRAPE_MS - 1);
  metricsServer.count(0, cpuOf);
  metricsServer.scrape(phase - 2 * SCRAPE_MS);
  tick(SCRAPE_MS);
  metricsServer.scrape(phase - SCRAPE_MS);
  metricsServer.count(SCRAPE_MS - phase, cpuOf);
  sample();
  every(world, TICK_MS, TICK_MS, () => tick(TICK_MS));
  every(world, SAMPLE_MS, SAMPLE_MS, sample);
  every(world, phase, SCRAPE_MS, () => metricsServer.scrape(loop.now()));
  every(world, FORGET_MS, FORGET_MS, () => forgetOldEvents(store, loop.now()));
  return metricsServer;
}

export function createCluster(setup: ClusterSetup, seed: string): Cluster {
  const { world, trace } = createWorld(setup, seed);
  const { store, loop } = world;
  const samples: Sample[] = [];
  const cost = createCost(loop, store);
  const scheduler = startScheduler(world);
  settle(world, setup, scheduler.place);
  const metricsServer = startMeasuring(world, setup, (sample) => {
    samples.push(sample);
    trace.add(JSON.stringify(sample));
  });
  startHpaController(world, metricsServer);
  startKubelets(world);
  startReplicaSetController(world);
  startDeploymentController(world);
  return {
    now: loop.now,
    run: loop.run,
    list: store.list,
    get: store.get,
    ...createCommands(world),
    hpa: (name) => store.get("HorizontalPodAutoscaler", name),
    samples: () => [...samples],
    cost,
    hash: trace.digest,
  };
}
