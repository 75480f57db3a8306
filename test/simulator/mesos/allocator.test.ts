/**
 * Facts of src/tests/hierarchical_allocator_tests.cpp (Mesos c1b42f79): agents, frameworks, roles and who is offered what. Each test is named
 * after its model there.
 */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { makeAllocator, pool } from "./make.ts";

describe("fair sharing", () => {
  /** HierarchicalAllocatorTest.UnreservedDRF */
  test("whoever has the smallest share of its role's is offered a whole new agent", () => {
    const { addAgent, addFramework } = makeAllocator();
    addAgent(pool(2, 1_024));
    expect(addFramework("role1")).toEqual([{ to: "f1", role: "role1", agent: "a1", resources: pool(2, 1_024) }]);
    expect(addFramework("role2")).toEqual([]);
    expect(addAgent(pool(1, 512))).toEqual([{ to: "f2", role: "role2", agent: "a2", resources: pool(1, 512) }]);
    expect(addAgent(pool(3, 2_048))).toEqual([{ to: "f2", role: "role2", agent: "a3", resources: pool(3, 2_048) }]);
    expect(addFramework("role1")).toEqual([]);
    expect(addAgent(pool(4, 4_096))).toEqual([{ to: "f3", role: "role1", agent: "a4", resources: pool(4, 4_096) }]);
    expect(addFramework("role1")).toEqual([]);
    // f4 has nothing, but its role has more than role2.
    expect(addAgent(pool(1, 512))).toEqual([{ to: "f2", role: "role2", agent: "a5", resources: pool(1, 512) }]);
  });

  /** HierarchicalAllocatorTest.ReservedDRF */
  test("reserved resources count for the share, and go to their role alone", () => {
    const { addAgent, addFramework } = makeAllocator();
    const first = { "*": { cpus: 1, mem: 512 }, role1: { cpus: 100, mem: 1_024 } };
    addAgent(first);
    expect(addFramework("role1")).toEqual([{ to: "f1", role: "role1", agent: "a1", resources: first }]);
    addFramework("role2");
    expect(addAgent(pool(2, 512))).toMatchObject([{ to: "f2" }]);
    expect(addAgent(pool(2, 512))).toMatchObject([{ to: "f2" }]);
    addFramework("role1");
    const reserved = { role1: { cpus: 2, mem: 1_024 } };
    expect(addAgent(reserved)).toEqual([{ to: "f3", role: "role1", agent: "a4", resources: reserved }]);
  });

  /** HierarchicalAllocatorTest.NestedRoleDRF */
  test("a role competes with all that is below it", () => {
    const { addAgent, addFramework } = makeAllocator();
    addAgent(pool(2, 1_024));
    expect(addFramework("a/b")).toMatchObject([{ to: "f1", role: "a/b" }]);
    addFramework("a/c");
    addFramework("d/e");
    expect(addAgent(pool(1, 512))).toMatchObject([{ to: "f3", role: "d/e" }]);
    addFramework("d/f");
    expect(addAgent(pool(2, 1_024))).toMatchObject([{ to: "f4", role: "d/f" }]);
  });

  /** HierarchicalAllocatorTest.CoarseGrained */
  test("two equal frameworks get a whole agent each", () => {
    const { allocator, addAgent, addFramework, decline } = makeAllocator();
    addAgent(pool(2, 1_024));
    addAgent(pool(2, 1_024));
    const both = addFramework("role1");
    expect(both).toHaveLength(2);
    for (const offering of both) decline(offering);
    const next = addFramework("role2");
    expect(next.map(({ to }) => to).toSorted()).toEqual(["f1", "f2"]);
    expect(new Set(next.map(({ agent }) => agent)).size).toBe(2);
    expect(allocator.availableOn("a1")).toEqual({});
  });

  /** HierarchicalAllocatorTest.SameShareFairness */
  test("frameworks with the same share are offered to in turn", () => {
    const { allocator, addAgent, addFramework, decline, show } = makeAllocator();
    addFramework("*");
    addFramework("*");
    const counts: Record<string, number> = {};
    let offerings = addAgent(pool(2, 1_024));
    for (let turn = 0; turn < 10; turn++) {
      for (const offering of offerings) {
        counts[offering.to] = (counts[offering.to] ?? 0) + 1;
        decline(offering);
      }
      offerings = show(allocator.allocate(turn * 1_000));
    }
    expect(counts).toEqual({ f1: 5, f2: 5 });
  });

  test("shares of frameworks that take one task of each offer even out by weight", () => {
    const shape = fc.record({
      seed: fc.string(),
      weight: fc.integer({ min: 1, max: 4 }),
      agents: fc.integer({ min: 4, max: 8 }),
    });
    fc.assert(
      fc.property(shape, ({ seed, weight, agents }) => {
        const { allocator, addAgent, addFramework, decline, show } = makeAllocator(seed);
        allocator.setWeight("heavy", weight);
        addFramework("heavy");
        addFramework("light");
        const take = (offerings: ReturnType<typeof show>) => {
          for (const { to, role, agent, resources } of offerings) {
            const { cpus = 0, mem = 0 } = resources["*"] ?? {};
            decline({ to, role, agent, resources: pool(cpus - 0.1, mem - 10) });
          }
        };
        for (let i = 0; i < agents; i++) take(addAgent(pool(4, 400)));
        for (let turn = 1; turn < 60; turn++) take(show(allocator.allocate(turn * 1_000)));
        const shares = allocator.shares().map(({ share }) => share);
        // They differ by one task on each agent at most: what one round gives away.
        expect(Math.abs((shares[0] ?? 0) - (shares[1] ?? 0))).toBeLessThanOrEqual(0.1 / 4 + 1e-9);
      }),
      { numRuns: 30 },
    );
  });
});

