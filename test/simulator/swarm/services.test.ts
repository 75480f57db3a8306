import { describe, expect, test } from "@jest/globals";
import type { Port, Task } from "../../../src/simulator/swarm/objects.ts";
import { firstToKeep } from "../../../src/simulator/swarm/orchestrator/scale-down.ts";
import { makeService, makeSwarm, makeTask, runningTasks, spread } from "./make.ts";

const port = (publishedPort: number, publishMode: Port["publishMode"] = "ingress"): Port => ({
  protocol: "tcp",
  targetPort: 80,
  publishedPort,
  publishMode,
});

const ERROR = "Error response from daemon: ";

describe("what the docker client prints", () => {
  test("for what is not there", () => {
    const swarm = makeSwarm();
    expect(swarm.scale("nosuch", 2)).toEqual({ kind: "refused", text: `nosuch: ${ERROR}service nosuch not found` });
    for (const outcome of [swarm.updateService("nosuch", {}), swarm.rollback("nosuch"), swarm.removeService("nosuch")])
      expect(outcome).toEqual({ kind: "refused", text: `${ERROR}service nosuch not found` });
    for (const outcome of [swarm.updateNode("nosuch", {}), swarm.promote("nosuch"), swarm.removeNode("nosuch")])
      expect(outcome).toEqual({ kind: "refused", text: `${ERROR}node nosuch not found` });
  });

  test("for wishes that cannot be", () => {
    const swarm = makeSwarm({
      services: [makeService({ ports: [port(8080)] }), makeService({ name: "agent", mode: { kind: "global" } })],
    });
    const { id } = swarm.service("web") ?? {};
    const refusal = (spec: ReturnType<typeof makeService>) =>
      swarm.createService(spec).text.replace(`${ERROR}rpc error: `, "");
    expect(refusal(makeService())).toBe(
      "code = AlreadyExists desc = name conflicts with an existing object: service web already exists",
    );
    expect(refusal(makeService({ name: "x", ports: [port(8080)] }))).toBe(
      `code = InvalidArgument desc = port '8080' is already in use by service 'web' (${id}) as an ingress port`,
    );
    expect(refusal(makeService({ name: "bad_name!" }))).toBe(
      "code = InvalidArgument desc = name must be valid as a DNS name component",
    );
    expect(refusal(makeService({ name: "c" }, { limits: { memoryBytes: 1 } }))).toBe(
      "code = InvalidArgument desc = invalid memory value 1: Must be at least 4MiB",
    );
    expect(refusal(makeService({ name: "c" }, { placement: { constraints: ["node.role=worker"] } }))).toBe(
      "code = Unknown desc = constraint expected one operator from ==, !=",
    );
    expect(swarm.scale("agent", 3).text).toBe("agent: scale can only be used with replicated or replicated-job mode");
    expect(swarm.scale("web", -1).text).toBe(
      'web: invalid replicas value -1: strconv.ParseUint: parsing "-1": invalid syntax',
    );
    expect(swarm.rollback("web").text).toBe(
      `${ERROR}rpc error: code = FailedPrecondition desc = service ${id} does not have a previous spec`,
    );
    expect(swarm.updateNode("n1", { labelsRemove: ["x"] }).text).toBe("key x doesn't exist in node's labels");
  });
});

describe("services", () => {
  test("begin settled, spread evenly, and stay so", () => {
    const swarm = makeSwarm();
    expect(spread(swarm)).toEqual([2, 2, 2]);
    const before = swarm.tasks();
    swarm.run(600_000);
    expect(swarm.tasks()).toEqual(before);
    expect(swarm.cost()).toEqual({ nodeMs: 3 * 600_000, taskMs: 6 * 600_000 });
  });

  test("scaled down leave each node its share, high slots going first", () => {
    const swarm = makeSwarm();
    swarm.scale("web", 3);
    swarm.run(5_000);
    expect(spread(swarm)).toEqual([1, 1, 1]);
    expect(swarm.tasks()).toHaveLength(3);
  });

  test("scaled down lose the second and third tasks of a node before the first of any, and what does not run first of all", () => {
    const slot = (number: number, nodeId: string, state: Task["status"]["state"] = "running") => [
      makeTask(`t${number}`, { slot: number, nodeId, status: { state, at: 0, message: "" } }),
    ];
    const slots = [slot(1, "a"), slot(2, "a"), slot(3, "a"), slot(4, "b"), slot(5, "c", "starting"), slot(6, "c")];
    const order = firstToKeep(slots).map(([task]) => task?.slot);
    expect(order).toEqual([1, 4, 6, 2, 5, 3]);
  });

  test("that do not stop are killed at the end of their grace", () => {
    const image = "app:stubborn";
    const swarm = makeSwarm({ services: [makeService({}, { image, stopGraceMs: 3_000 })] });
    swarm.updateNode("n2", { availability: "drain" });
    swarm.run(2_999);
    const stopped = () => swarm.tasks().filter(({ status }) => status.state === "shutdown");
    expect(stopped()).toHaveLength(0);
    swarm.run(3_000);
    expect(stopped().map(({ status }) => status.exitCode)).toEqual([137, 137]);
  });

  test("scaled down and up again fill the free slots", () => {
    const swarm = makeSwarm();
    swarm.scale("web", 2);
    swarm.run(5_000);
    swarm.scale("web", 4);
    swarm.run(10_000);
    const slots = runningTasks(swarm).map(({ slot }) => slot);
    expect(new Set(slots).size).toBe(4);
    expect(Math.min(...slots)).toBe(1);
  });

  test("removed stop, and nothing is left", () => {
    const swarm = makeSwarm();
    expect(swarm.removeService("web")).toEqual({ kind: "changed", text: "web" });
    swarm.run(5_000);
    expect(swarm.services()).toEqual([]);
    expect(swarm.tasks()).toEqual([]);
  });

  test("are found by name, identity, and the beginning of an identity", () => {
    const swarm = makeSwarm();
    const { id = "" } = swarm.service("web") ?? {};
    expect(swarm.service(id)?.spec.name).toBe("web");
    expect(swarm.service(id.slice(0, 12))?.spec.name).toBe("web");
    expect(id).toMatch(/^[0-9a-z]{25}$/u);
  });

  test("of replicas without end are stopped by the limit on objects", () => {
    const swarm = makeSwarm();
    swarm.scale("web", 1_000_000);
    expect(() => swarm.run(10_000)).toThrow("may hold 50000 services, tasks and nodes");
  });
});

