/** What stays and what goes: owners that are gone before the last of their pods is made, namespaces that never go, waits beyond the end of time. */
import { describe, expect, test } from "@jest/globals";
import { createLoop } from "../../../src/simulator/kernel/loop.ts";
import { createKubernetes } from "../../../src/simulator/kubernetes/kubernetes.ts";
import { startNode, stopNode } from "../../../src/simulator/kubernetes/kubelet/nodes.ts";
import { makeDeployment } from "./make.ts";

const addNode = ({ api }: ReturnType<typeof createKubernetes>) =>
  api.create({
    kind: "Node",
    metadata: { name: "n1" },
    spec: {},
    status: { capacity: { cpu: "64", memory: "64Gi", pods: "500" } },
  });

describe("deletion", () => {
  test("a Deployment that is deleted while its pods are being made leaves none behind", () => {
    const kubernetes = createKubernetes({ seed: "mid" });
    const { api, run, store } = kubernetes;
    addNode(kubernetes);
    api.create(makeDeployment("web", 200));
    run(2_000);
    const made = store.list("Pod").length;
    expect(made).toBeGreaterThan(30);
    expect(made).toBeLessThan(200);
    api.delete("Deployment", "web");
    run(120_000);
    expect([...store.list("ReplicaSet"), ...store.list("Pod")]).toEqual([]);
  });

  test("a pod of an owner that no cluster knows can be deleted", () => {
    const { api, run, store } = createKubernetes({ seed: "foreign" });
    const owner = { apiVersion: "x/v1", kind: "Foo", name: "a", uid: "u", controller: true };
    api.create({
      kind: "Pod",
      metadata: { name: "p", ownerReferences: [owner] },
      spec: { containers: [{ name: "c", image: "web:1" }] },
    });
    run(1_000);
    api.delete("Pod", "p");
    run(60_000);
    expect(store.get("Pod", "p")).toBeUndefined();
  });

  test("the namespaces of the system stay", () => {
    const { api } = createKubernetes({ seed: "immortal" });
    for (const name of ["default", "kube-public", "kube-system"]) {
      const message = `namespaces "${name}" is forbidden: this namespace may not be deleted`;
      expect(api.delete("Namespace", name)).toMatchObject({ ok: false, error: { reason: "Forbidden", message } });
    }
    expect(api.delete("Namespace", "kube-node-lease").ok).toBe(true);
  });
});

test("a node that is deleted while its kubelet is away, and made anew, ends the pods that were to go", () => {
  const kubernetes = createKubernetes({ seed: "anew" });
  const { api, run, store, world } = kubernetes;
  addNode(kubernetes);
  api.create({ kind: "Pod", metadata: { name: "p" }, spec: { containers: [{ name: "c", image: "web:1" }] } });
  run(10_000);
  stopNode(world, "n1");
  api.delete("Pod", "p");
  run(70_000);
  expect(store.get("Pod", "p")?.metadata.deletionTimestamp).toBeDefined();
  api.delete("Node", "n1");
  run(75_000);
  addNode(kubernetes);
  startNode(world, "n1");
  run(85_000);
  expect(store.get("Pod", "p")).toBeUndefined();
});

test("what would happen after the end of the simulation never does, and is no mistake", () => {
  const loop = createLoop({ events: 10, spanMs: 1_000 });
  let ran = 0;
  loop.after(2 ** 62 * 1_000, () => ran++);
  loop.after(Number.POSITIVE_INFINITY, () => ran++);
  loop.after(1_000, () => ran++);
  loop.run(1_000);
  expect(ran).toBe(1);
  expect(() => loop.after(Number.NaN, () => {})).toThrow(RangeError);
});

test("a pod that crashes again and again says so at least every minute of its back-off", () => {
  const kubernetes = createKubernetes({
    seed: "crash",
    behaviourOf: () => ({ startMs: [0, 0], readyMs: [0, 0], stopMs: 0, exit: { afterMs: 1_000, codes: [1] } }),
  });
  addNode(kubernetes);
  kubernetes.api.create(makeDeployment("web", 1));
  kubernetes.run(150_000);
  const [backOff] = kubernetes.store.list("Event").filter(({ reason }) => reason === "BackOff");
  // Back-offs of 10, 20 and 40 s: once each; of 80 s: twice.
  expect(backOff?.count).toBe(5);
});
