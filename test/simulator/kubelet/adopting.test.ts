import { expect, test } from "@jest/globals";
import type { KubernetesObject } from "../../../src/simulator/kubernetes/api/kinds.ts";
import { createKubernetes } from "../../../src/simulator/kubernetes/kubernetes.ts";

const metadata = (name: string, more: object = {}) => ({
  name,
  namespace: "default",
  uid: `uid of ${name}`,
  creationTimestamp: 0,
  generation: 1,
  ...more,
});

const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "web", uid: "uid of web", controller: true };
const template = {
  metadata: { labels: { app: "web" } },
  spec: { containers: [{ name: "web", image: "nginx:1.27" }] },
};

/** The objects of a cluster in which a pod runs already; what is owned stands before its owner. */
function loadRunning(ready: boolean) {
  const kubernetes = createKubernetes({ seed: "adopting" });
  const running = {
    name: "web",
    ready,
    restartCount: 2,
    containerID: "containerd://1",
    state: { running: { startedAt: -60_000 } },
  };
  const objects = [
    {
      kind: "Node",
      metadata: { ...metadata("n1"), namespace: "" },
      spec: {},
      status: { capacity: { cpu: "4", pods: "9" } },
    },
    {
      kind: "Pod",
      metadata: metadata("web-1", { labels: { app: "web" }, ownerReferences: [owner] }),
      spec: { ...template.spec, nodeName: "n1", restartPolicy: "Always" },
      status: { phase: "Running", podIP: "10.244.1.9", startTime: -60_000, containerStatuses: [running] },
    },
    {
      kind: "ReplicaSet",
      metadata: metadata("web"),
      spec: { replicas: 1, selector: { matchLabels: { app: "web" } }, template },
      status: { replicas: 1 },
    },
  ];
  for (const object of objects) kubernetes.store.put(object as unknown as KubernetesObject);
  return kubernetes;
}

test("a pod that ran before its kubelet was there runs on, and is not taken for an orphan", () => {
  const { store, run } = loadRunning(true);
  run(60_000);
  const pods = store.list("Pod");
  expect(pods.map(({ metadata: { name } }) => name)).toEqual(["web-1"]);
  expect(pods[0]?.status).toMatchObject({ phase: "Running", podIP: "10.244.1.9" });
  expect(pods[0]?.status.containerStatuses?.[0]).toMatchObject({
    ready: true,
    restartCount: 2,
    containerID: "containerd://1",
  });
});

test("one that was not ready yet becomes ready", () => {
  const { store, run } = loadRunning(false);
  run(60_000);
  expect(store.list("Pod")[0]?.status.containerStatuses?.[0]).toMatchObject({ ready: true, restartCount: 2 });
});

test.each<[string, number, boolean]>([
  ["for long, stays so: it has been probed, and does not serve", -60_000, false],
  ["since a moment ago, gets ready", -500, true],
])("a container with a readiness probe that was not ready %s", (_, startedAt, becomesReady) => {
  const kubernetes = loadRunning(false);
  const { store, run } = kubernetes;
  const pod = store.get("Pod", "web-1")!;
  const [container] = pod.spec.containers;
  const [status] = pod.status.containerStatuses ?? [];
  const readinessProbe = {
    httpGet: { path: "/", port: 80 },
    periodSeconds: 5,
    failureThreshold: 3,
    successThreshold: 1,
  };
  store.put({
    ...pod,
    spec: { ...pod.spec, containers: [{ ...container!, readinessProbe }] },
    status: { ...pod.status, containerStatuses: [{ ...status!, state: { running: { startedAt } } }] },
  });
  run(60_000);
  expect(store.get("Pod", "web-1")?.status.containerStatuses?.[0]?.ready).toBe(becomesReady);
});
