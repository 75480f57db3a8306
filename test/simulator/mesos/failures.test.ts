/** What is lost, and how it comes back: agents, tasks, and the delays and graces around them. */
import { expect, test } from "@jest/globals";
import { image, make, makeWeb, workload } from "./mesos-make.ts";

const SECOND = 1_000;

const linesOf = (mesos: ReturnType<typeof make>, word: string) => mesos.log().filter(({ text }) => text.includes(word));

test("an agent that comes back empty after it was given up offers all it has", () => {
  const mesos = make({ apps: [makeWeb({ constraints: [["hostname", "UNIQUE"]] })] });
  mesos.killAgent("n1");
  mesos.run(130 * SECOND);
  expect(mesos.agents()[0]).toMatchObject({ state: "unreachable", free: {} });
  mesos.scaleApp("web", 0, { force: true });
  mesos.run(140 * SECOND);
  mesos.startAgent("n1");
  mesos.run(150 * SECOND);
  expect(mesos.agents().map(({ state, free }) => [state, free])).toEqual(
    [1, 2, 3, 4].map(() => ["registered", { cpus: 4, mem: 4_096 }]),
  );
});

test("with an unreachable strategy, a replacement waits, and the task may come back before it is forgotten", () => {
  const unreachableStrategy = { inactiveAfterSeconds: 60, expungeAfterSeconds: 600 };
  const mesos = make({ apps: [makeWeb({ instances: 2, healthChecks: [], unreachableStrategy })] });
  const [first] = mesos.instances("web");
  const victim = first?.agent ?? "";
  const lost = mesos.instances("web").filter(({ agent }) => agent === victim).length;
  mesos.killAgent(victim, "network");
  mesos.run(95 * SECOND);
  const conditions = () => mesos.instances("web").map(({ condition }) => condition);
  expect(conditions().filter((condition) => condition === "Unreachable")).toHaveLength(lost);
  expect(mesos.instances("web")).toHaveLength(2);
  mesos.run(160 * SECOND);
  expect(conditions().filter((condition) => condition === "UnreachableInactive")).toHaveLength(lost);
  expect(mesos.app("web")?.tasksRunning).toBe(2);
  mesos.startAgent(victim);
  mesos.run(170 * SECOND);
  // It runs again, so there is one too many until Marathon looks at the number (every 300 s).
  expect(mesos.app("web")?.tasksRunning).toBe(2 + lost);
  mesos.run(310 * SECOND);
  expect(mesos.app("web")?.tasksRunning).toBe(2);
});

test("a new configuration does not wait for the delay of the one that failed", () => {
  const runs = { ms: [100, 100] as const, ends: "TASK_FAILED" as const };
  const mesos = make({ apps: [], workloads: { web: workload, "web:crashes": { ...workload, runs } } });
  const app = { id: "/web", ...image("web:crashes"), cpus: 0.1, mem: 32, backoffSeconds: 60 };
  mesos.createApp(app);
  mesos.run(30 * SECOND);
  expect(mesos.app("web")?.delayedUntil).toBeGreaterThan(60 * SECOND);
  mesos.updateApp("web", image("web:1"), { force: true });
  expect(mesos.app("web")?.delayedUntil).toBeUndefined();
  mesos.run(40 * SECOND);
  expect(mesos.app("web")?.tasksRunning).toBe(1);
});

test("a delay that is reset is over at once, for an app that waits", () => {
  const runs = { ms: [100, 100] as const, ends: "TASK_FAILED" as const };
  const mesos = make({ apps: [makeWeb()], workloads: { web: workload, crashes: { ...workload, runs } } });
  mesos.createApp({ id: "/job", cmd: "crashes", cpus: 0.1, mem: 32, backoffSeconds: 300 });
  mesos.run(30 * SECOND);
  expect(linesOf(mesos, "TASK_STAGING")).toHaveLength(1);
  expect(mesos.resetDelay("web")).toEqual({
    kind: "refused",
    status: 404,
    text: "Application /web not found in tasks queue.",
  });
  expect(mesos.resetDelay("job").kind).toBe("changed");
  mesos.run(40 * SECOND);
  expect(linesOf(mesos, "TASK_STAGING")).toHaveLength(2);
});

test("a task that does not stop is killed after the app's grace period, or after 3 s", () => {
  const run = (grace: number | undefined) => {
    const json = makeWeb({ instances: 1, ...(grace === undefined ? {} : { taskKillGracePeriodSeconds: grace }) });
    const mesos = make({ apps: [json], workloads: { web: { ...workload, stopMs: 60_000 } } });
    mesos.deleteApp("web");
    mesos.run(30 * SECOND);
    return linesOf(mesos, "TASK_KILLED")[0]?.at;
  };
  // 5 ms each for the message to the agent and back.
  expect([run(undefined), run(7)]).toEqual([3_010, 7_010]);
});

