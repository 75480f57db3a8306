/** The dcos command line and Marathon's interface on a running Mesos: each verb once, and what has become of it after simulated time. */
import { expect, test } from "@jest/globals";
import { runDcos } from "../../../src/lab/dcos/dcos.ts";
import { isRequest, runRequest } from "../../../src/lab/dcos/request.ts";
import type { DcosContext } from "../../../src/lab/dcos/context.ts";
import { splitWords } from "../../../src/lab/words.ts";
import type { MesosSetup } from "../../../src/simulator/mesos/mesos-api.ts";
import { make } from "../../simulator/mesos/mesos-make.ts";

const EPOCH = 1_795_348_800_000;

function makeLab(given: Partial<MesosSetup> = {}) {
  const mesos = make(given);
  const pass = (ms: number) => mesos.run(mesos.now() + ms);
  const run = (command: string, stdin = "", files: Record<string, string> = {}) => {
    const words = splitWords(command);
    if ("refused" in words) throw new Error(`the test's own command: ${words.refused}`);
    const [[tool = "", ...args] = []] = words.commands;
    const context: DcosContext = { mesos, stdin, files, now: () => EPOCH + mesos.now() };
    return isRequest(tool) || tool === "curl" ? runRequest(context, [tool, ...args]) : runDcos(context, args);
  };
  const out = (command: string, stdin?: string) => {
    const outcome = run(command, stdin);
    if (outcome.exit !== 0) throw new Error(`${command}: ${outcome.stderr}`);
    return outcome.stdout;
  };
  pass(60_000);
  return { mesos, run, out, pass };
}

const DEPLOYMENT = /^Created deployment [0-9a-f-]{36}\n$/;
const NEW_APP = JSON.stringify({ id: "/api", cmd: "sleep 1000", instances: 2, cpus: 0.1, mem: 32, ports: [8080] });

test("apps are listed with their tasks, health, deployment and command", () => {
  const { out } = makeLab();
  expect(out("dcos marathon app list")).toBe(
    [
      "ID    MEM  CPUS  TASKS  HEALTH  DEPLOYMENT  WAITING  CONTAINER  CMD",
      "/web  256  0.5    4/4    4/4       ---       False     DOCKER   N/A",
      "",
    ].join("\n"),
  );
});

test("an app is added from what was pasted, shown, and cannot be added twice", () => {
  const { out, run, pass, mesos } = makeLab();
  expect(out("dcos marathon app add", NEW_APP)).toMatch(DEPLOYMENT);
  expect(out("dcos marathon deployment list")).toMatch(
    /^APP {3}POD {2}ACTION {2}PROGRESS {2}ID\n\/api {2}- {4}(?:start|scale) +\d\/2 +[0-9a-f-]{36}\n$/,
  );
  pass(30_000);
  expect(mesos.app("/api")?.tasksRunning).toBe(2);
  expect(JSON.parse(out("dcos marathon app show /api"))).toMatchObject({
    id: "/api",
    cmd: "sleep 1000",
    ports: [8080],
    tasksRunning: 2,
    deployments: [],
  });
  expect(run("dcos marathon app add", NEW_APP)).toMatchObject({
    stderr: "Application '/api' already exists\n",
    exit: 1,
  });
});

test("an update by properties changes what it names, and a locked app wants --force", () => {
  const { out, run, pass, mesos } = makeLab();
  expect(out(`dcos marathon app update web instances=6 'env={"A":"1"}'`)).toMatch(DEPLOYMENT);
  expect(run("dcos marathon app update /web instances=2").stderr).toBe(
    "App or group is locked by one or more deployments. Override with --force.\n",
  );
  expect(out("dcos marathon app update --force /web instances=2")).toMatch(DEPLOYMENT);
  pass(120_000);
  expect(mesos.app("/web")).toMatchObject({ instances: 2, tasksRunning: 2, env: { A: "1" } });
  expect(run("dcos marathon app update nosuch instances=2").stderr).toBe("Error: App '/nosuch' does not exist\n");
  expect(run("dcos marathon app update /web cpus=-1").stderr).toBe(
    "Error: Object is not valid\n  /cpus: got -1, expected 0 or more\n",
  );
  expect(run("dcos marathon app update /web instances=many").stderr).toBe(
    "Error: Invalid JSON\n  /instances: error.expected.jsnumber\n",
  );
  // Half a strategy is none.
  expect(run(`dcos marathon app update /web upgradeStrategy='{"minimumHealthCapacity":1}'`).stderr).toBe(
    "Error: Invalid JSON\n  /upgradeStrategy/maximumOverCapacity: error.path.missing\n",
  );
});