describe("published ports", () => {
  test("reach every running task, whichever node is asked", () => {
    const swarm = makeSwarm({
      nodes: 4,
      services: [makeService({ ports: [port(8080)] })],
      node: (index) => (index === 3 ? { availability: "drain" } : {}),
    });
    expect(swarm.reachedBy(8080, "n4")).toHaveLength(6);
    swarm.scale("web", 7);
    swarm.run(1_000);
    expect(swarm.reachedBy(8080, "n1")).toHaveLength(6);
    swarm.run(5_000);
    expect(swarm.reachedBy(8080, "n1")).toHaveLength(7);
    expect(swarm.reachedBy(9090, "n1")).toEqual([]);
    swarm.killNode("n4");
    expect(swarm.reachedBy(8080, "n4")).toEqual([]);
  });

  test("are chosen from 30000 on when none is named", () => {
    const swarm = makeSwarm({
      services: [makeService({ ports: [port(0)] }), makeService({ name: "b", ports: [port(0)] })],
    });
    expect(swarm.services().map(({ endpointPorts }) => endpointPorts[0]?.publishedPort)).toEqual([30_000, 30_001]);
  });

  test("in host mode let one task on each node", () => {
    const swarm = makeSwarm({ services: [makeService({ ports: [port(80, "host")] })] });
    swarm.run(1_000);
    expect(spread(swarm)).toEqual([1, 1, 1]);
    expect(swarm.reachedBy(80, "n2").map(({ nodeId }) => nodeId)).toEqual([swarm.node("n2")?.id]);
    const pending = swarm.tasks().find(({ status }) => status.state === "pending");
    expect(pending?.status.err).toBe("no suitable node (host-mode port already in use on 3 nodes)");
  });
});

describe("global services and jobs", () => {
  test("a global service has a task on every node that may have one", () => {
    const services = [makeService({ mode: { kind: "global" } }, { placement: { constraints: ["node.role==worker"] } })];
    const swarm = makeSwarm({ nodes: 4, services });
    expect(spread(swarm)).toEqual([0, 1, 1, 1]);
    swarm.updateNode("n2", { availability: "drain" });
    swarm.run(5_000);
    expect(spread(swarm)).toEqual([0, 0, 1, 1]);
    swarm.updateNode("n2", { availability: "active" });
    swarm.run(10_000);
    expect(spread(swarm)).toEqual([0, 1, 1, 1]);
    expect(swarm.service("web")).toMatchObject({ running: 3, desired: 3 });
    swarm.updateService("web", { image: "app:v2" });
    swarm.run(40_000);
    expect(runningTasks(swarm).map(({ spec }) => spec.image)).toEqual(["app:v2", "app:v2", "app:v2"]);
    expect(swarm.service("web")?.updateStatus?.state).toBe("completed");
  });

  test("a replicated job runs so many at a time until so many are done, once", () => {
    const mode = { kind: "replicated-job", maxConcurrent: 2, totalCompletions: 5 } as const;
    const swarm = makeSwarm({ services: [makeService({ name: "job", mode }, { image: "job:ok" })] });
    let most = 0;
    for (let at = 0; at <= 30_000; at += 500) {
      swarm.run(at);
      most = Math.max(most, swarm.tasks("job").filter(({ status }) => status.state === "running").length);
    }
    expect(most).toBe(2);
    expect(swarm.service("job")).toMatchObject({ completed: 5, running: 0 });
    swarm.run(100_000);
    expect(swarm.tasks("job")).toHaveLength(5);
    swarm.updateService("job", { force: true });
    swarm.run(105_000);
    expect(swarm.service("job")).toMatchObject({ completed: 2 });
  });

  test("a global job runs once on every node; a failed task of a job is tried again", () => {
    const swarm = makeSwarm({
      services: [makeService({ name: "job", mode: { kind: "global-job" } }, { image: "job:ok" })],
    });
    swarm.run(20_000);
    expect(swarm.service("job")).toMatchObject({ completed: 3, desired: 0 });
    swarm.createService(
      makeService(
        { name: "bad", mode: { kind: "replicated-job", maxConcurrent: 1, totalCompletions: 1 } },
        { image: "app:bad" },
      ),
    );
    swarm.run(60_000);
    expect(swarm.tasks("bad").length).toBeGreaterThan(2);
  });
});
