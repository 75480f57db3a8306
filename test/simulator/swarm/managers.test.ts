import { describe, expect, test } from "@jest/globals";
import { makeService, makeSwarm, runningTasks } from "./make.ts";

const NO_LEADER =
  "Error response from daemon: rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers are online. Make sure more than half of the managers are online.";

const leaderOf = (swarm: ReturnType<typeof makeSwarm>) =>
  swarm.nodes().find(({ managerStatus }) => managerStatus?.leader)?.hostname;

describe("quorum", () => {
  test("of one lost manager in three survives: another leads after ten to twenty seconds, and all goes on", () => {
    const swarm = makeSwarm({ nodes: 5, managers: 3 });
    expect(leaderOf(swarm)).toBe("n1");
    swarm.killNode("n1");
    expect(swarm.unavailable()).toBe(NO_LEADER);
    swarm.run(9_999);
    expect(leaderOf(swarm)).toBeUndefined();
    swarm.run(20_200);
    expect(["n2", "n3"]).toContain(leaderOf(swarm));
    expect(swarm.node("n1")?.managerStatus?.reachability).toBe("unreachable");
    expect(swarm.node("n4")?.status.state).toBe("ready");
    swarm.run(60_000);
    expect(swarm.node("n1")?.status).toEqual({
      state: "down",
      message: 'heartbeat failure for node in "unknown" state',
    });
    expect(runningTasks(swarm)).toHaveLength(6);
    expect(swarm.scale("web", 7)).toEqual({ kind: "changed", text: "web scaled to 7" });
  });

  test("lost refuses every command, changes nothing, and lets tasks run on", () => {
    const swarm = makeSwarm({ nodes: 5, managers: 3, node: (index) => (index < 3 ? { availability: "drain" } : {}) });
    swarm.run(5_000);
    swarm.killNode("n2");
    swarm.killNode("n3");
    const before = swarm.tasks();
    const refused = [
      swarm.createService(makeService({ name: "other" })),
      swarm.updateService("web", { image: "app:v2" }),
      swarm.rollback("web"),
      swarm.removeService("web"),
      swarm.updateNode("n4", { availability: "drain" }),
      swarm.promote("n4"),
      swarm.demote("n1"),
    ];
    expect(new Set(refused.map(({ text }) => text))).toEqual(new Set([NO_LEADER]));
    expect(swarm.scale("web", 2).text).toBe(`web: ${NO_LEADER}`);
    swarm.run(600_000);
    expect(swarm.tasks()).toEqual(before);
    swarm.startNode("n3");
    swarm.run(630_000);
    expect(swarm.unavailable()).toBeUndefined();
    expect(runningTasks(swarm)).toHaveLength(6);
  });

  test("a container that fails meanwhile is replaced once there is a leader again", () => {
    const swarm = makeSwarm({
      nodes: 5,
      managers: 3,
      services: [
        makeService(
          { mode: { kind: "replicated", replicas: 1 } },
          { image: "app:bad", placement: { constraints: ["node.role==worker"] } },
        ),
      ],
    });
    swarm.killNode("n1");
    swarm.killNode("n2");
    swarm.run(120_000);
    expect(swarm.tasks().map(({ status }) => status.state)).toEqual(["running"]);
    swarm.startNode("n2");
    swarm.run(150_000);
    expect(swarm.tasks().length).toBeGreaterThan(1);
  });

  test("a task that was waiting out its restart delay is started by the next leader", () => {
    const swarm = makeSwarm({ nodes: 5, managers: 3 });
    swarm.killTask(runningTasks(swarm).find(({ nodeId }) => nodeId !== swarm.node("n1")?.id)?.id ?? "");
    swarm.run(1_000);
    expect(swarm.tasks().filter(({ desiredState }) => desiredState === "ready")).toHaveLength(1);
    swarm.killNode("n1");
    // A new leader by 20 s; n1's own task is missed only later.
    swarm.run(25_000);
    expect(swarm.tasks().filter(({ desiredState }) => desiredState === "ready")).toHaveLength(0);
    expect(runningTasks(swarm)).toHaveLength(6);
  });

  test("a rolling update goes on under the next leader", () => {
    const update = {
      parallelism: 1,
      delayMs: 5_000,
      order: "stop-first",
      failureAction: "pause",
      maxFailureRatio: 0,
    } as const;
    const swarm = makeSwarm({ nodes: 5, managers: 3, services: [makeService({ update })] });
    swarm.updateService("web", { image: "app:v2" });
    swarm.run(10_000);
    swarm.killNode("n1");
    swarm.run(200_000);
    expect(runningTasks(swarm).map(({ spec }) => spec.image)).toEqual(Array.from({ length: 6 }, () => "app:v2"));
    expect(swarm.service("web")?.updateStatus?.state).toBe("completed");
  });
});

describe("roles", () => {
  test("promote and demote say what they did", () => {
    const swarm = makeSwarm();
    expect(swarm.promote("n2").text).toBe("Node n2 promoted to a manager in the swarm.");
    expect(swarm.promote("n2").text).toBe("Node n2 is already a manager.");
    expect(swarm.node("n2")?.managerStatus).toMatchObject({ leader: false, reachability: "reachable" });
    expect(swarm.demote("n2").text).toBe("Manager n2 demoted in the swarm.");
    expect(swarm.demote("n2").text).toBe("Node n2 is already a worker.");
    expect(swarm.demote("n1")).toEqual({
      kind: "refused",
      text: "Error response from daemon: rpc error: code = FailedPrecondition desc = attempting to demote the last manager of the swarm",
    });
  });

  test("a manager cannot go when the rest would be no majority", () => {
    const swarm = makeSwarm({ managers: 3 });
    swarm.killNode("n3");
    expect(swarm.demote("n2").text).toMatch(/this would result in a loss of quorum$/u);
    expect(swarm.demote("n3").kind).toBe("changed");
  });

  test("a leader that is demoted hands over", () => {
    const swarm = makeSwarm({ managers: 3 });
    expect(swarm.demote("n1").kind).toBe("changed");
    swarm.run(1_000);
    expect(["n2", "n3"]).toContain(leaderOf(swarm));
    expect(swarm.scale("web", 8).kind).toBe("changed");
    swarm.run(10_000);
    expect(runningTasks(swarm)).toHaveLength(8);
  });

  test("only a worker that is down is removed", () => {
    const swarm = makeSwarm();
    const { id } = swarm.node("n2") ?? {};
    expect(swarm.removeNode("n2").text).toBe(
      `Error response from daemon: rpc error: code = FailedPrecondition desc = node ${id} is not down and can't be removed`,
    );
    expect(swarm.removeNode("n1").text).toMatch(/must be demoted to worker before removal$/u);
    swarm.killNode("n2");
    swarm.run(30_000);
    expect(swarm.removeNode("n2")).toEqual({ kind: "changed", text: "n2" });
    swarm.run(60_000);
    expect(swarm.nodes()).toHaveLength(2);
    expect(swarm.service("web")).toMatchObject({ running: 6, desired: 6 });
  });
});