test("a task that never comes up is killed after five minutes and launched again", () => {
  const fetchMs = [3_600_000, 3_600_000] as const;
  const mesos = make({ apps: [], workloads: { "/web": { ...workload, fetchMs } } });
  mesos.createApp(makeWeb({ instances: 1 }));
  mesos.run(320 * SECOND);
  expect(linesOf(mesos, "TASK_KILLED")).toHaveLength(1);
  expect(mesos.tasks().map(({ id, state }) => [id.at(-1), state])).toEqual([
    ["2", "TASK_STAGING"],
    ["1", "TASK_KILLED"],
  ]);
});

test("when nothing is left to launch, Marathon is offered nothing", () => {
  const mesos = make();
  mesos.scaleApp("web", 6);
  mesos.run(60 * SECOND);
  for (let at = 61; at <= 300; at++) {
    mesos.run(at * SECOND + 3);
    expect(mesos.offers()).toEqual([]);
  }
});

test("a new weight takes back what is offered by the old one", () => {
  const batch = {
    name: "spark",
    role: "batch",
    cpus: 1,
    mem: 64,
    runMs: [1_000, 1_000] as const,
    tasks: 9,
    holdMs: 30 * SECOND,
  };
  const mesos = make({ role: "web", apps: [], batches: [batch] });
  mesos.run(500);
  const before = mesos.offers().map(({ id }) => id);
  expect(before).toHaveLength(4);
  mesos.setWeight("batch", 2);
  expect(mesos.offers()).toEqual([]);
  mesos.run(2 * SECOND);
  expect(mesos.offers()).toHaveLength(4);
  expect(mesos.offers().filter(({ id }) => before.includes(id))).toEqual([]);
});

test("tasks of the setup end by themselves too, if that is how they behave", () => {
  const runs = { ms: [10_000, 10_000] as const, ends: "TASK_FAILED" as const };
  const mesos = make({
    apps: [makeWeb({ instances: 1, healthChecks: [] })],
    workloads: { web: { ...workload, runs } },
  });
  mesos.run(11 * SECOND);
  expect(linesOf(mesos, "TASK_FAILED").map(({ at }) => at)).toEqual([10_005]);
  expect(mesos.instances("web")).toMatchObject([{ condition: "Failed", goal: "Running" }]);
});

test("a drained agent loses all its tasks at once and gets none until it is reactivated", () => {
  const mesos = make({ apps: [makeWeb({ constraints: [["hostname", "MAX_PER", "2"]] })] });
  const onFirst = () =>
    mesos.instances("web").filter(({ agent, condition }) => agent === "n1" && condition === "Running");
  mesos.scaleApp("web", 8);
  mesos.run(60 * SECOND);
  expect(onFirst()).toHaveLength(2);
  mesos.drainAgent("n1");
  mesos.run(120 * SECOND);
  expect(mesos.agents()[0]).toMatchObject({ state: "registered", activated: false, tasks: 0 });
  expect(mesos.app("web")?.tasksRunning).toBe(6);
  expect(mesos.reactivateAgent("n1").kind).toBe("changed");
  mesos.scaleApp("web", 9, { force: true });
  mesos.run(180 * SECOND);
  expect(onFirst()).toHaveLength(2);
});

test("a deactivated agent keeps its tasks, and stays deactivated when it comes back", () => {
  const mesos = make({ apps: [makeWeb({ constraints: [["hostname", "UNIQUE"]] })] });
  expect(mesos.deactivateAgent("n1").kind).toBe("changed");
  expect(mesos.deactivateAgent("n1").kind).toBe("refused");
  mesos.run(10 * SECOND);
  expect(mesos.app("web")?.tasksRunning).toBe(4);
  mesos.killAgent("n1");
  mesos.run(120 * SECOND);
  mesos.startAgent("n1");
  mesos.run(200 * SECOND);
  expect(mesos.agents()[0]).toMatchObject({ state: "registered", activated: false, tasks: 0 });
  expect(mesos.app("web")?.tasksRunning).toBe(3);
});

test("an image that nobody has fails its task when it was to be pulled, and the app is delayed", () => {
  const mesos = make({ apps: [makeWeb()], hasImage: (name) => name === "redis:8" });
  const app = (name: string) => ({
    id: `/${name.slice(0, 5)}`,
    cpus: 0.1,
    mem: 32,
    container: { docker: { image: name } },
  });
  mesos.createApp({ ...app("nosuch/thing:9"), backoffSeconds: 60 });
  mesos.createApp(app("redis:8"));
  mesos.run(30 * SECOND);
  expect(mesos.app("/redis")?.tasksRunning).toBe(1);
  expect(mesos.app("/nosuc")).toMatchObject({ tasksRunning: 0, delayedUntil: expect.any(Number) });
  const failed = mesos.tasks().filter(({ state }) => state === "TASK_FAILED");
  expect(failed).toHaveLength(1);
  expect(failed[0]?.message).toBe(
    "Failed to launch container: Failed to run 'docker -H unix:///var/run/docker.sock pull nosuch/thing:9': exited with status 1; " +
      "stderr='Error response from daemon: pull access denied for nosuch/thing, repository does not exist or may require 'docker login''",
  );
});
