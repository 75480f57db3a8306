/** Facts of src/tests/hierarchical_allocator_tests.cpp (Mesos c1b42f79) on reservations, nested roles and finer points of quota. */
import { describe, expect, test } from "@jest/globals";
import type { Pool } from "../../../src/simulator/mesos/pool.ts";
import { makeAllocator, pool } from "./make.ts";

const both = (cpus: number, mem: number) => ({ guarantees: { cpus, mem }, limits: { cpus, mem } });
const reserved = (role: string, cpus: number, mem: number): Pool => ({ [role]: { cpus, mem } });

describe("reservations", () => {
  /** HierarchicalAllocatorTest.OfferAncestorReservationsToDescendantChild */
  test("to a role may be offered to the roles below it", () => {
    const { addAgent, addFramework } = makeAllocator();
    addFramework("a/b/c");
    const first = reserved("a", 1, 512);
    expect(addAgent(first)).toEqual([{ to: "f1", role: "a/b/c", agent: "a1", resources: first }]);
    const second = { ...pool(2, 1_024), ...reserved("a/b", 4, 2_048) };
    expect(addAgent(second)).toEqual([{ to: "f1", role: "a/b/c", agent: "a2", resources: second }]);
  });

  /** HierarchicalAllocatorTest.ReservationWithinQuota */
  test("count as consumed quota and for the share", () => {
    const { allocator, addAgent, addFramework } = makeAllocator();
    allocator.setQuota("quota-role", both(2, 256));
    addFramework("quota-role");
    addFramework("non-quota-role");
    const resources: Pool = { "*": { cpus: 2 }, "quota-role": { mem: 256 } };
    const agent: Pool = { "*": { cpus: 8 }, "quota-role": { mem: 256 } };
    const left = addAgent(agent, [{ framework: "f1", role: "quota-role", resources }]);
    expect(left).toEqual([{ to: "f2", role: "non-quota-role", agent: "a1", resources: { "*": { cpus: 6 } } }]);
    expect(addAgent({ "*": { cpus: 4 } })).toMatchObject([{ to: "f2", resources: { "*": { cpus: 4 } } }]);
  });

  /** HierarchicalAllocatorTest.QuotaSetAsideReservedResources, with a static reservation */
  test("to another role are not what is laid aside for a guarantee", () => {
    const { allocator, addAgent, addFramework, decline } = makeAllocator();
    addAgent(pool(4, 512));
    addAgent(reserved("no-quota-role", 4, 512));
    allocator.setQuota("quota-role", both(4, 512));
    const [first] = addFramework("quota-role");
    expect(first).toMatchObject({ to: "f1", agent: "a1", resources: pool(4, 512) });
    if (first) decline(first, 10_000);
    expect(allocator.allocate(1_000)).toEqual([]);
    const [second] = addFramework("no-quota-role");
    expect(second).toMatchObject({ to: "f2", agent: "a2", resources: reserved("no-quota-role", 4, 512) });
    if (second) decline(second, 10_000);
    expect(allocator.allocate(2_000)).toEqual([]);
  });

  /** HierarchicalAllocatorTest.QuotaWithAncestorReservations */
  test("of a parent that a child holds are no longer laid aside twice", () => {
    const { allocator, addAgent, addFramework } = makeAllocator();
    allocator.setQuota("quota-role", both(1, 1_024));
    addAgent(reserved("a", 1, 1_024));
    expect(addFramework("a/b")).toMatchObject([{ to: "f1", resources: reserved("a", 1, 1_024) }]);
    expect(addFramework("no-quota-role")).toEqual([]);
    const offerings = [...addAgent(pool(1, 1_024)), ...addAgent(pool(1, 1_024))];
    expect(offerings).toMatchObject([{ to: "f2", resources: pool(1, 1_024) }]);
  });

  /** HierarchicalAllocatorTest.QuotaWithNestedRoleReservation */
  test("to a child count against its parent's quota", () => {
    const { allocator, addAgent, addFramework } = makeAllocator();
    allocator.setQuota("a", both(2, 200));
    addAgent(reserved("a/b", 1, 100));
    addAgent(pool(10, 1_000));
    expect(addFramework("a")).toEqual([{ to: "f1", role: "a", agent: "a2", resources: pool(1, 100) }]);
  });
});

