import { expect, test } from "@jest/globals";
import { createSorter } from "../../../src/simulator/mesos/sorter/drf.ts";

const TOTAL = { cpus: 100, mem: 1_000 };

function make(clients: readonly string[]) {
  const sorter = createSorter();
  sorter.addAgent("a1", TOTAL);
  for (const client of clients) {
    sorter.add(client);
    sorter.activate(client);
  }
  return sorter;
}

test("whoever has the smaller dominant share comes first, whatever the resource", () => {
  const sorter = make(["a", "b"]);
  // a: 5 % of the CPUs and 1 % of the memory; b: 1 % and 6 %.
  sorter.allocated("a", { cpus: 5, mem: 10 });
  sorter.allocated("b", { cpus: 1, mem: 60 });
  expect(sorter.sorted()).toEqual(["a", "b"]);
  expect([sorter.share("a"), sorter.share("b")]).toEqual([0.05, 0.06]);
});

test("a weight of two makes a share count half", () => {
  const sorter = make(["a", "b"]);
  sorter.allocated("a", { cpus: 5 });
  sorter.allocated("b", { cpus: 8 });
  sorter.updateWeight("b", 2);
  expect(sorter.sorted()).toEqual(["b", "a"]);
});

test("with equal shares whoever was allocated to less often comes first, then the name", () => {
  const sorter = make(["c", "b", "a"]);
  sorter.allocated("a", { cpus: 1 });
  sorter.unallocated("a", { cpus: 1 });
  expect(sorter.sorted()).toEqual(["b", "c", "a"]);
});

test("names are compared by code unit, not by a language's rules", () => {
  expect(make(["a", "B", "Z"]).sorted()).toEqual(["B", "Z", "a"]);
});

test("a role with others below it is one of its own children", () => {
  const sorter = make(["a", "b"]);
  sorter.allocated("a", { cpus: 10 });
  sorter.allocated("b", { cpus: 6 });
  sorter.add("a/x");
  sorter.activate("a/x");
  // b has less than a's whole tree; in it, x has nothing yet.
  expect(sorter.sorted()).toEqual(["b", "a/x", "a"]);
  sorter.remove("a/x");
  expect(sorter.sorted()).toEqual(["b", "a"]);
  expect(sorter.allocation("a")).toEqual({ cpus: 10 });
});

test("what a removed client held is no longer counted above it", () => {
  const sorter = make(["a/x", "a/y", "b"]);
  sorter.allocated("a/x", { cpus: 10 });
  sorter.allocated("b", { cpus: 5 });
  expect(sorter.sorted()).toEqual(["b", "a/y", "a/x"]);
  sorter.remove("a/x");
  expect(sorter.sorted()).toEqual(["a/y", "b"]);
  expect(sorter.totalAllocation()).toEqual({ cpus: 5 });
});

test("inactive clients are there but not sorted", () => {
  const sorter = make(["a", "b"]);
  sorter.deactivate("a");
  expect(sorter.sorted()).toEqual(["b"]);
  expect([sorter.count(), sorter.contains("a")]).toEqual([2, true]);
});

test("excluded resources do not count", () => {
  const sorter = createSorter(["gpus"]);
  sorter.addAgent("a1", { ...TOTAL, gpus: 1 });
  for (const client of ["a", "b"]) {
    sorter.add(client);
    sorter.activate(client);
  }
  sorter.allocated("a", { cpus: 1, gpus: 1 });
  sorter.allocated("b", { cpus: 2 });
  expect(sorter.sorted()).toEqual(["a", "b"]);
});

test("more than was allocated cannot come back", () => {
  const sorter = make(["a"]);
  sorter.allocated("a", { cpus: 1 });
  expect(() => sorter.unallocated("a", { cpus: 2 })).toThrow(RangeError);
});
