import { describe, expect, test } from "@jest/globals";
import { fitErrorText } from "../../../src/simulator/kubernetes/scheduler/fit-error.ts";
import { prepare, tieSet } from "../../../src/simulator/kubernetes/scheduler/framework.ts";
import { addPod, removePod } from "../../../src/simulator/kubernetes/scheduler/node-info.ts";
import { createPodInfo } from "../../../src/simulator/kubernetes/scheduler/pod-info.ts";
import { balanceScorer } from "../../../src/simulator/kubernetes/scheduler/plugins/balanced-allocation.ts";
import { resourceScorer } from "../../../src/simulator/kubernetes/scheduler/plugins/resource-score.ts";
import { DEFAULT_PROFILE } from "../../../src/simulator/kubernetes/scheduler/profile.ts";
import { podRequests } from "../../../src/simulator/kubernetes/scheduler/resources.ts";
import { diagnosisOf, findFeasible, NOBODY } from "../../../src/simulator/kubernetes/scheduler/schedule-one.ts";
import { withoutPreemption } from "../../../src/simulator/kubernetes/scheduler/after-failure.ts";
import type { Pod } from "../../../src/simulator/kubernetes/api/pod.ts";
import type { NodeInfo } from "../../../src/simulator/kubernetes/scheduler/node-info.ts";
import { makeInfo, makeNode, makePod, makeSnapshot, NOTHING, onNode, requesting } from "./make.ts";

const cycleOf = (pod: Pod, nodes: NodeInfo[], source = NOTHING) =>
  prepare(createPodInfo(pod), makeSnapshot(nodes, source), DEFAULT_PROFILE);
const rejectionOf = (pod: Pod, node: NodeInfo) => cycleOf(pod, [node]).filter(node);

describe("the scheduler's filters", () => {
  test("say why no node will do, in upstream's words", () => {
    const pod = makePod("new", requesting("900m", "512Mi"));
    const full = () => makeInfo(makeNode("n", { cpu: "2" }), onNode(makePod("old", requesting("1200m", "512Mi")), "n"));
    const tainted = makeInfo(
      makeNode("n3", { spec: { taints: [{ key: "dedicated", value: "gpu", effect: "NoSchedule" }] } }),
    );
    const cordoned = makeInfo(makeNode("n4", { spec: { unschedulable: true } }));
    const cycle = cycleOf(pod, [full(), full(), tainted, cordoned]);
    const found = findFeasible(cycle, { start: 0, nominated: NOBODY });
    const diagnosis = diagnosisOf({ kind: "none", cycle, ...found });
    // Word for word from the trace "insufficient" of a real control plane.
    expect(fitErrorText(diagnosis, withoutPreemption(pod, found.rejected, cycle).message)).toBe(
      "0/4 nodes are available: 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable, 2 Insufficient cpu. no new claims to deallocate, preemption: 0/4 nodes are available: 2 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.",
    );
  });

  test("no preemption helps a pod that is larger than the node", () => {
    expect(rejectionOf(makePod("huge", requesting("5", "16Gi")), makeInfo(makeNode("n")))).toEqual({
      plugin: "NodeResourcesFit",
      code: "UnschedulableAndUnresolvable",
      reasons: ["Insufficient cpu", "Insufficient memory"],
    });
  });

  test("count pods, and give room and ports back when they go", () => {
    const node = makeInfo(makeNode("n", { pods: "1" }));
    const spec = { containers: [{ name: "c", ports: [{ containerPort: 80, hostPort: 80 }] }] };
    const first = createPodInfo(makePod("first", spec));
    addPod(node, first);
    expect(rejectionOf(makePod("second"), node)?.reasons).toEqual(["Too many pods"]);
    expect(rejectionOf(makePod("second", spec), node)?.plugin).toBe("NodePorts");
    removePod(node, first.pod);
    expect(rejectionOf(makePod("second", spec), node)).toBeUndefined();
    expect(node.requested.milliCpu).toBe(0);
  });

  test("a trial without a pod leaves the cycle itself alone", () => {
    const labels = { app: "web" };
    const term = { topologyKey: "kubernetes.io/hostname", labelSelector: { matchLabels: labels } };
    const spec = { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } };
    const old = makePod("old", {}, { labels });
    const node = makeInfo(makeNode("n"), old);
    const cycle = cycleOf(makePod("new", spec, { labels }), [node]);
    const trial = cycle.clone();
    trial.removePod(createPodInfo(old), node);
    expect(trial.filter(node)).toBeUndefined();
    expect(cycle.filter(node)?.reasons).toEqual(["node(s) didn't match pod anti-affinity rules"]);
  });

  test("a pod that names its node in matchFields leaves the others out of the question", () => {
    const term = { matchFields: [{ key: "metadata.name", operator: "In" as const, values: ["n9"] }] };
    const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } };
    const cycle = cycleOf(makePod("p", { affinity: { nodeAffinity } }), [
      makeInfo(makeNode("a")),
      makeInfo(makeNode("b")),
    ]);
    const found = findFeasible(cycle, { start: 0, nominated: NOBODY });
    expect(fitErrorText(diagnosisOf({ kind: "none", cycle, ...found }))).toBe(
      "0/2 nodes are available: 2 node(s) didn't satisfy plugin(s) [NodeAffinity].",
    );
  });
});

