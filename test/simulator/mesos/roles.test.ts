/** Weights, quotas and offers that are held or taken back. */
import { describe, expect, test } from "@jest/globals";
import { make, makeWeb, workload } from "./mesos-make.ts";

const SECOND = 1_000;
const batch = { name: "spark", role: "batch", cpus: 0.5, mem: 128, runMs: [10_000, 20_000] as const, tasks: 500 };

describe("what the master refuses, in its words", () => {
  test("weights that are not positive", () => {
    expect(make().setWeight("web", 0).text).toBe(
      "Failed to validate update weights request JSON for role 'web': Invalid weight '0': Weights must be positive",
    );
  });

  test("a quota on a nested role", () => {
    const { text } = make().setQuota("a/b", { guarantees: { cpus: 1 } });
    expect(text).toBe("Updating quota on nested role 'a/b' is not supported yet");
  });

  test("guarantees above the limits, or above all there is, unless it is forced", () => {
    const mesos = make();
    expect(mesos.setQuota("web", { guarantees: { cpus: 2 }, limits: { cpus: 1 } }).text).toBe(
      "Invalid QuotaConfig: 'QuotaConfig.guarantees' cpus:2 is not contained within the 'QuotaConfig.limits' cpus:1",
    );
    expect(mesos.setQuota("web", { guarantees: { cpus: 17 } }).text).toBe(
      "Invalid QuotaConfig: total quota guarantees 'cpus:17' exceed cluster capacity 'cpus:16; mem:16384' (use 'force' flag to bypass this check)",
    );
    expect(mesos.setQuota("web", { guarantees: { cpus: 17 } }, { force: true }).kind).toBe("changed");
  });

  test("limits below what the role uses", () => {
    const mesos = make({ role: "web" });
    expect(mesos.setQuota("web", { limits: { cpus: 1 } }).text).toBe(
      "Invalid QuotaConfig: Role 'web' is already consuming 'cpus:2; mem:1024'; this is more than the requested limits 'cpus:1' (use 'force' flag to bypass this check)",
    );
    expect(mesos.setQuota("web", { limits: { cpus: 2 } }).kind).toBe("changed");
    mesos.scaleApp("web", 6);
    mesos.run(60 * SECOND);
    expect(mesos.app("web")?.tasksRunning).toBe(4);
  });
});

test("a framework that holds its offers keeps others waiting", () => {
  const run = (holdMs: number) => {
    const mesos = make({ role: "web", apps: [makeWeb({ instances: 0 })], batches: [{ ...batch, holdMs, tasks: 1 }] });
    mesos.run(500);
    mesos.scaleApp("web", 1);
    mesos.run(15 * SECOND);
    return { offers: mesos.offers().length, running: mesos.app("web")?.tasksRunning };
  };
  expect(run(0)).toEqual({ offers: 0, running: 1 });
  expect(run(60 * SECOND)).toEqual({ offers: 4, running: 0 });
});

test("a guarantee takes held offers back, and who answers them too late is told so", () => {
  const batches = [{ ...batch, holdMs: 10 * SECOND, tasks: 4 }];
  const mesos = make({ role: "web", apps: [makeWeb({ instances: 0 })], batches });
  mesos.run(500);
  expect(mesos.offers().map(({ framework }) => framework)).toEqual(["spark", "spark", "spark", "spark"]);
  mesos.setQuota("web", { guarantees: { cpus: 16, mem: 16_384 } });
  expect(mesos.offers()).toEqual([]);
  mesos.run(15 * SECOND);
  expect(mesos.log().some(({ text }) => text.includes("Task launched with invalid offers"))).toBe(true);
  expect(mesos.batches()).toMatchObject([{ waiting: 4, running: 0, finished: 0 }]);
});

test("Marathon suppresses offers while it has nothing to launch, so a batch is not kept waiting by it", () => {
  const mesos = make({ role: "web", batches: [batch] });
  mesos.run(30 * SECOND);
  // 16 CPUs less the 2 of Marathon's, in tasks of half a CPU.
  expect(mesos.batches()[0]?.running).toBe(28);
  expect(mesos.frameworks().map(({ name, role }) => [name, role])).toEqual([
    ["marathon", "web"],
    ["spark", "batch"],
  ]);
});

test("a refusal is kept: Marathon does not see an agent again that it could not use, until something new waits", () => {
  const mesos = make({ apps: [makeWeb({ instances: 0, cpus: 5 })] });
  mesos.run(500);
  mesos.scaleApp("web", 1);
  /** Offers that were there when a message had not reached Marathon yet, in each of these seconds. */
  const seenIn = (from: number, to: number) => {
    const seen = new Set<string>();
    for (let at = from; at <= to; at++) {
      mesos.run(at * SECOND + 3);
      for (const { id } of mesos.offers()) seen.add(id);
    }
    return seen.size;
  };
  // One round, and one more for the revival that Marathon repeats.
  expect(seenIn(1, 15)).toBe(8);
  expect(seenIn(16, 110)).toBe(0);
  mesos.scaleApp("web", 2, { force: true });
  // At once, which no look meets; but the repetition is met.
  expect(seenIn(111, 121)).toBe(4);
});

test("five instances go on one offer, and a hundred are launched in half a minute, or as many as come up", () => {
  const mesos = make({ apps: [makeWeb({ id: "/many", instances: 0, cpus: 0.01, mem: 8 })] });
  mesos.run(500);
  mesos.scaleApp("many", 300);
  mesos.run(2_500);
  expect(mesos.instances("many").filter(({ task }) => task !== undefined)).toHaveLength(2 * 4 * 5);
  // With nothing up yet (images take 60 s), the tokens of the first half minute are all there is.
  const fetchMs = [60_000, 60_000] as const;
  const slow = make({
    apps: [makeWeb({ id: "/slow", instances: 0, cpus: 0.01, mem: 8 })],
    workloads: { "/slow": { ...workload, fetchMs } },
  });
  slow.scaleApp("slow", 300);
  slow.run(29 * SECOND);
  expect(slow.instances("slow").filter(({ task }) => task !== undefined)).toHaveLength(100);
});
