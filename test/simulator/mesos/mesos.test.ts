import { describe, expect, test } from "@jest/globals";
import { image, make, makeWeb, workload } from "./mesos-make.ts";

const SECOND = 1_000;

const agentsOf = (mesos: ReturnType<typeof make>) => mesos.instances("/web").map(({ agent }) => agent);

describe("apps", () => {
  test("of the setup run, healthy, when the scenario begins", () => {
    const mesos = make();
    expect(mesos.app("web")).toMatchObject({ instances: 4, tasksRunning: 4, tasksHealthy: 4 });
    mesos.run(60 * SECOND);
    expect(mesos.app("web")).toMatchObject({ tasksRunning: 4, tasksHealthy: 4, tasksUnhealthy: 0 });
    expect(mesos.deployments()).toEqual([]);
  });

  test("that are created come up on offers: staging, starting, running", () => {
    const mesos = make({ apps: [] });
    const { kind, text } = mesos.createApp(makeWeb());
    expect(kind).toBe("changed");
    const { deploymentId } = JSON.parse(text) as { deploymentId: string };
    expect(mesos.deployments()).toMatchObject([
      { id: deploymentId, actions: ["StartApplication", "ScaleApplication"] },
    ]);
    expect(mesos.instances()).toEqual([]);
    mesos.run(30 * SECOND);
    expect(mesos.app("web")).toMatchObject({ tasksHealthy: 4 });
    expect(mesos.deployments()).toEqual([]);
    const [task] = mesos.tasks();
    const states = mesos.log().filter(({ text: line }) => task && line.includes(task.id));
    expect(states.map(({ text: line }) => line.split(" ")[2])).toEqual([
      "TASK_STAGING",
      "TASK_STARTING",
      "TASK_RUNNING",
    ]);
  });

  test("grow and shrink by scaling, and their resources come back", () => {
    const mesos = make();
    mesos.scaleApp("/web", 10);
    mesos.run(40 * SECOND);
    expect(mesos.app("web")?.tasksHealthy).toBe(10);
    mesos.scaleApp("/web", 2);
    mesos.run(60 * SECOND);
    expect(mesos.instances("/web").map(({ condition }) => condition)).toEqual(["Running", "Running"]);
    const free = mesos.agents().reduce((total, agent) => total + (agent.free["cpus"] ?? 0), 0);
    expect(free).toBe(16 - 1);
  });

  test("with a unique host take one agent each, and the rest waits", () => {
    const mesos = make({ apps: [makeWeb({ instances: 0, constraints: [["hostname", "UNIQUE"]] })] });
    mesos.scaleApp("web", 5);
    mesos.run(60 * SECOND);
    expect(agentsOf(mesos).filter(Boolean).toSorted()).toEqual(["n1", "n2", "n3", "n4"]);
    expect(mesos.instances("web").filter(({ condition }) => condition === "Scheduled")).toHaveLength(1);
    expect(mesos.deployments()).toHaveLength(1);
  });

  test("that are deleted are gone, with their deployment", () => {
    const mesos = make();
    mesos.deleteApp("web");
    mesos.run(10 * SECOND);
    expect([mesos.apps(), mesos.instances(), mesos.deployments()]).toEqual([[], [], []]);
  });
});

describe("what Marathon refuses, in its words", () => {
  const LOCKED =
    "App is locked by one or more deployments. Override with the option '?force=true'. View details at '/v2/deployments/<DEPLOYMENT_ID>'.";

  test("an app that is there, or is not", () => {
    const mesos = make();
    expect(mesos.createApp(makeWeb())).toEqual({
      kind: "refused",
      status: 409,
      text: "An app with id [/web] already exists.",
    });
    expect(mesos.scaleApp("nope", 2)).toEqual({ kind: "refused", status: 404, text: "App '/nope' does not exist" });
    expect(mesos.cancelDeployment("x")).toEqual({
      kind: "refused",
      status: 404,
      text: "DeploymentPlan x does not exist",
    });
  });

  test("what is not valid", () => {
    const mesos = make();
    const wrong = mesos.updateApp("web", { upgradeStrategy: { minimumHealthCapacity: 2 }, instances: -1 });
    expect(wrong.kind).toBe("refused");
    expect(wrong.text).toContain("/upgradeStrategy/minimumHealthCapacity: got 2, expected between 0.0 and 1.0");
    expect(wrong.text).toContain("/instances");
    expect(mesos.app("web")?.instances).toBe(4);
  });

  test("a second deployment for one app, unless it is forced", () => {
    const mesos = make();
    mesos.updateApp("web", image("web:hangs"));
    mesos.run(5 * SECOND);
    const [stuck] = mesos.deployments();
    expect(mesos.updateApp("web", image("web:2"))).toEqual({ kind: "refused", status: 409, text: LOCKED });
    expect(mesos.updateApp("web", image("web:2"), { force: true }).kind).toBe("changed");
    expect(mesos.deployments().map(({ id }) => id)).not.toContain(stuck?.id);
    mesos.run(120 * SECOND);
    expect(mesos.deployments()).toEqual([]);
    expect(new Set(mesos.instances("web").map(({ version }) => version)).size).toBe(1);
    expect(mesos.app("web")).toMatchObject({
      tasksHealthy: 4,
      tasksRunning: 4,
      container: { docker: { image: "web:2" } },
    });
  });
});