test("stop, start, restart, kill and remove", () => {
  const { out, run, pass, mesos } = makeLab();
  const ids = () => mesos.instances("/web").map(({ task }) => task);
  const before = ids();
  out("dcos marathon app restart /web");
  pass(180_000);
  expect(ids().filter((id) => before.includes(id))).toEqual([]);
  const [first] = out("dcos marathon task list --quiet /web").split("\n");
  expect(out("dcos marathon app kill /web")).toContain(`"${first}"`);
  pass(60_000);
  expect(mesos.app("/web")?.tasksRunning).toBe(4);
  expect(ids()).not.toContain(first);
  const host = mesos.instances("/web")[0]?.agent;
  expect(out(`dcos marathon app kill --scale --host=${host} /web`)).toMatch(DEPLOYMENT);
  pass(60_000);
  expect(mesos.app("/web")?.instances).toBeLessThan(4);
  out("dcos marathon app update /web instances=2");
  pass(60_000);
  out("dcos marathon app stop /web");
  pass(60_000);
  expect(mesos.app("/web")).toMatchObject({ instances: 0, tasksRunning: 0 });
  expect(run("dcos marathon app stop /web").stderr).toBe("Application '/web' already stopped: 0 instances.\n");
  out("dcos marathon app start /web 3");
  pass(60_000);
  expect(mesos.app("/web")?.tasksRunning).toBe(3);
  expect(out("dcos marathon app remove /web")).toBe("");
  pass(60_000);
  expect(out("dcos marathon app list --quiet")).toBe("");
});

test("a deployment is rolled back, or only stopped", () => {
  const { out, pass, mesos, run } = makeLab();
  out("dcos marathon app update /web instances=10");
  const [id = ""] = out("dcos marathon deployment list --quiet").split("\n");
  expect(JSON.parse(out(`dcos marathon deployment rollback ${id}`))).toMatchObject({
    deploymentId: expect.any(String),
  });
  pass(120_000);
  expect(mesos.app("/web")?.instances).toBe(4);
  out("dcos marathon app update /web instances=9");
  const [other = ""] = out("dcos marathon deployment list --quiet").split("\n");
  expect(out(`dcos marathon deployment stop ${other}`)).toBe("");
  expect(run("dcos marathon deployment list")).toMatchObject({ stderr: "There are no deployments\n", exit: 1 });
  expect(run("dcos marathon deployment rollback nosuch").stderr).toBe("Error: DeploymentPlan nosuch does not exist\n");
});

test("tasks are listed with where they run; one is stopped, and another takes its place", () => {
  const { out, pass, mesos } = makeLab();
  const [head, first = ""] = out("dcos marathon task list").split("\n");
  expect(head).toMatch(/^APP {3}HEALTHY +STARTED +HOST {2}ID$/);
  expect(first).toMatch(/^\/web +True +2026-11-22T1[12]:\d\d:\d\d\.\d{3}Z +n\d +\S+$/);
  const id = first.split(/ +/).at(-1) ?? "";
  expect(JSON.parse(out(`dcos marathon task stop ${id}`))).toMatchObject({ appId: "/web", id });
  pass(60_000);
  expect(mesos.instances("/web").some(({ task }) => task === id)).toBe(false);
  expect(mesos.app("/web")?.tasksRunning).toBe(4);
});

