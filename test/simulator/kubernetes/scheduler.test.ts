import { describe, expect, test } from "@jest/globals";
import { fitErrorText, rejectionOf } from "../../../src/simulator/kubernetes/scheduler/filters.ts";
import { addPod, createNodeInfo, removePod } from "../../../src/simulator/kubernetes/scheduler/node-info.ts";
import {
  balancedAllocationScore,
  leastAllocatedScore,
} from "../../../src/simulator/kubernetes/scheduler/resource-scores.ts";
import { schedule } from "../../../src/simulator/kubernetes/scheduler/schedule.ts";
import { spreadScores } from "../../../src/simulator/kubernetes/scheduler/spread-score.ts";
import { makeNode, makePod, MiB } from "../make.ts";

const info = (...node: Parameters<typeof makeNode>) => createNodeInfo(makeNode(...node));
const names = (verdict: ReturnType<typeof schedule>) =>
  verdict.kind === "fits" ? verdict.best.map(({ node }) => node.metadata.name) : [];

describe("the scheduler", () => {
  test("says why no node will do, in upstream's words", () => {
    const pod = makePod("new", { cpu: 900 });
    const full = info("n1", 2_000, 4_096 * MiB);
    addPod(full, makePod("old", { cpu: 1_200, node: "n1" }));
    const tainted = info("n3", 2_000, 4_096 * MiB, {
      taints: [{ key: "dedicated", value: "gpu", effect: "NoSchedule" }],
    });
    const cordoned = info("n4", 2_000, 4_096 * MiB, { unschedulable: true });
    const rejections = [full, full, tainted, cordoned].map(
      (node) => rejectionOf(pod, node) ?? { reasons: [], resolvable: true },
    );
    // Word for word from the trace "insufficient" of a real control plane.
    expect(fitErrorText(rejections)).toBe(
      "0/4 nodes are available: 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable, 2 Insufficient cpu. no new claims to deallocate, preemption: 0/4 nodes are available: 2 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.",
    );
  });

  test("a pod that is larger than the node is helped by no preemption", () => {
    const rejection = rejectionOf(makePod("huge", { cpu: 3_000, memory: 8_192 * MiB }), info("n1", 2_000, 4_096 * MiB));
    expect(rejection).toEqual({ reasons: ["Insufficient cpu", "Insufficient memory"], resolvable: false });
  });

  test("counts pods, and gives room back when they go", () => {
    const node = info("n1", 2_000, 4_096 * MiB, { pods: 1 });
    const first = makePod("a", { cpu: 100, node: "n1" });
    addPod(node, first);
    addPod(node, first);
    expect(node.requested.cpu).toBe(100);
    expect(rejectionOf(makePod("b"), node)?.reasons).toEqual(["Too many pods"]);
    removePod(node, first);
    expect(rejectionOf(makePod("b"), node)).toBeUndefined();
  });

  test("least allocated: the mean of what would stay free, with 100m and 200 MiB for a pod that requests nothing", () => {
    // cpu (4000-1000)*100/4000 = 75; memory (2000-500)*100/2000 = 75.
    expect(leastAllocatedScore(makePod("p", { cpu: 1_000, memory: 500 * MiB }), info("n", 4_000, 2_000 * MiB))).toBe(
      75,
    );
    // cpu 90; memory 80; mean 85.
    expect(leastAllocatedScore(makePod("p"), info("n", 1_000, 1_000 * MiB))).toBe(85);
  });

  test("balanced allocation is 1.36's: against the balance before, nothing for a pod without requests", () => {
    const node = info("n", 1_000, 1_000 * MiB);
    // Shares 0.5 and 0.5 after, 0 and 0 before: 100 both times, so 50 + 50/2.
    expect(balancedAllocationScore(makePod("p", { cpu: 500, memory: 500 * MiB }), node)).toBe(75);
    // Shares 0.6 and 0.2: deviation 0.2, balance 80: 50 + (50 + 80 - 100)/2.
    expect(balancedAllocationScore(makePod("p", { cpu: 600, memory: 200 * MiB }), node)).toBe(65);
    expect(balancedAllocationScore(makePod("p"), node)).toBe(0);
  });

  test("a ReplicaSet's pods are spread over hosts", () => {
    const nodes = [info("n1", 4_000, 4_096 * MiB), info("n2", 4_000, 4_096 * MiB)];
    const labels = { app: "web" };
    for (const name of ["a", "b", "c"]) addPod(nodes[0] as (typeof nodes)[0], makePod(name, { node: "n1", labels }));
    // Counts 3 and 0, weight ln 4: round(4.16 + 2) = 6 and 2; 100*(6+2-6)/6 and 100*(6+2-2)/6.
    expect(spreadScores(nodes, nodes, labels)).toEqual([33, 100]);
    expect(names(schedule(makePod("d", { cpu: 100, labels }), nodes, labels))).toEqual(["n2"]);
  });

  test("equal nodes are all best, for chance to choose from", () => {
    const nodes = ["n1", "n2", "n3"].map((name) => info(name, 2_000, 4_096 * MiB));
    expect(names(schedule(makePod("p", { cpu: 100 }), nodes, undefined))).toEqual(["n1", "n2", "n3"]);
  });
});