describe("an upgrade", () => {
  test("replaces all instances and then is over", () => {
    const mesos = make();
    const before = mesos.instances("web").map(({ id }) => id);
    mesos.updateApp("web", image("web:2"));
    expect(mesos.deployments()).toMatchObject([{ actions: ["RestartApplication"] }]);
    mesos.run(60 * SECOND);
    expect(mesos.deployments()).toEqual([]);
    expect(mesos.instances("web").filter(({ id }) => before.includes(id))).toEqual([]);
    expect(mesos.app("web")).toMatchObject({ tasksHealthy: 4, tasksRunning: 4 });
  });

  test("to something that never answers keeps the old instances and does not end; cancelled, it goes back", () => {
    const mesos = make();
    mesos.updateApp("web", {
      ...image("web:hangs"),
      upgradeStrategy: { minimumHealthCapacity: 1, maximumOverCapacity: 0.5 },
    });
    mesos.run(120 * SECOND);
    const [deployment] = mesos.deployments();
    expect(mesos.app("web")).toMatchObject({ tasksHealthy: 4 });
    expect(mesos.instances("web")).toHaveLength(6);
    mesos.cancelDeployment(deployment?.id ?? "");
    mesos.run(200 * SECOND);
    expect(mesos.deployments()).toEqual([]);
    expect(mesos.app("web")).toMatchObject({
      tasksHealthy: 4,
      tasksRunning: 4,
      container: { docker: { image: "web:1" } },
    });
  });

  test("without health checks counts an instance as soon as it runs, and clients meet errors", () => {
    const slow = { ...workload, startMs: [15_000, 15_000] as [number, number] };
    const traffic = { kind: "steady" as const, rps: 40 };
    const services = [{ name: "web", app: "web", traffic }];
    const errors = (healthChecks: ReturnType<typeof makeWeb>["healthChecks"]) => {
      const json = makeWeb(healthChecks ? { healthChecks } : {});
      const mesos = make({ apps: [json], workloads: { web: slow }, services });
      mesos.run(10 * SECOND);
      mesos.restartApp("web");
      mesos.run(120 * SECOND);
      return Math.max(...mesos.samples().map(({ errorRate }) => errorRate));
    };
    expect(errors([])).toBe(1);
    expect(errors(undefined)).toBe(0);
  });
});