describe("quota", () => {
  /** HierarchicalAllocatorTest.QuotaWithNestedRoleAllocation */
  test("of a parent is used up by its child, which it does not bind", () => {
    const { allocator, addAgent, addFramework } = makeAllocator();
    addFramework("a/b");
    expect(addAgent(pool(1, 1_024))).toMatchObject([{ to: "f1" }]);
    allocator.setQuota("a", both(1, 1_024));
    addFramework("a");
    expect(addAgent(pool(1, 1_024))).toMatchObject([{ to: "f1", role: "a/b", agent: "a2" }]);
  });

  /** HierarchicalAllocatorTest.QuotaAllocationGranularity */
  test("cuts an agent: the role gets its guarantee, the rest goes to others", () => {
    const { allocator, addAgent, addFramework } = makeAllocator();
    addFramework("quota-role");
    allocator.setQuota("quota-role", both(0.5, 200));
    expect(addAgent(pool(1, 512))).toMatchObject([{ to: "f1", resources: pool(0.5, 200) }]);
    expect(addFramework("no-quota-role")).toMatchObject([{ to: "f2", resources: pool(0.5, 312) }]);
  });

  test("once met in a round no longer holds anything back in the same round", () => {
    const { allocator, addAgent, addFramework } = makeAllocator();
    addFramework("quota-role");
    addFramework("no-quota-role");
    allocator.setQuota("quota-role", both(0.5, 200));
    const offerings = addAgent(pool(1, 512));
    expect(offerings).toMatchObject([
      { to: "f1", resources: pool(0.5, 200) },
      { to: "f2", resources: pool(0.5, 312) },
    ]);
  });

  test("limits hold over all agents of a round", () => {
    const { allocator, addAgent, addFramework } = makeAllocator();
    addAgent(pool(2, 512));
    addAgent(pool(2, 512));
    allocator.setQuota("limited", { guarantees: {}, limits: { cpus: 3 } });
    const cpus = addFramework("limited").map(({ resources }) => resources["*"]?.["cpus"]);
    expect(cpus).toEqual([2, 1]);
  });

  /** HierarchicalAllocatorTest.QuotaAbsentFrameworkWholeAgent */
  test("holds back an agent for a role that is not there", () => {
    const { allocator, addAgent, addFramework } = makeAllocator();
    allocator.setQuota("quota-role", both(2, 1_024));
    addFramework("no-quota-role");
    expect(addAgent(pool(2, 1_024))).toEqual([]);
    expect(addAgent(pool(2, 1_024))).toMatchObject([{ to: "f1", resources: pool(2, 1_024) }]);
  });

  /** HierarchicalAllocatorTest.MultiQuotaAbsentFrameworks */
  test("of a role that is not there does not keep another role from its guarantee", () => {
    const { allocator, addAgent, addFramework } = makeAllocator();
    addAgent(pool(2, 2_048));
    allocator.setQuota("quota-role-1", both(1, 1_024));
    allocator.setQuota("quota-role-2", both(2, 2_048));
    expect(addFramework("quota-role-2")).toMatchObject([{ to: "f1", resources: pool(2, 2_048) }]);
  });

  /** HierarchicalAllocatorTest.DisproportionateQuotaVsAllocation */
  test("met in memory and not in CPUs brings CPUs alone", () => {
    const { allocator, addAgent, addFramework } = makeAllocator();
    allocator.setQuota("quota-role", both(4, 1_024));
    addFramework("quota-role");
    expect(addAgent(pool(2, 1_024))).toMatchObject([{ to: "f1", resources: pool(2, 1_024) }]);
    expect(addAgent(pool(2, 1_024))).toMatchObject([{ to: "f1", resources: { "*": { cpus: 2 } } }]);
  });
});

/** HierarchicalAllocatorTest.UpdateWeight: six agents, weights 1:1, then 1:2, then 1:2:3 */
test("weights split the agents among roles", () => {
  const { allocator, addAgent, addFramework, decline, show } = makeAllocator();
  const counts = (offerings: ReturnType<typeof show>) => {
    const by: Record<string, number> = {};
    for (const { to } of offerings) by[to] = (by[to] ?? 0) + 1;
    return by;
  };
  const round = (now: number) => {
    const offerings = show(allocator.allocate(now));
    for (const offering of offerings) decline(offering);
    return counts(offerings);
  };
  for (let i = 0; i < 6; i++) addAgent(pool(2, 1_024));
  for (const offering of addFramework("role1")) decline(offering);
  // The second framework's coming asks for a round of its own.
  for (const offering of addFramework("role2")) decline(offering);
  expect(round(1_000)).toEqual({ f1: 3, f2: 3 });
  allocator.setWeight("role2", 2);
  expect(round(2_000)).toEqual({ f1: 2, f2: 4 });
  allocator.setWeight("role3", 3);
  expect(counts(addFramework("role3"))).toEqual({ f1: 1, f2: 2, f3: 3 });
});
