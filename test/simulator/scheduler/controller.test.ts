/** The scheduler in the assembled cluster. */
import { expect, test } from "@jest/globals";
import type { Pod } from "../../../src/simulator/kubernetes/api/pod.ts";
import { createKubernetes, type Kubernetes } from "../../../src/simulator/kubernetes/kubernetes.ts";
import { conditionOf } from "../../../src/simulator/kubernetes/pods.ts";
import { requesting } from "./make.ts";

const READY = [{ type: "Ready", status: "True" }];

function start(nodes: Record<string, string>): Kubernetes {
  const kubernetes = createKubernetes({ seed: "scheduler" });
  for (const [name, cpu] of Object.entries(nodes)) addNode(kubernetes, name, cpu);
  kubernetes.run(1_000);
  return kubernetes;
}

const addNode = (kubernetes: Kubernetes, name: string, cpu: string) =>
  kubernetes.apply({
    kind: "Node",
    metadata: { name, labels: { "kubernetes.io/hostname": name } },
    spec: {},
    status: { allocatable: { cpu, memory: "8Gi", pods: "500" }, conditions: READY },
  } as never);

const addPod = (kubernetes: Kubernetes, name: string, spec: Partial<Pod["spec"]> = requesting("1", "1Gi")) =>
  kubernetes.apply({ kind: "Pod", metadata: { name }, spec: { ...requesting("1", "1Gi"), ...spec } } as never);

const podOf = ({ store }: Kubernetes, name: string) => store.get("Pod", name) as Pod;
const eventsOf = ({ store }: Kubernetes, name: string) =>
  store
    .list("Event")
    .filter(({ involvedObject, source }) => involvedObject.name === name && source === "default-scheduler")
    .map(({ reason, message }) => `${reason}: ${message}`);

test("a pod gets a node, a condition and an event", () => {
  const kubernetes = start({ n1: "4" });
  addPod(kubernetes, "p");
  kubernetes.run(1_100);
  expect(podOf(kubernetes, "p").spec.nodeName).toBe("n1");
  expect(conditionOf(podOf(kubernetes, "p"), "PodScheduled")?.status).toBe("True");
  expect(eventsOf(kubernetes, "p")).toEqual(["Scheduled: Successfully assigned default/p to n1"]);
});

test("what does not fit says so, and goes where room is made", () => {
  const kubernetes = start({ n1: "1" });
  addPod(kubernetes, "first");
  kubernetes.run(1_100);
  addPod(kubernetes, "second");
  kubernetes.run(1_200);
  const condition = conditionOf(podOf(kubernetes, "second"), "PodScheduled");
  expect([condition?.status, condition?.reason]).toEqual(["False", "Unschedulable"]);
  expect(condition?.message).toMatch(
    /^0\/1 nodes are available: 1 Insufficient cpu\. no new claims to deallocate, preemption: /,
  );
  kubernetes.api.delete("Pod", "first", "default", { gracePeriodSeconds: 0 });
  kubernetes.run(1_300);
  expect(podOf(kubernetes, "second").spec.nodeName).toBe("n1");
});

test("without nodes the pod is tried again as its back-off goes", () => {
  const kubernetes = start({});
  addPod(kubernetes, "p");
  kubernetes.run(1_500);
  expect(eventsOf(kubernetes, "p")).toEqual(["FailedScheduling: no nodes available to schedule pods"]);
  addNode(kubernetes, "n1", "4");
  kubernetes.run(20_000);
  expect(podOf(kubernetes, "p").spec.nodeName).toBe("n1");
});

test("scheduling gates hold a pod back", () => {
  const kubernetes = start({ n1: "4" });
  addPod(kubernetes, "p", { schedulingGates: [{ name: "wait" }] });
  kubernetes.run(2_000);
  expect(podOf(kubernetes, "p").spec.nodeName).toBeUndefined();
  expect(conditionOf(podOf(kubernetes, "p"), "PodScheduled")?.reason).toBe("SchedulingGated");
  const pod = podOf(kubernetes, "p");
  kubernetes.api.update({ ...pod, spec: { ...pod.spec, schedulingGates: [] } });
  kubernetes.run(3_000);
  expect(podOf(kubernetes, "p").spec.nodeName).toBe("n1");
});

test("another scheduler's pods are left alone", () => {
  const kubernetes = start({ n1: "4" });
  addPod(kubernetes, "p", { schedulerName: "mine" });
  kubernetes.run(2_000);
  expect(podOf(kubernetes, "p").spec.nodeName).toBeUndefined();
  expect(eventsOf(kubernetes, "p")).toEqual([]);
});

test("the client binds a hundred at once and then fifty a second, and what is assumed takes its room meanwhile", () => {
  const kubernetes = start({ n1: "200" });
  for (let i = 0; i < 210; i++) addPod(kubernetes, `p${i}`, requesting("1", "1Mi"));
  const bound = () => kubernetes.store.podsOn("n1").length;
  kubernetes.run(1_050);
  expect(bound()).toBe(102);
  kubernetes.run(2_010);
  expect(bound()).toBe(150);
  kubernetes.run(10_000);
  expect(bound()).toBe(200);
});

test("an assumed pod that is deleted before it is bound gives its room back", () => {
  const kubernetes = start({ n1: "101" });
  for (let i = 0; i < 102; i++) addPod(kubernetes, `p${i}`, requesting("1", "1Mi"));
  kubernetes.run(1_015);
  // p100 waits for the client; p101 did not fit.
  kubernetes.api.delete("Pod", "p100", "default", { gracePeriodSeconds: 0 });
  kubernetes.run(2_000);
  expect(podOf(kubernetes, "p101").spec.nodeName).toBe("n1");
});
