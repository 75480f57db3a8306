// What the asker rules out leads no answer, and what is told in everyday words is read as what it means.
import { expect, test } from "@jest/globals";
import { isRuledOut, presentIn } from "../../src/ask/ruled-out.ts";
import { ask, said } from "./library.ts";

const NO_CLASS = "No volume fits, and the claim has no class because no default StorageClass exists.";

test.each([
  ["PVC stuck in pending, storageclass exists", true],
  ["pvc is pending but the storageclass is set", true],
  ["pvc is pending, the StorageClass does exist", true],
  ["pvc is pending, no storageclass exists", false],
  ["pvc is pending, the volume exists", false],
  ["pvc is pending", false],
  ["pvc is pending even though we have a storage class", true],
])("%s: is a missing class ruled out? %s", (question, expected) => {
  expect(isRuledOut(NO_CLASS, presentIn(question))).toBe(expected);
});

test("a claim without a class is told of its class, one with a class is not", () => {
  expect(said(ask({ text: "why is my pvc pending" }))).toContain("no default StorageClass exists");
  const answer = said(ask({ text: "PVC stuck in pending, storageclass exists" }));
  expect(answer).not.toContain("no default StorageClass exists");
  expect(answer.split("\n")[0]).toContain("WaitForFirstConsumer");
});

test.each([
  ["how do I keep it so that my 3 replicas dont all end up on the same node", "kubernetes.io/hostname"],
  ["swarm service stuck at 0/3 replicas, how to find out why", "docker service ps --no-trunc"],
  ["how can a pod in namespace x reach a service in namespace y", "api.shop.svc.cluster.local"],
  ["crashloopbackoff but kubectl logs is empty??", "--previous"],
  ["why do we even need kubernetes, cant we just run docker compose on a big VM", "several machines"],
])("%s: begins with what answers it", (text, expected) => {
  expect(said(ask({ text })).split("\n")[0]).toContain(expected);
});
