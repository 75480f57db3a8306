// A pod takes over its node's zone and region, whoever chose the node.
import { expect, test } from "@jest/globals";
import { createKubernetes } from "../../../src/simulator/kubernetes/kubernetes.ts";

const ZONE = "topology.kubernetes.io/zone";

function createZones() {
  const kubernetes = createKubernetes({ seed: "zones" });
  const { api, run, loop, store } = kubernetes;
  const capacity = { cpu: "4", memory: "8Gi", pods: "110" };
  api.create({
    kind: "Node",
    metadata: { name: "n1", labels: { [ZONE]: "a", "topology.kubernetes.io/region": "r", rack: "7" } },
    spec: {},
    status: { capacity },
  });
  const pass = () => run(loop.now() + 5_000);
  pass();
  const create = (name: string, more: object = {}) => {
    const spec = { containers: [{ name: "app", image: "nginx:1.27" }], ...more };
    api.create({ kind: "Pod", metadata: { name, labels: { app: name, [ZONE]: "elsewhere" } }, spec });
    pass();
    return store.get("Pod", name);
  };
  return { create, api, pass, store };
}

test("with its binding, in place of what it said itself", () => {
  const pod = createZones().create("web");
  expect(pod?.spec.nodeName).toBe("n1");
  expect(pod?.metadata.labels).toEqual({ app: "web", [ZONE]: "a", "topology.kubernetes.io/region": "r" });
});

test("when it is created on the node", () => {
  const pod = createZones().create("web", { nodeName: "n1" });
  expect(pod?.metadata.labels?.[ZONE]).toBe("a");
});

test("a pod without a node keeps its own", () => {
  const pod = createZones().create("web", { nodeSelector: { rack: "8" } });
  expect(pod?.spec.nodeName).toBeUndefined();
  expect(pod?.metadata.labels?.[ZONE]).toBe("elsewhere");
});