describe("offers that are not wanted", () => {
  /** HierarchicalAllocatorTest.OfferFilter */
  test("a refusal for two intervals keeps the agent away for one", () => {
    const { allocator, addAgent, addFramework, decline, show } = makeAllocator();
    addFramework("role");
    const [offering] = addAgent(pool(1, 512));
    expect(offering).toMatchObject({ to: "f1", agent: "a1" });
    if (offering) decline(offering, 2_000);
    expect(allocator.allocate(1_000)).toEqual([]);
    expect(show(allocator.allocate(2_000))).toEqual([offering]);
  });

  /** HierarchicalAllocatorTest.SuppressAndReviveOffers */
  test("nothing is offered to who suppresses offers until it revives them", () => {
    const { allocator, addAgent, addFramework, decline, show } = makeAllocator();
    addAgent(pool(2, 1_024));
    const [offering] = addFramework("role1");
    allocator.revive("f1");
    expect(allocator.allocate(0)).toEqual([]);
    if (offering) decline(offering);
    allocator.suppress("f1");
    expect(allocator.allocate(1_000)).toEqual([]);
    allocator.revive("f1");
    expect(show(allocator.allocate(1_000))).toEqual([offering]);
  });

  test("are never made again before the refusal ends, unless there is more", () => {
    const refusal = fc.record({ ms: fc.integer({ min: 1, max: 20_000 }), seed: fc.string() });
    fc.assert(
      fc.property(refusal, ({ ms, seed }) => {
        const { allocator, addAgent, addFramework, decline } = makeAllocator(seed);
        addFramework("role");
        const offerings = [...addAgent(pool(1, 512)), ...addAgent(pool(2, 64))];
        for (const offering of offerings) decline(offering, ms);
        const until = Math.max(ms, 1_000);
        for (let now = 0; now < until; now += 500) expect(allocator.allocate(now)).toEqual([]);
        expect(allocator.allocate(until)).toHaveLength(2);
      }),
      { numRuns: 50 },
    );
  });

  /** src/master/constants.hpp, MIN_CPUS 0.01 and MIN_MEM 32 MB: either is enough (as in HierarchicalAllocatorTest.Allocatable). */
  test("less than a hundredth of a CPU and less than 32 MB is not offered", () => {
    const { addAgent, addFramework } = makeAllocator();
    addFramework("role1");
    expect(addAgent(pool(0.005, 16))).toEqual([]);
    expect(addAgent(pool(0.01, 16))).toHaveLength(1);
    expect(addAgent(pool(0.005, 32))).toHaveLength(1);
  });
});

