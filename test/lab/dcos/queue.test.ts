/** What Marathon says of an app under way: what still waits, since when a task runs, and what its versions mean. */
import { expect, test } from "@jest/globals";
import { runDcos } from "../../../src/lab/dcos/dcos.ts";
import { runRequest } from "../../../src/lab/dcos/request.ts";
import type { AppJson } from "../../../src/simulator/mesos/marathon/app.ts";
import type { DcosContext } from "../../../src/lab/dcos/context.ts";
import type { MesosWorkload } from "../../../src/simulator/mesos/mesos-api.ts";
import { make, makeWeb, workload } from "../../simulator/mesos/mesos-make.ts";

const EPOCH = 1_795_348_800_000;
const ONE_MORE = { minimumHealthCapacity: 1, maximumOverCapacity: 0.5 };

function makeLab(web: AppJson = {}, workloads?: Record<string, MesosWorkload>) {
  const mesos = make({ apps: [makeWeb(web)], ...(workloads ? { workloads } : {}) });
  const pass = (ms: number) => mesos.run(mesos.now() + ms);
  const context: DcosContext = { mesos, stdin: "", files: {}, now: () => EPOCH + mesos.now() };
  const ask = (...words: string[]) => JSON.parse(runRequest(context, words).stdout);
  const dcos = (text: string) => runDcos(context, text.split(" ")).stdout;
  pass(60_000);
  return { mesos, pass, ask, dcos };
}

const since1970 = (text: string) => Date.parse(text) - EPOCH;

test("an upgrade's new instances are queued although the old ones all run", () => {
  const { mesos, pass, ask, dcos } = makeLab({ upgradeStrategy: ONE_MORE });
  expect(ask("GET", "/v2/queue")).toEqual({ queue: [] });
  expect(dcos("marathon app list")).toMatch(/\/web .* False /);
  const at = mesos.now();
  mesos.updateApp("/web", { cpus: 5 });
  pass(30_000);
  expect(mesos.app("/web")?.tasksRunning).toBe(4);
  const { queue } = ask("GET", "/v2/queue");
  expect(queue).toMatchObject([
    { app: { id: "/web", cpus: 5 }, count: 2, delay: { overdue: true, timeLeftSeconds: 0 } },
  ]);
  expect(since1970(queue[0].since)).toBeGreaterThanOrEqual(at);
  expect(since1970(queue[0].since)).toBeLessThan(at + 5_000);
  expect(dcos("marathon app list")).toMatch(/\/web .* True /);
});

test("what failed waits for its delay, and is overdue when that is over", () => {
  const runs = { ms: [100, 100] as const, ends: "TASK_FAILED" as const };
  const { mesos, pass, ask, dcos } = makeLab({}, { web: workload, crashes: { ...workload, runs } });
  mesos.createApp({ id: "/job", cmd: "crashes", cpus: 0.1, mem: 32, backoffSeconds: 100 });
  pass(20_000);
  const [delayed] = ask("GET", "/v2/queue").queue;
  expect(delayed).toMatchObject({ app: { id: "/job" }, count: 1, delay: { overdue: false } });
  expect(delayed.delay.timeLeftSeconds).toBeGreaterThan(70);
  expect(dcos("marathon app list")).not.toContain("True");
  mesos.updateApp("/job", { cpus: 5 }, { force: true });
  pass(20_000);
  expect(ask("GET", "/v2/queue").queue).toMatchObject([{ delay: { overdue: true, timeLeftSeconds: 0 } }]);
  expect(dcos("marathon app list")).toContain("True");
});

test("a task is started when it came up, whatever its health does afterwards", () => {
  const { mesos, pass, ask } = makeLab({ healthChecks: [{ gracePeriodSeconds: 300, intervalSeconds: 20 }] });
  mesos.scaleApp("/web", 5);
  pass(10_000);
  const running = () => mesos.instances("/web").find(({ runningSince = 0 }) => runningSince > 60_000);
  const up = running()?.runningSince ?? Number.NaN;
  pass(60_000);
  const instance = running();
  expect(instance).toMatchObject({ healthy: true, runningSince: up });
  expect(instance?.since).toBeGreaterThan(up);
  const { tasks } = ask("GET", "/v2/apps/web/tasks");
  const told = tasks.find(({ id }: { id: string }) => id === instance?.task);
  expect(since1970(told.startedAt)).toBe(up);
  expect(since1970(told.stagedAt)).toBeLessThan(up);
});

test("a restart is no scaling, and every version is of the lab's time", () => {
  const { mesos, pass, ask } = makeLab();
  mesos.scaleApp("/web", 5);
  const scaled = mesos.app("/web")?.version ?? Number.NaN;
  pass(60_000);
  const at = mesos.now();
  const answer = ask("POST", "/v2/apps/web/restart");
  const { app } = ask("GET", "/v2/apps/web");
  expect(since1970(answer.version)).toBe(at);
  expect(answer.version).toBe(app.version);
  expect(ask("GET", "/v2/deployments")[0].version).toBe(app.version);
  expect(since1970(app.versionInfo.lastConfigChangeAt)).toBe(at);
  expect(since1970(app.versionInfo.lastScalingAt)).toBe(scaled);
});
