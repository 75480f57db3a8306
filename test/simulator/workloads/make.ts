/** Clusters and Deployments for the tests of workloads. */
import type { Deployment, ReplicaSet } from "../../../src/simulator/kubernetes/api/apps.ts";
import { annotatedBehaviour } from "../../../src/simulator/kubernetes/kubelet/behaviour.ts";
import { createKubernetes, type Kubernetes } from "../../../src/simulator/kubernetes/kubernetes.ts";

const ROOM = { cpu: "64", memory: "256Gi", pods: "500" };

export function makeCluster({ seed = "workloads", nodes = 3 } = {}): Kubernetes {
  const cluster = createKubernetes({ seed, behaviourOf: annotatedBehaviour });
  for (let i = 1; i <= nodes; i++) {
    const node = {
      kind: "Node",
      metadata: { name: `n${i}` },
      spec: {},
      status: { capacity: ROOM, allocatable: ROOM, conditions: [{ type: "Ready", status: "True" }] },
    };
    cluster.apply(node);
  }
  return cluster;
}

type Given = {
  name?: string;
  image?: string;
  replicas?: number;
  /** What the pods do: sim/... annotations. */
  sim?: Record<string, string>;
  spec?: Partial<Deployment["spec"]>;
};

export function makeManifest({ name = "web", image = "app:v1", replicas = 3, sim = {}, spec = {} }: Given = {}) {
  const annotations = Object.fromEntries(Object.entries(sim).map(([key, value]) => [`sim/${key}`, value]));
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name }, annotations }, spec: { containers: [{ name: "c", image }] } },
      ...spec,
    },
  };
}

export const image = (text: string) => ({ spec: { template: { spec: { containers: [{ name: "c", image: text }] } } } });

export function deploymentIn({ store }: Kubernetes, name = "web"): Deployment {
  const deployment = store.get("Deployment", name);
  if (!deployment) throw new Error(`There is no Deployment ${name}.`);
  return deployment;
}

/** By revision: what each ReplicaSet has and is to have. */
export const sizesIn = ({ store }: Kubernetes) =>
  Object.fromEntries(
    store
      .list("ReplicaSet")
      .map(({ metadata, spec, status }) => [
        metadata.annotations?.["deployment.kubernetes.io/revision"],
        `${status.availableReplicas ?? 0}/${spec.replicas}`,
      ]),
  );

export const conditionsOf = ({ status }: Deployment | ReplicaSet) =>
  (status.conditions ?? []).map((condition) => `${condition.type}=${condition.status}:${condition.reason}`);

export const messagesOf = ({ store }: Kubernetes, reason: string) =>
  store
    .list("Event")
    .filter((event) => event.reason === reason)
    .map(({ message }) => message);
