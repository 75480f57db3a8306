import { describe, expect, test } from "@jest/globals";
import { isWanted, makeService, makeSwarm, runningTasks, spread } from "./make.ts";

describe("availability", () => {
  test("drain moves tasks without the restart delay", () => {
    const swarm = makeSwarm();
    expect(swarm.updateNode("n2", { availability: "drain" })).toEqual({ kind: "changed", text: "n2" });
    swarm.run(3_000);
    expect(spread(swarm)).toEqual([3, 0, 3]);
    expect(runningTasks(swarm)).toHaveLength(6);
  });

  test("pause takes no new tasks and keeps the old; active does not bring tasks back", () => {
    const swarm = makeSwarm();
    swarm.updateNode("n2", { availability: "pause" });
    swarm.scale("web", 12);
    swarm.run(5_000);
    expect(spread(swarm)).toEqual([5, 2, 5]);
    swarm.updateNode("n2", { availability: "active" });
    swarm.run(10_000);
    expect(spread(swarm)).toEqual([5, 2, 5]);
  });
});

describe("a machine that dies", () => {
  test("is noticed after three heartbeats, and its tasks start elsewhere five seconds later", () => {
    const swarm = makeSwarm();
    let downAt = 0;
    swarm.onChange((at, { object }) => {
      if (object.kind === "node" && object.status.state === "down") downAt ||= at;
    });
    swarm.killNode("n2");
    swarm.run(30_000);
    expect(downAt).toBeGreaterThan(8_000);
    expect(downAt).toBeLessThanOrEqual(16_500);
    expect(swarm.node("n2")?.status).toEqual({ state: "down", message: "heartbeat failure" });
    const moved = runningTasks(swarm).filter(({ createdAt }) => createdAt === downAt);
    expect(moved.map(({ status }) => status.at)).toEqual([downAt + 6_000, downAt + 6_000]);
    expect(spread(swarm)).toEqual([3, 0, 3]);
    // Nobody hears of the old tasks: managers go on counting them (docker service ls shows 8/6).
    expect(swarm.service("web")).toMatchObject({ running: 8, desired: 6 });
  });

  test("and comes back is told to stop what has moved", () => {
    const swarm = makeSwarm();
    swarm.killNode("n2");
    swarm.run(30_000);
    expect(swarm.startNode("n2").kind).toBe("changed");
    swarm.run(40_000);
    expect(swarm.node("n2")?.status.state).toBe("ready");
    expect(swarm.service("web")).toMatchObject({ running: 6, desired: 6 });
    expect(spread(swarm)).toEqual([3, 0, 3]);
  });

  test("and comes back before it was missed reports what failed", () => {
    const swarm = makeSwarm();
    swarm.killNode("n2");
    swarm.run(2_000);
    swarm.startNode("n2");
    swarm.run(20_000);
    const failed = swarm.tasks().filter(({ status }) => status.err === "task: non-zero exit (137)");
    expect(failed).toHaveLength(2);
    expect(runningTasks(swarm)).toHaveLength(6);
  });

  test("has its tasks given up after a day", () => {
    const swarm = makeSwarm();
    swarm.killNode("n2");
    swarm.run(24 * 3_600_000);
    expect(swarm.tasks().filter(({ status }) => status.state === "orphaned")).toHaveLength(0);
    swarm.run(24 * 3_600_000 + 20_000);
    expect(swarm.tasks().filter(({ status }) => status.state === "orphaned")).toHaveLength(2);
  });
});

test("a task whose node loses the label that it needs is rejected and goes elsewhere", () => {
  const services = [makeService({}, { placement: { constraints: ["node.labels.disk==ssd"] } })];
  const swarm = makeSwarm({ services, node: (index) => ({ labels: index < 2 ? { disk: "ssd" } : {} }) });
  expect(spread(swarm)).toEqual([3, 3, 0]);
  swarm.updateNode("n2", { labelsRemove: ["disk"] });
  swarm.run(20_000);
  expect(spread(swarm)).toEqual([6, 0, 0]);
  const rejected = swarm.tasks().filter(({ status }) => status.state === "rejected");
  expect(rejected.map(({ status }) => status.err)).toEqual(
    Array.from({ length: 3 }, () => "assigned node no longer meets constraints"),
  );
});

test("what fits nowhere says why, and starts when there is room", () => {
  const reservations = { nanoCpus: 3e9 };
  const swarm = makeSwarm({ services: [makeService({}, { reservations })] });
  swarm.run(1_000);
  const pending = swarm.tasks().filter(({ status }) => status.state === "pending");
  expect(pending.map(({ status }) => status.err)).toEqual(
    Array.from({ length: 3 }, () => "no suitable node (insufficient resources on 3 nodes)"),
  );
  swarm.scale("web", 2);
  swarm.run(5_000);
  expect(swarm.tasks().filter(isWanted)).toHaveLength(2);
  swarm.createService(makeService({ name: "late", mode: { kind: "replicated", replicas: 1 } }, { reservations }));
  swarm.run(10_000);
  expect(runningTasks(swarm, "late")).toHaveLength(1);
});
