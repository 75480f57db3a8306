/** How fast the scheduler chooses nodes and takes note of it (no API server): the fast reading beside the plain one, on the same clusters. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createRandom } from "../../simulator/kernel/random.ts";
import type { Node } from "../../simulator/kubernetes/api/core.ts";
import type { Pod } from "../../simulator/kubernetes/api/pod.ts";
import { createCache, type Cache } from "../../simulator/kubernetes/scheduler/cache.ts";
import { createFastScheduler } from "../../simulator/kubernetes/scheduler/fast/schedule.ts";
import { createListers } from "../../simulator/kubernetes/scheduler/listers.ts";
import type { PodInfo } from "../../simulator/kubernetes/scheduler/pod-info.ts";
import { podInfoOf } from "../../simulator/kubernetes/scheduler/pod-shapes.ts";
import { DEFAULT_PROFILE } from "../../simulator/kubernetes/scheduler/profile.ts";
import { NOBODY, scheduleOne, type Search, type Verdict } from "../../simulator/kubernetes/scheduler/schedule-one.ts";
import { percentile, type Row } from "./row.ts";

const ZONES = 3;
const DEPLOYMENTS = 10;

const selectorOf = (app: string) => ({ matchLabels: { app } });

/** Every app has a ReplicaSet, so that its pods spread over hosts and zones by default. */
const listers = () => {
  const selectors = new Map(Array.from({ length: DEPLOYMENTS }, (_, i) => [`app${i}`, selectorOf(`app${i}`)]));
  return createListers({
    namespaces: () => [],
    services: () => [],
    replicaSet: (name) => {
      const selector = selectors.get(name);
      return (
        selector && {
          kind: "ReplicaSet",
          metadata: metadataOf(name),
          spec: { selector, template: { spec: { containers: [] } } },
          status: { replicas: 0 },
        }
      );
    },
    statefulSet: () => undefined,
  });
};

const metadataOf = (name: string) => ({ name, namespace: "default", uid: name, creationTimestamp: 0, generation: 1 });

function makeNode(i: number): Node {
  const name = `node-${i}`;
  const labels = { "kubernetes.io/hostname": name, "topology.kubernetes.io/zone": `zone-${i % ZONES}` };
  return {
    kind: "Node",
    metadata: { ...metadataOf(name), namespace: "", labels },
    spec: {},
    status: { allocatable: { cpu: `${8 + 8 * (i % 3)}`, memory: `${32 + 32 * (i % 2)}Gi`, pods: "110" } },
  };
}

/** A hundred of one Deployment, then a hundred of the next. */
function makePod(i: number): Pod {
  const app = `app${Math.floor(i / 100) % DEPLOYMENTS}`;
  const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: app, uid: app, controller: true };
  const resources = { requests: { cpu: "100m", memory: "128Mi" } };
  return {
    kind: "Pod",
    metadata: { ...metadataOf(`pod-${i}`), labels: { app }, ownerReferences: [owner] },
    spec: { containers: [{ name: "c", image: "app:v1", resources }] },
    status: {},
  };
}

const onNode = (pod: Pod, nodeName: string): Pod => ({ ...pod, spec: { ...pod.spec, nodeName } });

type Choose = (pod: PodInfo, search: Search) => Verdict;

function createCluster(nodes: number): Cache {
  const cache = createCache(listers());
  for (let i = 0; i < nodes; i++) cache.setNode(makeNode(i));
  return cache;
}

const fastly = (cache: Cache): Choose => createFastScheduler(cache).schedule;
const plainly =
  (cache: Cache): Choose =>
  (pod, search) =>
    scheduleOne(pod, cache.snapshot(), DEFAULT_PROFILE, search);

/** Places the pods one by one; answers pods a second. */
function place(cache: Cache, choose: Choose, pods: readonly Pod[]): number {
  const random = createRandom("bench");
  const began = performance.now();
  let start = 0;
  for (const pod of pods) {
    const info = podInfoOf(cache.shapes, pod);
    const verdict = choose(info, { start, nominated: NOBODY });
    ({ start } = verdict);
    if (verdict.kind === "none") throw new Error("the cluster of the bench is too small");
    cache.setPod(onNode(pod, verdict.best[random.below(verdict.best.length)]?.name as string), info.shape);
  }
  return (1_000 * pods.length) / (performance.now() - began);
}

const makePods = (count: number, first = 0) => Array.from({ length: count }, (_, i) => makePod(first + i));

type Run = { nodes: number; pods: readonly Pod[]; reading: (cache: Cache) => Choose };

function rate({ nodes, pods, reading }: Run): number {
  const cache = createCluster(nodes);
  return place(cache, reading(cache), pods);
}

/** Medians of `rounds`, turn about, so that both meet the same neighbours on the machine. The plain reading may be had of the first pods alone. */
function compare(nodes: number, pods: number, sample: number, rounds: number): Row {
  const made = makePods(pods);
  const fast = { nodes, pods: made, reading: fastly };
  const plain = { nodes, pods: made.slice(0, sample), reading: plainly };
  const pairs = Array.from({ length: rounds }, () => [rate(fast), rate(plain)] as const);
  const value = percentile(
    pairs.map(([mine]) => mine),
    0.5,
  );
  const baseline = percentile(
    pairs.map(([, theirs]) => theirs),
    0.5,
  );
  const beside = sample < pods ? `plain reading, first ${sample} pods` : "plain reading";
  return {
    name: `scheduling ${pods} pods on ${nodes} nodes`,
    value,
    unit: "pods/s",
    baseline,
    ratio: value / baseline,
    beside,
  };
}

/** The last tenth beside the first, while the cluster fills. */
function fill(nodes: number, pods: number): Row {
  const cache = createCluster(nodes);
  const choose = fastly(cache);
  const tenth = pods / 10;
  const rates = Array.from({ length: 10 }, (_, i) => place(cache, choose, makePods(tenth, i * tenth)));
  const baseline = 1e6 / (rates[0] as number);
  const value = 1e6 / (rates.at(-1) as number);
  return {
    name: `scheduling the last ${tenth} of ${pods} pods on ${nodes} nodes`,
    value,
    unit: "us/pod",
    baseline,
    ratio: value / baseline,
    beside: `the first ${tenth}`,
  };
}

/** Bytes that the cache and a template hold for each pod, the pods' own objects left out. */
function weigh(nodes: number, count: number): Row {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const pods = makePods(count).map((pod, i) => onNode(pod, `node-${i % nodes}`));
  const cache = createCluster(nodes);
  const choose = fastly(cache);
  cache.snapshot();
  collect();
  const before = process.memoryUsage().heapUsed;
  for (const pod of pods) cache.setPod(pod);
  choose(podInfoOf(cache.shapes, makePod(0)), { start: 0, nominated: NOBODY });
  collect();
  const value = (process.memoryUsage().heapUsed - before) / count;
  return { name: `scheduler's memory, ${count} pods on ${nodes} nodes`, value, unit: "bytes/pod" };
}

/** The first rounds warm up. */
export function measureSchedule(): Promise<Row[]> {
  return Promise.resolve([
    compare(100, 1_000, 1_000, 15),
    compare(500, 3_000, 300, 5),
    compare(5_000, 10_000, 50, 3),
    fill(5_000, 100_000),
    weigh(5_000, 100_000),
  ]);
}
