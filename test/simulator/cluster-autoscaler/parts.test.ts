import { describe, expect, test } from "@jest/globals";
import { createBackoff } from "../../../src/simulator/kubernetes/cluster-autoscaler/backoff.ts";
import { balanceScaleUp } from "../../../src/simulator/kubernetes/cluster-autoscaler/balancing.ts";
import {
  byPriority,
  leastNodes,
  leastWaste,
  mostPods,
} from "../../../src/simulator/kubernetes/cluster-autoscaler/expander.ts";
import { createMaxTracker, createMinTracker } from "../../../src/simulator/kubernetes/cluster-autoscaler/quotas.ts";
import { AUTOSCALER_DEFAULTS } from "../../../src/simulator/kubernetes/cluster-autoscaler/settings.ts";
import type { Node } from "../../../src/simulator/kubernetes/api/core.ts";
import type { Pod } from "../../../src/simulator/kubernetes/api/pod.ts";
import { createNodeInfo } from "../../../src/simulator/kubernetes/scheduler/node-info.ts";
import { MINUTE } from "./make.ts";

const metadataOf = (name: string) => ({ name, namespace: "", uid: name, creationTimestamp: 0, generation: 1 });

const nodeOf = (name: string, cpu: string, memory: string): Node => ({
  kind: "Node",
  metadata: metadataOf(name),
  spec: {},
  status: { capacity: { cpu, memory }, allocatable: { cpu, memory, pods: "110" } },
});

const pod: Pod = {
  kind: "Pod",
  metadata: metadataOf("web"),
  spec: { containers: [{ name: "c", resources: { requests: { cpu: "1", memory: "1Gi" } } }] },
  status: {},
};

describe("which group is made larger", () => {
  const option = (groupId: string, nodeCount: number, pods: number, cpu = "4", memory = "4Gi") => ({
    groupId,
    nodeCount,
    pods: Array.from({ length: pods }, () => pod),
    template: createNodeInfo(nodeOf(groupId, cpu, memory)),
  });
  const ids = (options: { groupId: string }[]) => options.map(({ groupId }) => groupId);

  test("least-waste: the smallest shares of cpu and memory that nobody asks for", () => {
    // Half of both is lost; a quarter of the cpu and seven eighths of the memory; nothing of the cpu and half of the memory.
    const options = [option("a", 1, 2), option("b", 1, 3, "4", "24Gi"), option("c", 1, 4, "4", "8Gi")];
    expect(ids(leastWaste(options))).toEqual(["c"]);
    expect(ids(leastWaste(options.slice(0, 2)))).toEqual(["a"]);
  });

  test("most-pods, least-nodes: all that are alike in that", () => {
    const options = [option("a", 2, 3), option("b", 1, 3), option("c", 1, 2)];
    expect(ids(mostPods(options))).toEqual(["a", "b"]);
    expect(ids(leastNodes(options))).toEqual(["b", "c"]);
  });

  test("priority: the highest that any pattern gives; all when none does", () => {
    const options = [option("spot-a", 1, 1), option("spot-b", 1, 1), option("on-demand", 1, 1)];
    const priorities = [
      { priority: 10, patterns: ["on-demand"] },
      { priority: 50, patterns: ["^spot-.*$"] },
    ];
    expect(ids(byPriority(options, priorities))).toEqual(["spot-a", "spot-b"]);
    expect(byPriority(options, [{ priority: 1, patterns: ["nothing"] }])).toHaveLength(3);
  });
});

test("new nodes go to the smallest of similar groups first, up to the largest size of each", () => {
  const groups = [
    { id: "a", targetSize: 1, maxSize: 10 },
    { id: "b", targetSize: 3, maxSize: 10 },
    { id: "c", targetSize: 1, maxSize: 2 },
  ];
  const sizes = (newNodes: number) =>
    Object.fromEntries(balanceScaleUp(groups, newNodes).map((one) => [one.id, one.newSize]));
  expect(sizes(3)).toEqual({ a: 3, c: 2 });
  expect(sizes(5)).toEqual({ a: 4, b: 4, c: 2 });
  expect(sizes(99)).toEqual({ a: 10, b: 10, c: 2 });
});

test("a group is left alone for 5 minutes, twice as long after each failure, up to 30; three hours without one are forgiven", () => {
  const backoff = createBackoff(AUTOSCALER_DEFAULTS.backoff);
  let now = 0;
  const waits = [5, 10, 20, 30, 30].map((minutes) => {
    backoff.register("pool", now);
    const isHeld = backoff.isBackedOff("pool", now + minutes * MINUTE - 1);
    now += minutes * MINUTE + 1;
    return isHeld && !backoff.isBackedOff("pool", now);
  });
  expect(waits).toEqual([true, true, true, true, true]);
  now += 181 * MINUTE;
  backoff.forgetStale(now);
  backoff.register("pool", now);
  expect(backoff.isBackedOff("pool", now + 5 * MINUTE + 1)).toBe(false);
});

test("quotas count whole cores, bytes and nodes", () => {
  const nodes = [nodeOf("a", "1500m", "4Gi"), nodeOf("b", "2", "4Gi")];
  const quota = { id: "all", appliesTo: () => true, limits: { cpu: 8, nodes: 9 } };
  // 2 + 2 cores are there: two nodes of 2 cores more.
  expect(createMaxTracker([quota], nodes).check(nodeOf("c", "2", "4Gi"), 3)).toEqual({
    exceeded: [{ id: "all", resources: ["cpu"] }],
    allowed: 2,
  });
  const least = { ...quota, limits: { cpu: 2 } };
  const tracker = createMinTracker([least], nodes);
  expect(tracker.consume(nodeOf("a", "2", "4Gi"), 1).exceeded).toEqual([]);
  expect(tracker.consume(nodeOf("b", "2", "4Gi"), 1).exceeded).toEqual([{ id: "all", resources: ["cpu"] }]);
});
