/** Evictions by NoExecute taints: who goes when, and what is said about it. */
import { describe, expect, test } from "@jest/globals";
import type { Taint } from "../../../src/simulator/kubernetes/api/core.ts";
import type { Toleration } from "../../../src/simulator/kubernetes/api/pod.ts";
import { startTaintEvictionController } from "../../../src/simulator/kubernetes/taint-eviction/controller.ts";
import { decide } from "../../../src/simulator/kubernetes/taint-eviction/decide.ts";
import { admitDefaultTolerations } from "../../../src/simulator/kubernetes/taint-eviction/default-tolerations.ts";
import { makePod, makeWorld, metadata, SECOND } from "./make.ts";

const maintenance: Taint = { key: "maint", value: "1", effect: "NoExecute" };
const forSeconds = (tolerationSeconds: number): Toleration => ({ key: "maint", operator: "Exists", tolerationSeconds });
const forever: Toleration = { key: "maint", operator: "Exists" };

describe("what a taint means for a pod", () => {
  test("every taint must be tolerated, and the shortest toleration counts", () => {
    const other: Taint = { key: "other", effect: "NoExecute" };
    expect(decide([maintenance, other], [forever], undefined, 0)).toEqual({ kind: "evict" });
    expect(decide([maintenance], [forever], undefined, 0)).toEqual({ kind: "stay" });
    const both = [forSeconds(60), { key: "other", operator: "Exists" as const, tolerationSeconds: 10 }];
    expect(decide([maintenance, other], both, undefined, 5)).toEqual({
      kind: "schedule",
      scheduled: { since: 5, at: 10_005 },
    });
  });

  test("an eviction that waits is not put off", () => {
    const waiting = { since: 0, at: 10_000 };
    expect(decide([maintenance], [forSeconds(100)], waiting, 4_000)).toEqual({ kind: "wait" });
    expect(decide([maintenance], [forever], waiting, 4_000)).toEqual({ kind: "stay" });
  });
});

/** Three pods on a node: one tolerates nothing, one ten seconds, one everything. */
function taintedNode() {
  const { world, happenings } = makeWorld();
  startTaintEvictionController(world);
  const { store, loop } = world;
  const node = { kind: "Node" as const, metadata: metadata("n1", { namespace: "" }), spec: {}, status: {} };
  const taint = (taints: Taint[]) => store.put({ ...node, spec: { taints } });
  taint([]);
  const tolerations = { none: [], some: [forSeconds(10)], all: [forever] };
  for (const [name, own] of Object.entries(tolerations)) {
    const pod = makePod(name, { node: "n1" });
    store.put({ ...pod, spec: { ...pod.spec, tolerations: own } });
  }
  loop.run(SECOND);
  const namesAfter = (ms: number) => {
    loop.run(SECOND + ms);
    return store.podsOn("n1").map((pod) => pod.metadata.name);
  };
  return { taint, namesAfter, messages: () => happenings.map(({ message }) => message), happenings };
}

describe("the taint eviction controller", () => {
  test("evicts at once who does not tolerate, and later who does so for a while", () => {
    const { taint, namesAfter, happenings } = taintedNode();
    taint([maintenance]);
    expect(namesAfter(100)).toEqual(["some", "all"]);
    expect(namesAfter(9 * SECOND)).toEqual(["some", "all"]);
    expect(namesAfter(11 * SECOND)).toEqual(["all"]);
    expect(happenings.map(({ message, source, type }) => [type, source, message])).toEqual([
      [undefined, "taint-eviction-controller", "Marking for deletion Pod default/none"],
      [undefined, "taint-eviction-controller", "Marking for deletion Pod default/some"],
    ]);
  });

  test("calls it off when the taint goes", () => {
    const { taint, namesAfter, messages } = taintedNode();
    taint([maintenance]);
    namesAfter(5 * SECOND);
    taint([]);
    expect(namesAfter(60 * SECOND)).toEqual(["some", "all"]);
    expect(messages()).toEqual(["Marking for deletion Pod default/none", "Cancelling deletion of Pod default/some"]);
  });
});

describe("default tolerations", () => {
  const admitted = (tolerations: Toleration[]) => {
    const pod = makePod("a");
    const answer = admitDefaultTolerations({ ...pod, spec: { ...pod.spec, tolerations } });
    return answer.ok && answer.object.kind === "Pod" ? answer.object.spec.tolerations : undefined;
  };
  const notReady = {
    key: "node.kubernetes.io/not-ready",
    operator: "Exists",
    effect: "NoExecute",
    tolerationSeconds: 300,
  };
  const unreachable = { ...notReady, key: "node.kubernetes.io/unreachable" };

  test("are added where the pod is silent", () => {
    expect(admitted([])).toEqual([notReady, unreachable]);
    const own: Toleration = { key: "node.kubernetes.io/unreachable", operator: "Exists", tolerationSeconds: 5 };
    expect(admitted([own])).toEqual([own, notReady]);
    expect(admitted([{ operator: "Exists" }])).toEqual([{ operator: "Exists" }]);
  });

  test("a toleration of NoSchedule alone is silent about NoExecute", () => {
    const own: Toleration = { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoSchedule" };
    expect(admitted([own])).toEqual([own, notReady, unreachable]);
  });
});
