import { expect, test } from "@jest/globals";
import { createListers } from "../../../src/simulator/kubernetes/scheduler/listers.ts";
import { createPending, type Pending, type PendingPod } from "../../../src/simulator/kubernetes/scheduler/pending.ts";
import { makeNode, makePod, NOTHING, onNode, requesting } from "./make.ts";

const create = () => createPending(createListers(NOTHING));
const FIT = new Set(["NodeResourcesFit"]);

const drain = (pending: Pending) => {
  const names: string[] = [];
  for (let next = pending.pop(); next; next = pending.pop()) names.push(next.pod.metadata.name);
  return names;
};

test("priority comes first, then arrival", () => {
  const pending = create();
  pending.add(makePod("early"), 0);
  pending.add(makePod("late"), 5);
  pending.add(makePod("urgent", { priority: 10 }), 9);
  expect(drain(pending)).toEqual(["urgent", "early", "late"]);
});

test("a pod without room waits for what may help it, and for nothing else", () => {
  const pending = create();
  const pod = makePod("p", requesting("1", "1Gi"));
  pending.add(pod, 0);
  pending.setAside(pending.pop() as PendingPod, FIT, 0);
  pending.happened(
    { resource: "Node", change: { before: undefined, after: makeNode("small", { cpu: "500m" }) } },
    5_000,
  );
  pending.happened({ resource: "Pod", change: { before: undefined, after: onNode(makePod("other"), "n") } }, 5_000);
  expect(pending.isReady()).toBe(false);
  pending.happened({ resource: "Pod", change: { before: onNode(makePod("other"), "n"), after: undefined } }, 5_000);
  expect(drain(pending)).toEqual(["p"]);
});

test("whose back-off lasts comes after the others, but waits for nobody else", () => {
  const pending = create();
  pending.add(makePod("again"), 0);
  pending.setAside(pending.pop() as PendingPod, FIT, 0);
  const event = { resource: "Node" as const, change: { before: undefined, after: makeNode("n") } };
  pending.happened(event, 100);
  pending.add(makePod("new"), 200);
  expect(drain(pending)).toEqual(["new", "again"]);
});

test("five minutes aside are enough, counted by a clock that beats every 30 s", () => {
  const pending = create();
  pending.add(makePod("p"), 0);
  const entry = pending.pop() as PendingPod;
  expect(pending.setAside(entry, FIT, 1_000)).toBe(330_000);
  pending.takeBack(entry, 1_000, 330_000);
  expect(drain(pending)).toEqual(["p"]);
});

test("what no plugin rejected waits for its back-off alone", () => {
  const pending = create();
  pending.add(makePod("p"), 0);
  const entry = pending.pop() as PendingPod;
  expect(pending.setAside(entry, new Set(), 800)).toBe(2_000);
  pending.happened({ resource: "Node", change: { before: undefined, after: makeNode("n") } }, 900);
  expect(pending.isReady()).toBe(false);
  pending.takeBack(entry, 800, 2_000);
  expect(drain(pending)).toEqual(["p"]);
});

test("a pod with scheduling gates waits until the last is gone", () => {
  const pending = create();
  const pod = makePod("p", { schedulingGates: [{ name: "quota" }] });
  pending.add(pod, 0);
  expect(pending.isReady()).toBe(false);
  pending.update(pod, { ...pod, spec: { ...pod.spec, schedulingGates: [] } }, 10);
  expect(drain(pending)).toEqual(["p"]);
});

test("a pod that is gone is not tried", () => {
  const pending = create();
  const pod = makePod("p");
  pending.add(pod, 0);
  pending.remove(pod.metadata.uid);
  expect(pending.isReady()).toBe(false);
});
