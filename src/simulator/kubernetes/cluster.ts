/** A lab's Kubernetes cluster: set up, settled, under load, commanded and read. */
import type { Service } from "./api/core.ts";
import type { Pod } from "./api/pod.ts";
import { startClusterAutoscaler } from "./cluster-autoscaler/controller.ts";
import { SAMPLE_MS, SCENARIO_EPOCH, type Cluster, type ClusterSetup, type Sample } from "./cluster-api.ts";
import { createCommands } from "./commands.ts";
import { createCost } from "./cost.ts";
import { startHpaController } from "./hpa/controller.ts";
import { behaviours } from "./cluster-behaviour.ts";
import { createKubernetes, type Kubernetes } from "./kubernetes.ts";
import { createAll } from "./manifest/create-all.ts";
import { takeSample } from "./sample.ts";
import { createLoad, TICK_MS, type Load, type WorkloadOf } from "./service/load.ts";
import { createMetricsApi } from "./service/metrics-api.ts";
import { createMetricsServer, SCRAPE_MS } from "./service/metrics-server.ts";
import { appOf, createDeployment, nodeManifest, serviceManifest } from "./set-up.ts";
import type { World } from "./world.ts";

/** How long the cluster has run when the scenario begins: longer than events are kept and than the HPA looks at a pod's start. */
const SETTLED_FOR_MS = 3_720_000;

/** Load and its metrics are there this long before the scenario begins. */
const LOADED_FOR_MS = 60_000;

/** Measurements come after everything else of their instant. */
const LAST = 10;

function every({ loop }: World, firstMs: number, periodMs: number, task: () => void): void {
  const turn = () => {
    task();
    loop.after(periodMs, turn, LAST);
  };
  loop.at(firstMs, turn, LAST);
}

type Measured = { deployment: string; service: Service; load: Load };

/** Starts the load of every Service, the metrics pipeline on it, and the readings of the first Service. */
function startMeasuring(
  { world, processes }: Kubernetes,
  setup: ClusterSetup,
  workloadOf: WorkloadOf,
  note: (sample: Sample) => void,
) {
  const { store, loop } = world;
  const { answers, memoryOf } = processes;
  const loads: Measured[] = [];
  for (const { name, deployment, traffic } of setup.services) {
    const service = store.get("Service", name);
    if (service)
      loads.push({ deployment, service, load: createLoad(world, service, traffic, { workloadOf, answers }) });
  }
  const metricsServer = createMetricsServer(store, memoryOf);
  const cpuOf = (pod: Pod) => {
    let most = workloadOf(pod)?.idleCpu ?? 0;
    for (const { load } of loads) most = Math.max(most, load.cpuOf(pod.metadata.name));
    return most;
  };
  const tick = () => {
    for (const { load } of loads) load.tick(loop.now(), TICK_MS);
    metricsServer.count(TICK_MS, cpuOf);
  };
  const [first] = loads;
  const sample = () => {
    if (first) note(takeSample(store, first.service, first.deployment, first.load, loop.now()));
  };
  const phase = world.random.between(1, SCRAPE_MS - 1);
  every(world, loop.now() + TICK_MS, TICK_MS, tick);
  every(world, loop.now() + phase, SCRAPE_MS, () => metricsServer.scrape(loop.now()));
  // What was counted before the scenario is not part of its first reading.
  loop.at(-SAMPLE_MS, () => void first?.load.read(), LAST);
  every(world, 0, SAMPLE_MS, sample);
  return metricsServer;
}

export function createCluster(setup: ClusterSetup, seed: string): Cluster {
  const workloads = new Map(setup.deployments.map((one) => [appOf(one), one.workload]));
  const workloadOf: WorkloadOf = ({ metadata }) => workloads.get(metadata.labels?.["app"] ?? "");
  const kubernetes = createKubernetes({
    seed,
    startAt: -SETTLED_FOR_MS,
    epoch: SCENARIO_EPOCH,
    behaviourOf: behaviours(setup, workloadOf),
  });
  const { world, api, loop, store, trace } = kubernetes;
  const cost = createCost(loop, store);
  for (const node of setup.nodes) api.create(nodeManifest(node));
  if (setup.nodeGroups) startClusterAutoscaler(world, { nodeGroups: setup.nodeGroups });
  createAll(world, setup.standing ?? "", "cluster.standing");
  for (const deployment of setup.deployments) createDeployment(world, deployment);
  for (const service of setup.services) api.create(serviceManifest(service, setup.deployments));
  loop.run(-LOADED_FOR_MS);
  const samples: Sample[] = [];
  const metricsServer = startMeasuring(kubernetes, setup, workloadOf, (sample) => {
    samples.push(sample);
    // They follow from what is traced already, and journals of labs were hashed before they were measured.
    const { eachAnswers: _each, answering: _answering, ...traced } = sample;
    trace.add(JSON.stringify(traced));
  });
  startHpaController(world, createMetricsApi(store, metricsServer));
  loop.run(0);
  const before = cost();
  return {
    kubernetes,
    usage: () => metricsServer.usageOf(store.list("Pod")),
    now: loop.now,
    run: loop.run,
    list: (kind) => store.list(kind),
    get: (kind, name) => store.get(kind, name),
    ...createCommands(world),
    hpa: (name) => store.get("HorizontalPodAutoscaler", name),
    samples: () => [...samples],
    cost() {
      const { nodeMs, podMs } = cost();
      return { nodeMs: nodeMs - before.nodeMs, podMs: podMs - before.podMs };
    },
    events: loop.events,
    hash: trace.digest,
  };
}
