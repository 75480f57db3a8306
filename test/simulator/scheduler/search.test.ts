import { expect, test } from "@jest/globals";
import { prepare } from "../../../src/simulator/kubernetes/scheduler/framework.ts";
import { createPodInfo } from "../../../src/simulator/kubernetes/scheduler/pod-info.ts";
import { DEFAULT_PROFILE } from "../../../src/simulator/kubernetes/scheduler/profile.ts";
import {
  filterWithNominated,
  findFeasible,
  NOBODY,
  numFeasibleNodesToFind,
} from "../../../src/simulator/kubernetes/scheduler/schedule-one.ts";
import { zoneByZone } from "../../../src/simulator/kubernetes/scheduler/snapshot.ts";
import { makeInfo, makeNode, makePod, makeSnapshot, requesting } from "./make.ts";

test("enough nodes are: all below 100, then a share that falls from 50 % to 5 %, and no fewer than 100", () => {
  expect([99, 100, 200, 1_000, 5_000, 10_000].map((nodes) => numFeasibleNodesToFind(nodes))).toEqual([
    99, 100, 100, 420, 500, 500,
  ]);
});

test("the next pod's search begins where the last one ended", () => {
  const nodes = Array.from({ length: 250 }, (_, i) => makeInfo(makeNode(`n${i}`)));
  const cycle = prepare(createPodInfo(makePod("p")), makeSnapshot(nodes), DEFAULT_PROFILE);
  const first = findFeasible(cycle, { start: 0, nominated: NOBODY });
  const second = findFeasible(cycle, { start: 200, nominated: NOBODY });
  expect([first.feasible.length, first.start]).toEqual([120, 120]);
  expect([second.feasible[50]?.name, second.start]).toEqual(["n0", 70]);
});

test("nodes are looked at zone by zone", () => {
  const inZone = (name: string, zone: string) =>
    makeInfo(makeNode(name, { labels: { "topology.kubernetes.io/zone": zone } }));
  const nodes = [inZone("a1", "a"), inZone("a2", "a"), inZone("b1", "b"), inZone("a3", "a"), inZone("b2", "b")];
  expect(zoneByZone(nodes).map(({ name }) => name)).toEqual(["a1", "b1", "a2", "b2", "a3"]);
});

test("a pod leaves room for nominated pods of its priority or more, not for lesser ones", () => {
  const node = makeInfo(makeNode("n", { cpu: "1" }));
  const pod = createPodInfo(makePod("p", { ...requesting("600m", "1Mi"), priority: 5 }));
  const cycle = prepare(pod, makeSnapshot([node]), DEFAULT_PROFILE);
  const nominated = (priority: number) =>
    new Map([["n", [createPodInfo(makePod("ahead", { ...requesting("600m", "1Mi"), priority }))]]]);
  expect(filterWithNominated(cycle, node, nominated(5))?.reasons).toEqual(["Insufficient cpu"]);
  expect(filterWithNominated(cycle, node, nominated(4))).toBeUndefined();
  expect(node.pods).toEqual([]);
});