test("agents are listed, drained and made active again; frameworks are listed", () => {
  const { out, run, pass, mesos } = makeLab();
  expect(out("dcos node").split("\n")[0]).toMatch(/^HOSTNAME {2}ID +TYPE {3}STATUS/);
  const agent = mesos.agents().find(({ tasks }) => tasks > 0)!;
  expect(out(`dcos node drain ${agent.id}`)).toBe(`Agent '${agent.id}' is draining.\n`);
  pass(60_000);
  expect(mesos.agents().find(({ id }) => id === agent.id)).toMatchObject({ tasks: 0, activated: false });
  expect(out("dcos node")).toMatch(new RegExp(`^${agent.name} .* Deactivated `, "m"));
  out(`dcos node reactivate ${agent.name}`);
  expect(run(`dcos node reactivate ${agent.name}`).stderr).toBe(`Error: Agent ${agent.name} is active already\n`);
  expect(run("dcos node deactivate nosuch").stderr).toContain("no agent 'nosuch'");
  expect(out("dcos service")).toMatch(/^NAME +ROLE +TASKS +CPU +MEM +SHARE\nmarathon +\* +4 +2 +1024 +0\.\d{3}\n$/);
});

test("Marathon's own interface, plain and through curl", () => {
  const { out, run, pass, mesos } = makeLab();
  expect(JSON.parse(out("POST /v2/apps", NEW_APP))).toMatchObject({
    id: "/api",
    instances: 2,
    deployments: [{ id: expect.any(String) }],
  });
  pass(30_000);
  expect(JSON.parse(out(`PUT /v2/apps/api '{"instances": 3}'`))).toMatchObject({
    deploymentId: expect.any(String),
    version: expect.any(String),
  });
  pass(30_000);
  expect(mesos.app("/api")?.tasksRunning).toBe(3);
  expect(JSON.parse(out("curl -s http://marathon.mesos:8080/v2/apps/api")).app.tasks).toHaveLength(3);
  const curl = `curl -X PUT -H 'Content-Type: application/json' http://m/v2/apps/api?force=true -d '{"instances": 1, "cpus": "x"}'`;
  expect(JSON.parse(out(curl))).toEqual({
    message: "Invalid JSON",
    details: [{ path: "/cpus", errors: ["error.expected.jsnumber"] }],
  });
  expect(JSON.parse(run("POST /v2/apps", NEW_APP).stderr)).toEqual({
    message: "An app with id [/api] already exists.",
  });
  expect(JSON.parse(run("GET /v2/apps/nosuch").stderr)).toEqual({ message: "App '/nosuch' does not exist" });
  out("DELETE /v2/apps/api");
  pass(60_000);
  expect(mesos.app("/api")).toBeUndefined();
  expect(run("curl http://example.org/")).toMatchObject({ outside: "curl /", exit: 1 });
});

test("a change while a deployment runs names the deployments that lock the app", () => {
  const { out, run } = makeLab();
  out("PATCH /v2/apps/web", '{"instances": 8}');
  const [{ id }] = JSON.parse(out("GET /v2/deployments"));
  expect(JSON.parse(run("PATCH /v2/apps/web", '{"instances": 1}').stderr)).toEqual({
    message: expect.stringMatching(/^App is locked/),
    deployments: [{ id }],
  });
});

test.each([
  ["dcos marathon app lst", "Error: 'lst' is not a command of dcos marathon app.\nUsage:\n    dcos marathon app add"],
  ["dcos marathn app list", "Error: 'marathn app' is not a dcos command.\n"],
  ["dcos marathon app stop", "Command not recognized\nUsage: dcos marathon app stop [--force] <app-id>\n"],
  ["dcos marathon app list --all", "Error: unknown flag: --all\n"],
  ["dcos marathon app add", "Error: no app definition: paste it below the command, or name a file\n"],
  ["dcos marathon app add web.json", "Error: can't read from resource: web.json. Please check that it exists\n"],
  ["dcos package list", "The lab has no catalog of packages.\n"],
])("%s is refused", (command, complaint) => {
  const outcome = makeLab().run(command);
  expect(outcome.exit).toBe(1);
  expect(outcome.stderr.startsWith(complaint)).toBe(true);
});

test("a definition that is no JSON loses nothing", () => {
  const { run, mesos } = makeLab();
  expect(run("dcos marathon app add", "{id: web}").stderr).toMatch(/^Error: Error loading JSON: /);
  expect(mesos.apps()).toHaveLength(1);
});
