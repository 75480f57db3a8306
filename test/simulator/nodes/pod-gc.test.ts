/** The pod garbage collector. */
import { expect, test } from "@jest/globals";
import type { Node } from "../../../src/simulator/kubernetes/api/core.ts";
import { outOfService, surplus, unscheduled } from "../../../src/simulator/kubernetes/pod-gc/candidates.ts";
import { startPodGarbageCollector } from "../../../src/simulator/kubernetes/pod-gc/controller.ts";
import { makePod, makeWorld, metadata, SECOND } from "./make.ts";

const going = { deletionTimestamp: 5 };

test("beyond the threshold evicted pods go first, then the oldest", () => {
  const finished = (name: string, at: number, reason?: string) => ({
    ...makePod(name, { metadata: { creationTimestamp: at } }),
    status: { phase: "Failed" as const, ...(reason ? { reason } : {}) },
  });
  const pods = [finished("b", 2), finished("a", 1), finished("c", 3, "Evicted"), makePod("running")];
  expect(surplus(pods, 1).map((pod) => pod.metadata.name)).toEqual(["c", "a"]);
  expect(surplus(pods, 3)).toEqual([]);
  expect(surplus(pods, 0)).toEqual([]);
});

/** TestGCTerminating and TestGCUnscheduledTerminating, whose vectors have lost which pods are going. */
test("a going pod is removed when its node is down and out of service, or when it never had one", () => {
  const nodeOf = (status: "True" | "False", key: string): Node => ({
    kind: "Node",
    metadata: metadata("n"),
    spec: { taints: [{ key, effect: "NoExecute" }] },
    status: { conditions: [{ type: "Ready", status }] },
  });
  const nodes: Record<string, Node> = {
    down: nodeOf("False", "node.kubernetes.io/out-of-service"),
    up: nodeOf("True", "node.kubernetes.io/out-of-service"),
    silent: nodeOf("False", "node.kubernetes.io/unreachable"),
  };
  const pods = [...Object.keys(nodes), "nowhere"].flatMap((node) => [
    makePod(`${node}-going`, { node, metadata: going }),
    makePod(`${node}-staying`, { node }),
  ]);
  expect(outOfService(pods, (name) => nodes[name]).map((pod) => pod.metadata.name)).toEqual(["down-going"]);
  const homeless = [makePod("x", { metadata: going }), makePod("y"), ...pods];
  expect(unscheduled(homeless).map((pod) => pod.metadata.name)).toEqual(["x"]);
});

test("pods of a node that is gone are removed forty to sixty seconds later, and are Failed first", () => {
  const { world } = makeWorld();
  const { store, loop } = world;
  startPodGarbageCollector(world);
  store.put({ kind: "Node", metadata: metadata("n1", { namespace: "" }), spec: {}, status: {} });
  store.put(makePod("a", { node: "n1" }));
  loop.run(30 * SECOND);
  store.remove("Node", "n1");
  const seen: unknown[] = [];
  store.watch(({ object, verb }) => {
    if (object.kind !== "Pod") return;
    const target = object.status.conditions?.find(({ type }) => type === "DisruptionTarget");
    seen.push([loop.now(), verb, object.status.phase, target?.reason, target?.message]);
  });
  // The pass at 40 s notices that it is gone.
  loop.run(79 * SECOND);
  expect(seen).toEqual([]);
  loop.run(100 * SECOND);
  const said = ["DeletionByPodGC", "PodGC: node no longer exists"];
  expect(seen).toEqual([
    [80 * SECOND, "modified", "Failed", ...said],
    [80 * SECOND, "deleted", "Failed", ...said],
  ]);
});

test("a node that comes back in time keeps its pods", () => {
  const { world } = makeWorld();
  const { store, loop } = world;
  startPodGarbageCollector(world);
  const node: Node = { kind: "Node", metadata: metadata("n1", { namespace: "" }), spec: {}, status: {} };
  store.put(node);
  store.put(makePod("a", { node: "n1" }));
  store.remove("Node", "n1");
  loop.run(30 * SECOND);
  store.put(node);
  loop.run(200 * SECOND);
  expect(store.get("Pod", "a")).toBeDefined();
});