describe("failures", () => {
  test("of a task are delayed by 1 s, then 15 % more each time", () => {
    const crashes = {
      ...workload,
      fetchMs: [100, 100] as const,
      runs: { ms: [100, 100] as const, ends: "TASK_FAILED" as const },
    };
    const mesos = make({ apps: [], workloads: { crashes } });
    mesos.createApp({ id: "/job", cmd: "crashes", cpus: 0.1, mem: 32 });
    mesos.run(300 * SECOND);
    const times = (state: string) => mesos.log().flatMap(({ at, text }) => (text.includes(state) ? [at] : []));
    const staged = times("TASK_STAGING");
    const waits = times("TASK_FAILED").map((at) => (staged.find((next) => next > at) ?? Infinity) - at);
    expect(waits.length).toBeGreaterThan(10);
    let delay = 1_000;
    for (const wait of waits.slice(0, -1)) {
      expect(wait).toBeGreaterThanOrEqual(delay);
      // Then an offer must come: the revival and the next round of the allocator.
      expect(wait).toBeLessThan(delay + 7_000);
      delay *= 1.15;
    }
  });

  test("of health checks after the grace period kill a task, and it is launched again", () => {
    const mesos = make({ apps: [] });
    mesos.createApp(makeWeb({ ...image("web:hangs"), instances: 1 }));
    mesos.run(15 * SECOND);
    // Nothing is known before a check has passed or the grace period is over.
    expect(mesos.instances("web")[0]?.healthy).toBeUndefined();
    mesos.run(60 * SECOND);
    const killed = mesos.log().find(({ text }) => text.includes("TASK_KILLED"));
    const running = mesos.log().find(({ text }) => text.includes("TASK_RUNNING"));
    const age = (killed?.at ?? 0) - (running?.at ?? 0);
    // 20 s of grace, two failures 2 s apart, up to 1 s to stop.
    expect(age).toBeGreaterThan(20 * SECOND);
    expect(age).toBeLessThan(26 * SECOND);
    expect(mesos.tasks().filter(({ id }) => id.endsWith("._app.2"))).toHaveLength(1);
  });

  test("a task that is killed by hand is replaced", () => {
    const mesos = make();
    const [first] = mesos.instances("web");
    expect(mesos.killTask(first?.task ?? "").kind).toBe("changed");
    mesos.run(20 * SECOND);
    expect(mesos.app("web")).toMatchObject({ tasksHealthy: 4 });
    expect(mesos.instances("web").map(({ task }) => task)).not.toContain(first?.task);
  });
});

describe("an agent that fails", () => {
  test("is noticed 75 to 90 s later, and its tasks are replaced", () => {
    for (const seed of ["a", "b", "c", "d", "e"]) {
      const mesos = make({ apps: [makeWeb({ constraints: [["hostname", "UNIQUE"]], instances: 3 })] }, seed);
      mesos.run(30 * SECOND);
      const victim = agentsOf(mesos)[0] ?? "";
      mesos.killAgent(victim);
      mesos.run(104 * SECOND);
      expect(mesos.agents().find(({ name }) => name === victim)?.state).toBe("registered");
      mesos.run(125 * SECOND);
      const noticed = mesos.log().find(({ text }) => text.includes("unreachable: health check timed out"));
      expect(noticed?.at).toBeGreaterThanOrEqual(105 * SECOND);
      expect(noticed?.at).toBeLessThanOrEqual(120 * SECOND);
      mesos.run(150 * SECOND);
      expect(mesos.app("web")).toMatchObject({ tasksHealthy: 3, tasksRunning: 3 });
      expect(agentsOf(mesos)).not.toContain(victim);
    }
  });

  test("by its health checks, Marathon knows before the master does", () => {
    const mesos = make({ apps: [makeWeb({ constraints: [["hostname", "UNIQUE"]] })] });
    mesos.killAgent("n1");
    // Checks go out every 2 s and wait 20 s for an answer.
    mesos.run(19 * SECOND);
    expect(mesos.app("web")).toMatchObject({ tasksUnhealthy: 0, tasksHealthy: 4 });
    mesos.run(24 * SECOND);
    expect(mesos.app("web")).toMatchObject({ tasksUnhealthy: 1, tasksHealthy: 3 });
    expect(mesos.agents()[0]?.state).toBe("registered");
  });

  test("and comes back in time after a power cut has lost its tasks", () => {
    const mesos = make({ apps: [makeWeb({ constraints: [["hostname", "UNIQUE"]] })] });
    mesos.killAgent("n1");
    mesos.run(10 * SECOND);
    expect(mesos.startAgent("n1")).toEqual({ kind: "changed", text: "agent n1 starts" });
    mesos.run(12 * SECOND);
    expect(mesos.tasks().filter(({ state }) => state === "TASK_GONE")).toHaveLength(1);
    mesos.run(60 * SECOND);
    expect(mesos.app("web")?.tasksHealthy).toBe(4);
  });

  test("only cut off keeps its tasks; those that Marathon replaced are killed when it is back", () => {
    const mesos = make({ apps: [makeWeb({ instances: 2, healthChecks: [] })] });
    const [first] = mesos.instances("web");
    const victim = first?.agent ?? "";
    mesos.killAgent(victim, "network");
    mesos.run(150 * SECOND);
    expect(mesos.tasks().find(({ id }) => id === first?.task)?.state).toBe("TASK_UNREACHABLE");
    expect(mesos.app("web")?.tasksRunning).toBe(2);
    mesos.startAgent(victim);
    mesos.run(160 * SECOND);
    expect(mesos.tasks().find(({ id }) => id === first?.task)?.state).toBe("TASK_KILLED");
    expect(mesos.app("web")?.tasksRunning).toBe(2);
  });

  test("is refused twice", () => {
    const mesos = make();
    mesos.killAgent("n1");
    expect(mesos.killAgent("n1").kind).toBe("refused");
    expect(mesos.startAgent("n2").kind).toBe("refused");
    expect(mesos.killAgent("n9")).toEqual({ kind: "refused", text: "There is no agent n9" });
  });
});

