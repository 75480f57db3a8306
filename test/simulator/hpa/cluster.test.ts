import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { startHpaController } from "../../../src/simulator/kubernetes/hpa/controller.ts";
import { createKubernetes, type Kubernetes } from "../../../src/simulator/kubernetes/kubernetes.ts";
import { clientOf, hpaOf, sync, usage } from "./make.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const deployment = (replicas: number) => ({
  kind: "Deployment",
  metadata: { name: "web", namespace: "default" },
  spec: {
    replicas,
    selector: { matchLabels: { app: "web" } },
    template: {
      metadata: { labels: { app: "web" } },
      spec: { containers: [{ name: "web", image: "web:1", resources: { requests: { cpu: "100m" } } }] },
    },
  },
});

const hpa = (name: string, target: string, maxReplicas = 8) => ({
  kind: "HorizontalPodAutoscaler",
  metadata: { name, namespace: "default" },
  spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: target }, maxReplicas },
});

/** A cluster whose pods share `load()` millicores evenly. */
function clusterOf(load: () => number, seed = "hpa"): Kubernetes {
  const cluster = createKubernetes({ seed });
  const { store, loop } = cluster;
  cluster.apply({
    kind: "Node",
    metadata: { name: "node" },
    spec: {},
    status: { capacity: { cpu: "32", memory: "64Gi", pods: "110" } },
  } as Parameters<Kubernetes["apply"]>[0]);
  startHpaController(cluster.world, {
    ...clientOf([]),
    podMetrics() {
      const ready = store.list("Pod").filter(({ status }) => status.phase === "Running");
      const each = Math.floor(load() / Math.max(1, ready.length));
      return usage(
        loop.now(),
        ready.map(() => each),
      ).map((metrics, i) => ({ ...metrics, name: ready[i]?.metadata.name ?? "" }));
    },
  });
  return cluster;
}

const replicasOf = ({ store }: Kubernetes) => store.get("Deployment", "web", "default")?.spec.replicas;
const reasons = ({ store }: Kubernetes) => [
  ...new Set(
    store.list("Event").flatMap(({ source, reason }) => (source === "horizontal-pod-autoscaler" ? reason : [])),
  ),
];
const conditions = ({ store }: Kubernetes, name: string) =>
  (store.get("HorizontalPodAutoscaler", name, "default")?.status.conditions ?? []).map(
    ({ type, status, reason }) => `${type}=${status} ${reason}`,
  );

test("a Deployment follows its load, up at once and down five minutes later", () => {
  let load = 80;
  const cluster = clusterOf(() => load);
  cluster.apply(deployment(1));
  cluster.apply(hpa("web", "web"));
  cluster.run(5 * MINUTE);
  expect(replicasOf(cluster)).toBe(1);
  // 80 % of 100m for each pod, unless an HPA says otherwise: 480m are six pods' work.
  load = 480;
  cluster.run(7 * MINUTE);
  expect(replicasOf(cluster)).toBe(6);
  load = 160;
  cluster.run(11 * MINUTE);
  expect(replicasOf(cluster)).toBe(6);
  cluster.run(13 * MINUTE);
  expect(replicasOf(cluster)).toBe(2);
  expect(reasons(cluster)).toContain("SuccessfulRescale");
  expect(conditions(cluster, "web")[0]).toMatch(/^AbleToScale=True /u);
});

test("a target that is not there is told of, and found when it comes", () => {
  const cluster = clusterOf(() => 480);
  cluster.apply(hpa("web", "web"));
  cluster.run(MINUTE);
  expect(reasons(cluster)).toEqual(["FailedGetScale"]);
  expect(conditions(cluster, "web")).toEqual(["AbleToScale=False FailedGetScale"]);
  cluster.apply(deployment(1));
  cluster.run(10 * MINUTE);
  expect(replicasOf(cluster)).toBe(6);
});

test("two autoscalers of the same pods leave them alone", () => {
  const cluster = clusterOf(() => 480);
  cluster.apply(deployment(2));
  cluster.apply(hpa("one", "web"));
  cluster.apply(hpa("two", "web"));
  cluster.run(MINUTE);
  const before = replicasOf(cluster);
  cluster.run(10 * MINUTE);
  expect(replicasOf(cluster)).toBe(before);
  expect(reasons(cluster)).toContain("AmbiguousSelector");
  expect(conditions(cluster, "two")).toContain("ScalingActive=False AmbiguousSelector");
});

test("a lower maximum is obeyed in the next period, and zero replicas switch it off", () => {
  const cluster = clusterOf(() => 480);
  cluster.apply(deployment(1));
  cluster.apply(hpa("web", "web"));
  cluster.run(10 * MINUTE);
  expect(replicasOf(cluster)).toBe(6);
  cluster.apply(hpa("web", "web", 3));
  cluster.run(10 * MINUTE + 20 * SECOND);
  expect(replicasOf(cluster)).toBe(3);
  cluster.apply(deployment(0));
  cluster.run(20 * MINUTE);
  expect(replicasOf(cluster)).toBe(0);
  expect(conditions(cluster, "web")).toContain("ScalingActive=False ScalingDisabled");
});

test("the same load leads to the same end", () => {
  const play = (seed: string) => {
    const cluster = clusterOf(() => 480, seed);
    cluster.apply(deployment(1));
    cluster.apply(hpa("web", "web"));
    cluster.run(10 * MINUTE);
    return cluster.hash();
  };
  expect(play("a")).toBe(play("a"));
});

const bounds = fc.record({
  minReplicas: fc.integer({ min: 1, max: 5 }),
  more: fc.integer({ min: 0, max: 15 }),
  replicas: fc.integer({ min: 1, max: 30 }),
});

test("what is wanted is within the bounds, and on the right side of what there is", () => {
  fc.assert(
    fc.property(bounds, fc.integer({ min: 0, max: 400 }), ({ minReplicas, more, replicas }, cpu) => {
      const maxReplicas = minReplicas + more;
      const cpus = Array.from({ length: replicas }, () => cpu);
      const { desiredReplicas } = sync({ hpa: hpaOf({ minReplicas, maxReplicas }), replicas, cpus });
      expect(desiredReplicas).toBeGreaterThanOrEqual(minReplicas);
      expect(desiredReplicas).toBeLessThanOrEqual(maxReplicas);
      expect(cpu > 55 && desiredReplicas < Math.min(replicas, maxReplicas)).toBe(false);
      expect(cpu < 45 && desiredReplicas > Math.max(replicas, minReplicas)).toBe(false);
    }),
  );
});
