// What a Service without endpoints has: one slice without ports; and none at all where it only stands for a name elsewhere.
import { expect, test } from "@jest/globals";
import { createKubernetes } from "../../../src/simulator/kubernetes/kubernetes.ts";

test("ports come and go with the endpoints, and an ExternalName has no slice", () => {
  const { api, store, run, loop } = createKubernetes({ seed: "slices" });
  const pass = () => run(loop.now() + 10_000);
  api.create({ kind: "Node", metadata: { name: "n1" }, spec: {}, status: { capacity: { cpu: "4", pods: "9" } } });
  const ports = [{ port: 80 }];
  api.create({ kind: "Service", metadata: { name: "web" }, spec: { selector: { app: "web" }, ports } });
  api.create({
    kind: "Service",
    metadata: { name: "far" },
    spec: { type: "ExternalName", externalName: "db.example.com", selector: { app: "web" } },
  });
  const slices = () => store.list("EndpointSlice").map((slice) => [slice.ports, slice.endpoints.length]);
  pass();
  expect(slices()).toEqual([[[], 0]]);
  const spec = { containers: [{ name: "app", image: "nginx:1.27" }] };
  api.create({ kind: "Pod", metadata: { name: "web", labels: { app: "web" } }, spec });
  pass();
  expect(slices()).toEqual([[[{ name: "", port: 80, protocol: "TCP" }], 1]]);
  api.delete("Pod", "web");
  pass();
  expect(slices()).toEqual([[[], 0]]);
});