describe("other frameworks", () => {
  const batch = { name: "spark", role: "batch", cpus: 0.5, mem: 128, runMs: [10_000, 20_000] as const, tasks: 5_000 };
  const shareOf = (mesos: ReturnType<typeof make>, role: string) =>
    mesos.roles().find((one) => one.role === role)?.share ?? 0;

  test("two that want everything share by weight", () => {
    const batches = [batch, { ...batch, name: "hadoop", role: "reports" }];
    const mesos = make({ apps: [], batches, weights: { reports: 3 } });
    const ratios: number[] = [];
    for (let at = 60; at <= 600; at += 10) {
      mesos.run(at * SECOND);
      // A share is divided by its weight.
      ratios.push((3 * shareOf(mesos, "reports")) / shareOf(mesos, "batch"));
    }
    const mean = ratios.reduce((total, ratio) => total + ratio, 0) / ratios.length;
    expect(mean).toBeGreaterThan(2.5);
    expect(mean).toBeLessThan(3.6);
  });

  test("a quota keeps room for Marathon that a batch would take", () => {
    const run = (quotas: Parameters<typeof make>[0]) => {
      const mesos = make({
        role: "web",
        apps: [makeWeb({ instances: 0 })],
        batches: [{ ...batch, runMs: [900_000, 900_000] }],
        ...quotas,
      });
      mesos.run(30 * SECOND);
      mesos.scaleApp("web", 4);
      mesos.run(120 * SECOND);
      return mesos.app("web")?.tasksHealthy;
    };
    expect(run({})).toBe(0);
    expect(run({ quotas: { web: { guarantees: { cpus: 2, mem: 1_024 } } } })).toBe(4);
  });

  test("lost tasks are done again, and the queue ends", () => {
    const mesos = make({ apps: [], batches: [{ ...batch, tasks: 60 }] });
    mesos.run(12 * SECOND);
    mesos.killAgent("n2");
    mesos.run(300 * SECOND);
    expect(mesos.batches()).toEqual([{ name: "spark", waiting: 0, running: 0, finished: 60 }]);
    expect(mesos.frameworks().map(({ name }) => name)).toEqual(["marathon"]);
  });
});

describe("the whole", () => {
  test("comes out the same for the same seed and commands, and differently for another", () => {
    const run = (seed: string) => {
      const traffic = { kind: "steady" as const, rps: 60 };
      const batches = [
        { name: "spark", role: "batch", cpus: 0.5, mem: 128, runMs: [5_000, 9_000] as const, tasks: 200 },
      ];
      const mesos = make({ batches, services: [{ name: "web", app: "web", traffic }] }, seed);
      mesos.run(20 * SECOND);
      mesos.updateApp("web", image("web:2"));
      mesos.run(40 * SECOND);
      mesos.killAgent("n3");
      mesos.run(200 * SECOND);
      mesos.startAgent("n3");
      mesos.run(300 * SECOND);
      return mesos.hash();
    };
    expect(run("one")).toBe(run("one"));
    expect(run("one")).not.toBe(run("two"));
  });

  test("is bounded, and says how", () => {
    expect(() => make({ apps: [makeWeb({ instances: 6_000 })] })).toThrow("at most 2000 instances");
    expect(() => make({ apps: [makeWeb({ constraints: [["hostname", "MAX_PER", "two"]] })] })).toThrow("is not valid");
    expect(() => make().run(8 * 24 * 3_600 * SECOND)).toThrow("A simulation ends at");
    const outcome = make().scaleApp("web", 2_001);
    expect(outcome).toEqual({
      kind: "refused",
      status: 422,
      text: "This simulation allows at most 2000 instances; that would be 2001.",
    });
  });
});