describe("what a pod requests", () => {
  test("sidecars run beside containers, init containers before them", () => {
    const one = (cpu: string, more = {}) => ({ name: "c", resources: { requests: { cpu } }, ...more });
    const pod = makePod("p", {
      containers: [one("500m")],
      initContainers: [one("200m", { restartPolicy: "Always" }), one("700m"), one("100m", { restartPolicy: "Always" })],
      overhead: { cpu: "10m" },
    });
    // Together 500 + 200 + 100; while the second starts 200 + 700; and 10 on top of the larger.
    expect(podRequests(pod).get("cpu")).toBe(910);
  });
});

describe("the scheduler's scores", () => {
  test("least allocated: the mean of what would stay free, with 100m and 200 MiB for a pod that requests nothing", () => {
    const node = makeInfo(makeNode("n", { cpu: "4", memory: "2000Mi" }));
    // cpu (4000-1000)*100/4000 = 75; memory (2000-500)*100/2000 = 75.
    expect(resourceScorer(makePod("p", requesting("1", "500Mi")))(node)).toBe(75);
    // cpu 90; memory 80; mean 85.
    expect(resourceScorer(makePod("p"))(makeInfo(makeNode("n", { cpu: "1", memory: "1000Mi" })))).toBe(85);
  });

  test("balanced allocation is 1.36's: against the balance before, nothing for a pod without requests", () => {
    const node = makeInfo(makeNode("n", { cpu: "1", memory: "1000Mi" }));
    // Shares 0.5 and 0.5 after, 0 and 0 before: 100 both times, so 50 + 50/2.
    expect(balanceScorer(makePod("p", requesting("500m", "500Mi")))?.(node)).toBe(75);
    // Shares 0.6 and 0.2: deviation 0.2, balance 80: 50 + (50 + 80 - 100)/2.
    expect(balanceScorer(makePod("p", requesting("600m", "200Mi")))?.(node)).toBe(65);
    expect(balanceScorer(makePod("p"))).toBeUndefined();
  });

  test("a ReplicaSet's pods are spread over hosts, and equal nodes are all best", () => {
    const labels = { app: "web" };
    const source = {
      ...NOTHING,
      replicaSet: () => ({
        kind: "ReplicaSet" as const,
        metadata: makePod("web").metadata,
        spec: { selector: { matchLabels: labels }, template: { spec: { containers: [] } } },
        status: { replicas: 0 },
      }),
    };
    const old = ["a", "b", "c"].map((name) => makePod(name, {}, { labels }));
    const nodes = [makeInfo(makeNode("n1"), ...old), makeInfo(makeNode("n2")), makeInfo(makeNode("n3"))];
    const cycle = cycleOf(makePod("d", {}, { labels, owner: "web" }), nodes, source);
    const { plugins, totals } = cycle.score(nodes);
    // Hosts weigh ln 5 and zones, of which all have none, ln 3: round(3*1.609 + 2) = 7 and 2; 2 * 100*(7+2-7)/7 and 2 * 100.
    expect(plugins.find(({ name }) => name === "PodTopologySpread")?.scores).toEqual([56, 200, 200]);
    expect(tieSet(totals)).toEqual([1, 2]);
  });
});
