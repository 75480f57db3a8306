/** Clusters and objects for the tests of nodes, budgets and limits. */
import type { PodDisruptionBudget, Taint } from "../../../src/simulator/kubernetes/api/core.ts";
import type { KubernetesObject } from "../../../src/simulator/kubernetes/api/kinds.ts";
import type { Labels } from "../../../src/simulator/kubernetes/api/meta.ts";
import type { Pod, ResourceRequirements, Toleration } from "../../../src/simulator/kubernetes/api/pod.ts";
import type { Answer } from "../../../src/simulator/kubernetes/api-server.ts";
import { evictPod } from "../../../src/simulator/kubernetes/disruption/evict.ts";
import type { Happening } from "../../../src/simulator/kubernetes/events.ts";
import { annotatedBehaviour, QUIET } from "../../../src/simulator/kubernetes/kubelet/behaviour.ts";
import { createKubernetes, type Kubernetes } from "../../../src/simulator/kubernetes/kubernetes.ts";
import { createApi } from "../../../src/simulator/kubernetes/server/create-api.ts";
import { createStore } from "../../../src/simulator/kubernetes/store.ts";
import type { World } from "../../../src/simulator/kubernetes/world.ts";
import { createLoop } from "../../../src/simulator/kernel/loop.ts";
import { createRandom } from "../../../src/simulator/kernel/random.ts";
import { createTrace } from "../../../src/simulator/kernel/trace.ts";

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;

export const metadata = (name: string, more: object = {}) => ({
  name,
  namespace: "default",
  uid: `uid-${name}`,
  creationTimestamp: 0,
  generation: 1,
  ...more,
});

export function makePod(
  name: string,
  given: { node?: string; ready?: boolean; labels?: Labels; resources?: ResourceRequirements; metadata?: object } = {},
): Pod {
  const { node, ready = true, labels = { app: "web" }, resources } = given;
  return {
    kind: "Pod",
    metadata: metadata(name, { labels, ...given.metadata }),
    spec: { containers: [{ name: "c", ...(resources ? { resources } : {}) }], ...(node ? { nodeName: node } : {}) },
    status: { phase: "Running", conditions: [{ type: "Ready", status: ready ? "True" : "False" }] },
  };
}

export function makeBudget(name: string, spec: PodDisruptionBudget["spec"]): PodDisruptionBudget {
  const status = { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 };
  return {
    kind: "PodDisruptionBudget",
    metadata: metadata(name),
    spec: { selector: { matchLabels: { app: "web" } }, ...spec },
    status,
  };
}

/** A store and the API server, and of controllers only those that the test starts. */
export function makeWorld(): { world: World; happenings: Happening[] } {
  const loop = createLoop({ events: 1_000_000, spanMs: 1_000_000_000 });
  const random = createRandom("nodes");
  const store = createStore(loop, createTrace(), 10_000);
  const happenings: Happening[] = [];
  const api = createApi(loop, random, store, (name, namespace, options) => evictPod(world, name, namespace, options));
  const record = (happening: Happening) => void happenings.push(happening);
  const world: World = { loop, random, store, api, record, behaviourOf: () => QUIET, epoch: 0 };
  api.create({ kind: "Namespace", metadata: { name: "default" } });
  return { world, happenings };
}

/** A whole cluster whose pods behave as their annotations say. */
export const makeCluster = (seed = "nodes"): Kubernetes => createKubernetes({ seed, behaviourOf: annotatedBehaviour });

const must = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.object;
};

export const apply = ({ apply: give }: Kubernetes, manifest: object): KubernetesObject =>
  must(give(manifest as Parameters<typeof give>[0]));

export function addNode(cluster: Kubernetes, name: string, given: { labels?: Labels; taints?: Taint[] } = {}): void {
  const room = { cpu: "8", memory: "16Gi", pods: "110" };
  apply(cluster, {
    kind: "Node",
    metadata: { name, labels: { "kubernetes.io/hostname": name, ...given.labels } },
    spec: given.taints ? { taints: given.taints } : {},
    status: { capacity: room, allocatable: room },
  });
}

export function addDeployment(
  cluster: Kubernetes,
  name: string,
  replicas: number,
  given: { tolerations?: Toleration[]; startMs?: number; readyMs?: string } = {},
): void {
  const { tolerations, startMs = 500, readyMs = "0" } = given;
  const container = { name: "c", image: "app:v1", resources: { requests: { cpu: "100m", memory: "64Mi" } } };
  apply(cluster, {
    kind: "Deployment",
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name }, annotations: { "sim/startMs": String(startMs), "sim/readyMs": readyMs } },
        spec: { containers: [container], ...(tolerations ? { tolerations } : {}) },
      },
    },
  });
}

export const podsOf = ({ store }: Kubernetes, app: string): Pod[] =>
  store.list("Pod").filter(({ metadata: { labels } }) => labels?.["app"] === app);
