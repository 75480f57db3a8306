/** Nodes that fall silent, zone by zone. Times from the constants of pkg/controller/nodelifecycle: 5 s, 50 s, 0.1 nodes a second. */
import { describe, expect, test } from "@jest/globals";
import type { Kubernetes } from "../../../src/simulator/kubernetes/kubernetes.ts";
import { startNode, stopNode } from "../../../src/simulator/kubernetes/kubelet/nodes.ts";
import { checkHealth } from "../../../src/simulator/kubernetes/node-lifecycle/health.ts";
import { createTaintQueue } from "../../../src/simulator/kubernetes/node-lifecycle/taint-queue.ts";
import { withConditionTaints } from "../../../src/simulator/kubernetes/node-lifecycle/taints.ts";
import { turn, zoneState } from "../../../src/simulator/kubernetes/node-lifecycle/zones.ts";
import { addDeployment, addNode, makeCluster, metadata, MINUTE, podsOf, SECOND } from "./make.ts";

const node = (conditions: [type: string, status: "True" | "False" | "Unknown"][], spec = {}) => ({
  kind: "Node" as const,
  metadata: metadata("n1", { namespace: "" }),
  spec,
  status: { conditions: conditions.map(([type, status]) => ({ type, status, lastHeartbeatTime: 0 })) },
});

describe("a node's health", () => {
  const ready = node([["Ready", "True"]]);
  const health = { ready: { type: "Ready", status: "True" as const, lastHeartbeatTime: 0 }, probedAt: 0, renewedAt: 0 };

  test("is unknown after more than fifty seconds of silence", () => {
    expect(checkHealth(ready, health, { at: 0, seenAt: 0, isGoingOn: false }, 50 * SECOND).conditions).toBeUndefined();
    const { conditions, current } = checkHealth(ready, health, { at: 0, seenAt: 0, isGoingOn: false }, 50 * SECOND + 1);
    expect(current).toMatchObject({ status: "Unknown", reason: "NodeStatusUnknown" });
    expect(conditions).toMatchObject([
      { type: "Ready", status: "Unknown", message: "Kubelet stopped posting node status." },
      { type: "MemoryPressure", status: "Unknown", message: "Kubelet never posted node status." },
      { type: "DiskPressure", status: "Unknown" },
      { type: "PIDPressure", status: "Unknown" },
    ]);
  });

  test("a renewed lease is enough", () => {
    const { health: after, conditions } = checkHealth(
      ready,
      health,
      { at: 49_000, seenAt: 51_000, isGoingOn: false },
      60 * SECOND,
    );
    expect(conditions).toBeUndefined();
    expect(after.probedAt).toBe(51_000);
  });
});

test("conditions and a cordon ask for NoSchedule taints, and other taints are left alone", () => {
  const own = { key: "team", value: "a", effect: "NoSchedule" as const };
  const stale = { key: "node.kubernetes.io/disk-pressure", effect: "NoSchedule" as const };
  const given = node(
    [
      ["Ready", "Unknown"],
      ["MemoryPressure", "True"],
    ],
    { unschedulable: true, taints: [own, stale] },
  );
  const keys = withConditionTaints(given, 7).spec.taints?.map(({ key, timeAdded }) => [key, timeAdded]);
  expect(keys).toEqual([
    ["team", undefined],
    ["node.kubernetes.io/unreachable", 7],
    ["node.kubernetes.io/memory-pressure", 7],
    ["node.kubernetes.io/unschedulable", 7],
  ]);
});