describe("quota", () => {
  const both = (cpus: number, mem: number) => ({ guarantees: { cpus, mem }, limits: { cpus, mem } });

  /** HierarchicalAllocatorTest.QuotaProvidesGuarantee */
  test("what a role with a guarantee refuses for now is kept for it", () => {
    const { allocator, addAgent, addFramework, decline, show } = makeAllocator();
    addFramework("quota-role");
    allocator.setQuota("quota-role", both(2, 1_024));
    addFramework("no-quota-role");
    expect(addAgent(pool(1, 512))).toMatchObject([{ to: "f1", resources: pool(1, 512) }]);
    const [second] = addAgent(pool(1, 512));
    expect(second).toMatchObject({ to: "f1", agent: "a2", resources: pool(1, 512) });
    if (second) decline(second, 2_000);
    expect(allocator.allocate(1_000)).toEqual([]);
    expect(show(allocator.allocate(2_000))).toEqual([second]);
  });

  /** HierarchicalAllocatorTest.QuotaProvidesLimit (without disk) */
  test("a role gets no more than its limits, and the rest of an agent goes to others", () => {
    const { allocator, addAgent, addFramework } = makeAllocator();
    addFramework("*");
    allocator.setQuota("*", { guarantees: {}, limits: { cpus: 0, mem: 0 } });
    expect(addAgent(pool(2, 1_024))).toEqual([]);
    expect(addFramework("no-quota-role")).toMatchObject([{ to: "f2", resources: pool(2, 1_024) }]);
    allocator.setQuota("*", { guarantees: {}, limits: { cpus: 1, mem: 512 } });
    const offerings = addAgent(pool(2, 1_024));
    expect(offerings.map(({ to }) => to).toSorted()).toEqual(["f1", "f2"]);
    expect(offerings.map(({ resources }) => resources)).toEqual([pool(1, 512), pool(1, 512)]);
  });

  /** HierarchicalAllocatorTest.DRFWithQuota */
  test("once guarantees are met, the rest is shared fairly and limits hold", () => {
    const { allocator, addAgent, addFramework } = makeAllocator();
    allocator.setQuota("quota-role", both(0.25, 128));
    addFramework("quota-role");
    addFramework("no-quota-role");
    const used = [{ framework: "f1", role: "quota-role", resources: pool(0.25, 128) }];
    expect(addAgent(pool(1, 512), used)).toMatchObject([{ to: "f2", resources: pool(0.75, 384) }]);
    expect(addAgent(pool(1, 512))).toMatchObject([{ to: "f2", resources: pool(1, 512) }]);
  });

  /** HierarchicalAllocatorTest.QuotaAgainstStarvation */
  test("rescues a role from others that are offered first and always refuse", () => {
    const { allocator, addAgent, addFramework, decline, show } = makeAllocator();
    addFramework("quota-role");
    addFramework("no-quota-role");
    addAgent(pool(1, 512), [{ framework: "f1", role: "quota-role", resources: pool(1, 512) }]);
    let [offering] = addAgent(pool(1, 512));
    for (let turn = 1; turn <= 2; turn++) {
      expect(offering).toMatchObject({ to: "f2", agent: "a2" });
      if (offering) decline(offering, 0);
      if (turn === 2) allocator.setQuota("quota-role", both(2, 1_024));
      [offering] = show(allocator.allocate(turn * 1_000));
    }
    expect(offering).toEqual({ to: "f1", role: "quota-role", agent: "a2", resources: pool(1, 512) });
  });

  /** HierarchicalAllocatorTest.MultiQuotaWithFrameworks */
  test("a role below its guarantee gets only what it lacks of an agent that another role cannot have", () => {
    const { allocator, addAgent, addFramework } = makeAllocator();
    allocator.setQuota("quota-role-1", both(1, 200));
    allocator.setQuota("quota-role-2", both(2, 2_000));
    addFramework("quota-role-1");
    addFramework("quota-role-2");
    addAgent(pool(1, 1_024), [{ framework: "f1", role: "quota-role-1", resources: pool(1, 1_024) }]);
    addAgent(pool(1, 1_024), [{ framework: "f2", role: "quota-role-2", resources: pool(1, 1_024) }]);
    expect(addAgent(pool(2, 2_048))).toEqual([
      { to: "f2", role: "quota-role-2", agent: "a3", resources: pool(1, 976) },
    ]);
  });

  /** HierarchicalAllocatorTest.QuotaHeadroomWithNestedRoleAllocation */
  test("an agent is held back for a role whose framework has not come yet", () => {
    const { allocator, addAgent, addFramework } = makeAllocator();
    addFramework("a/b");
    expect(addAgent(pool(1, 100))).toMatchObject([{ to: "f1" }]);
    addFramework("a");
    expect(addAgent(pool(1, 100))).toMatchObject([{ to: "f2" }]);
    allocator.setQuota("quota-role", both(1, 100));
    expect(addAgent(pool(1, 100))).toEqual([]);
    addAgent(pool(1, 100));
    expect([allocator.availableOn("a3"), allocator.availableOn("a4")]).toContainEqual(pool(1, 100));
    expect(allocator.members("a").length + allocator.members("a/b").length).toBe(2);
    expect(allocator.allocate(1_000)).toEqual([]);
  });
});

test("an agent that goes takes its resources along, and a framework that goes frees them", () => {
  const { allocator, addAgent, addFramework, show } = makeAllocator();
  addAgent(pool(1, 100));
  addFramework("role1");
  addAgent(pool(3, 300));
  allocator.removeAgent("a1");
  expect(allocator.shares()).toEqual([{ role: "role1", share: 1, allocation: { cpus: 3, mem: 300 } }]);
  allocator.removeFramework("f1");
  expect(allocator.shares()).toEqual([]);
  expect(addFramework("role2")).toEqual([{ to: "f2", role: "role2", agent: "a2", resources: pool(3, 300) }]);
  expect(show(allocator.allocate(1_000))).toEqual([]);
});
