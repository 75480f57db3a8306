import { expect, test } from "@jest/globals";
import { meetsTexts, parseConstraints } from "../../../src/simulator/swarm/constraint.ts";
import { makeNode } from "./make.ts";

const node = makeNode("Id1", {
  hostname: "Worker-1",
  role: "manager",
  labels: { disk: "ssd" },
  engineLabels: { storage: "fast" },
  addr: "10.0.3.7",
});

test.each([
  ["node.id == id1", true],
  ["node.id != id1", false],
  ["node.hostname == worker-1", true],
  ["NODE.ROLE==Manager", true],
  ["node.role != manager", false],
  ["node.labels.disk==SSD", true],
  ["node.labels.Disk==ssd", false],
  ["node.labels.none != x", true],
  ["engine.labels.storage==fast", true],
  ["node.platform.os==linux", true],
  ["node.platform.arch!=x86_64", false],
  ["node.ip==10.0.3.7", true],
  ["node.ip==10.0.0.0/16", true],
  ["node.ip!=10.0.0.0/22", false],
  ["node.ip!=nonsense", false],
  ["node.colour==red", false],
])("%s is %s", (text, met) => {
  expect(meetsTexts([text], node)).toBe(met);
});

test.each([
  ["node.role=worker", "constraint expected one operator from ==, !="],
  ["node role==worker", "key 'node role' is invalid"],
  ["node.role==a>b", "value 'a>b' is invalid"],
])("%s is refused", (text, error) => {
  expect(parseConstraints([text])).toEqual({ error });
});
