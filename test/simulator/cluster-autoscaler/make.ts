// Small makers for the tests of the cluster-autoscaler.
import type { PodSpec } from "../../../src/simulator/kubernetes/api/pod.ts";
import type { NodeGroupSpec } from "../../../src/simulator/kubernetes/cluster-autoscaler/cloud.ts";
import { startClusterAutoscaler } from "../../../src/simulator/kubernetes/cluster-autoscaler/controller.ts";
import {
  AUTOSCALER_DEFAULTS,
  type AutoscalerSettings,
} from "../../../src/simulator/kubernetes/cluster-autoscaler/settings.ts";
import { createKubernetes, type Kubernetes } from "../../../src/simulator/kubernetes/kubernetes.ts";

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;

/** Nodes of 2 cores that take a minute; three pods of 600m fit on each. */
export function groupOf(wish: Partial<NodeGroupSpec> = {}): NodeGroupSpec {
  return {
    name: "pool",
    minSize: 1,
    maxSize: 4,
    capacity: { cpu: "2", memory: "8Gi", pods: "110" },
    provisionMs: [MINUTE, MINUTE],
    ...wish,
  };
}

type Settings = Partial<Omit<AutoscalerSettings, "scaleDown">> & {
  scaleDown?: Partial<AutoscalerSettings["scaleDown"]>;
};

export function clusterOf(groups: NodeGroupSpec[] = [groupOf()], settings: Settings = {}, seed = "autoscaler") {
  const cluster = createKubernetes({ seed });
  const scaleDown = { ...AUTOSCALER_DEFAULTS.scaleDown, ...settings.scaleDown };
  const autoscaler = startClusterAutoscaler(cluster.world, {
    nodeGroups: groups,
    settings: { ...settings, scaleDown },
  });
  return { ...cluster, autoscaler };
}

type Wish = {
  name?: string;
  namespace?: string;
  cpu?: string;
  spec?: Partial<PodSpec>;
  annotations?: Record<string, string>;
};

const templateOf = ({ name = "web", cpu = "600m", spec = {}, annotations }: Wish) => ({
  metadata: { labels: { app: name }, ...(annotations ? { annotations } : {}) },
  spec: { ...spec, containers: [{ name: "c", image: "web:1", resources: { requests: { cpu } } }] },
});

export function deploymentOf(replicas: number, wish: Wish = {}) {
  const { name = "web", namespace = "default" } = wish;
  const selector = { matchLabels: { app: name } };
  return {
    kind: "Deployment",
    metadata: { name, namespace },
    spec: { replicas, selector, template: templateOf(wish) },
  };
}

export function podOf(wish: Wish & { name: string }) {
  const { metadata, spec } = templateOf(wish);
  return { kind: "Pod", metadata: { name: wish.name, namespace: wish.namespace ?? "default", ...metadata }, spec };
}

export const nodes = ({ store }: Kubernetes) => store.list("Node").map(({ metadata }) => metadata.name);

export const running = ({ store }: Kubernetes) =>
  store.list("Pod").filter(({ status, metadata }) => status.phase === "Running" && !metadata.deletionTimestamp).length;

export const pending = ({ store }: Kubernetes) => store.list("Pod").filter(({ spec }) => !spec.nodeName).length;

/** What the autoscaler has said, oldest first: the reason and the message. */
export const said = ({ store }: Kubernetes, reason: string): string[] =>
  store
    .list("Event")
    .filter((event) => event.source === "cluster-autoscaler" && event.reason === reason)
    .map(({ message }) => message);