describe("zones", () => {
  test("are partly disrupted from three silent nodes and 55% on", () => {
    expect(zoneState({ ready: 2, notReady: 2 })).toBe("Normal");
    expect(zoneState({ ready: 9, notReady: 11 })).toBe("PartialDisruption");
    expect(zoneState({ ready: 10, notReady: 11 })).toBe("Normal");
    expect(zoneState({ ready: 0, notReady: 1 })).toBe("FullDisruption");
  });

  test("a small zone that is partly disrupted taints nobody, a large one slowly", () => {
    const before = new Map([["a", "Normal" as const]]);
    expect([...turn(before, new Map([["a", { ready: 20, notReady: 30 }]])).rates]).toEqual([["a", 0]]);
    expect([...turn(before, new Map([["a", { ready: 21, notReady: 30 }]])).rates]).toEqual([["a", 0.01]]);
  });

  test("when all are down nothing is evicted, until one comes back", () => {
    const down = new Map([
      ["a", { ready: 0, notReady: 2 }],
      ["b", { ready: 0, notReady: 1 }],
    ]);
    const stopped = turn(
      new Map([
        ["a", "Normal"],
        ["b", "FullDisruption"],
      ]),
      down,
    );
    expect([stopped.kind, ...stopped.rates]).toEqual(["stop", ["a", 0], ["b", 0]]);
    const resumed = turn(stopped.states, new Map([...down, ["b", { ready: 1, notReady: 0 }]]));
    expect([resumed.kind, ...resumed.rates]).toEqual(["resume", ["a", 0.1], ["b", 0.1]]);
  });

  test("a zone's nodes are tainted ten seconds apart", () => {
    const queue = createTaintQueue(0.1);
    const tainted: [string, number][] = [];
    for (const name of ["a", "b", "c"]) queue.add(name);
    for (let now = 0; now <= 25_000; now += 100) queue.run(now, (name) => tainted.push([name, now]));
    expect(tainted).toEqual([
      ["a", 0],
      ["b", 10_000],
      ["c", 20_000],
    ]);
    queue.add("a");
    expect(queue.nextAt()).toBe(Number.POSITIVE_INFINITY);
  });
});

/** `count` nodes of one zone, and one pod on each. */
function cluster(count: number): Kubernetes {
  const made = makeCluster();
  for (let i = 1; i <= count; i++) addNode(made, `n${i}`);
  addDeployment(made, "web", count);
  made.run(MINUTE);
  return made;
}

const taintsOf = ({ store }: Kubernetes, name: string) =>
  (store.get("Node", name)?.spec.taints ?? []).map(({ key, effect }) => `${key.split("/")[1]}:${effect}`);

describe("a kubelet that stops", () => {
  test("its node becomes Unknown, its pod not ready at once and evicted after five minutes, and is tended again on return", () => {
    const it = cluster(4);
    const victim = it.store.podsOn("n1")[0]?.metadata.name ?? "";
    stopNode(it.world, "n1");
    it.run(MINUTE + 49 * SECOND);
    expect(taintsOf(it, "n1")).toEqual([]);
    it.run(MINUTE + 60 * SECOND);
    expect(taintsOf(it, "n1")).toEqual(["unreachable:NoSchedule", "unreachable:NoExecute"]);
    const readiness = () =>
      it.store.get("Pod", victim)?.status.conditions?.find(({ type }) => type === "Ready")?.status;
    expect(readiness()).toBe("False");
    const messages = () => it.store.list("Event").map(({ message }) => message);
    expect(messages()).toEqual(expect.arrayContaining(["Node n1 status is now: NodeNotReady", "Node is not ready"]));
    it.run(MINUTE + 6 * MINUTE);
    expect(it.store.get("Pod", victim)?.metadata.deletionTimestamp).toBeDefined();
    expect(podsOf(it, "web").length).toBe(5);
    startNode(it.world, "n1");
    it.run(9 * MINUTE);
    expect(it.store.get("Pod", victim)).toBeUndefined();
    expect(taintsOf(it, "n1")).toEqual([]);
  });

  test("when every node stops, nobody is tainted with NoExecute", () => {
    const it = cluster(2);
    for (const name of ["n1", "n2"]) stopNode(it.world, name);
    it.run(10 * MINUTE);
    expect(taintsOf(it, "n1")).toEqual(["unreachable:NoSchedule"]);
    expect(podsOf(it, "web").every((pod) => pod.metadata.deletionTimestamp === undefined)).toBe(true);
  });
});

test("the first node that comes back ends the stop: the others are evicted from then on", () => {
  const it = cluster(3);
  for (const name of ["n1", "n2", "n3"]) stopNode(it.world, name);
  it.run(10 * MINUTE);
  startNode(it.world, "n1");
  it.run(11 * MINUTE);
  expect(["n1", "n2", "n3"].map((name) => taintsOf(it, name).filter((taint) => taint.endsWith("NoExecute")))).toEqual([
    [],
    ["unreachable:NoExecute"],
    ["unreachable:NoExecute"],
  ]);
});

test("nodes are greeted and taken leave of", () => {
  const it = cluster(2);
  it.api.delete("Node", "n2");
  it.run(2 * MINUTE);
  const said = it.store.list("Event").filter(({ source }) => source === "node-controller");
  expect(said.map(({ message }) => message)).toEqual([
    "Node n1 event: Registered Node n1 in Controller",
    "Node n2 event: Registered Node n2 in Controller",
    "Node n2 event: Removing Node n2 from Controller",
  ]);
});
