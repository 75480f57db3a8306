// Each orchestrator's lab: a journey, the same twice; what is typed for another one is refused; what happens by itself happens in time.
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { parseScenario, type Scenario } from "../../src/knowledge/scenario.ts";
import { isLabMessage } from "../../src/lab/is-lab-message.ts";
import { play } from "../../src/lab/play.ts";
import { replay } from "../../src/lab/replay.ts";

const { findScenario } = readLibrary(join(import.meta.dirname, "../../knowledge"));

function scenario(id: string): Scenario {
  const found = findScenario(id);
  if (!found) throw new Error(`there is no scenario ${id}`);
  return found;
}

const JOURNEYS: [id: string, commands: string[], says: (string | RegExp)[]][] = [
  [
    "swarm-rush",
    [
      "docker service ls",
      "wait 4m",
      "docker service scale web=10",
      "docker service ps web",
      "status",
      "docker node ls",
    ],
    [
      /^ID +NAME +MODE +REPLICAS +IMAGE +PORTS\n\S+ +web +replicated +2\/2 +harbor-shop\/web:1\.4 +\*:80->8080\/tcp$/,
      "4m passed; it is 04:00.",
      /web scaled to 10\noverall progress: 10 out of 10 tasks[^]*verify: Service web converged/,
      /web\.10 .*Running/,
      /Tasks +10 ready of 10 wanted, on 4 nodes\n/,
      /manager-1 .*Leader/,
    ],
  ],
  [
    "mesos-rush",
    [
      "dcos marathon app list",
      "dcos marathon app update /web instances=6",
      "until ready",
      'PUT /v2/apps/web {"instances": 3}',
      "wait 1m",
      "dcos marathon app list",
      "dcos node list",
      "status",
    ],
    [
      /\/web +256 +0\.5 +2\/2/,
      /^Created deployment \S+$/,
      /^Every wanted instance is ready\./,
      /"deploymentId": /,
      "1m passed",
      /\/web +256 +0\.5 +3\/3/,
      /agent-4 +\S+ +agent +Active +2(?:\.0)?\/2/,
      /Instances 3 ready of 3 wanted, on 4 nodes\n/,
    ],
  ],
  [
    "drain-budget",
    ["kubectl get pdb", "kubectl drain worker-1 --timeout=10s", "kubectl get nodes"],
    [
      /web +4 +N\/A +0 /,
      /Cannot evict pod as it would violate the pod's disruption budget/,
      /worker-1 +Ready,SchedulingDisabled/,
    ],
  ],
];

describe.each(JOURNEYS)("%s", (id, commands, says) => {
  test("every command answers as the real tool does, in time that passes", () => {
    const { turns } = play(scenario(id), "journey", commands);
    expect(turns.map(({ text }) => text)).toEqual(commands);
    turns.forEach(({ output }, at) => expect(output).toMatch(says[at] ?? "nothing"));
  });

  test("the same journal is the same view twice, another seed's is another", () => {
    const first = replay(scenario(id), "seed", commands);
    expect(replay(scenario(id), "seed", commands)).toEqual(first);
    expect(replay(scenario(id), "other", commands).hashes).not.toEqual(first.hashes);
  });

  test("facts and board speak of its own workload", () => {
    const { facts, board } = replay(scenario(id), "seed", ["wait 1m"]);
    expect(facts[0]?.text).toMatch(
      /^At 01:00 the (Deployment `web`|service `web`|app `\/web`) wants \d+ replicas, of which \d+ are ready/,
    );
    expect(new Set(facts.map((fact) => fact.id)).size).toBe(facts.length);
    expect(board.readyReplicas).toBe(board.desiredReplicas);
    expect(board.podHours).toBeGreaterThan(0);
  });

  test("when it is over looking works and changing does not", () => {
    const [look = "", change = ""] = {
      "swarm-rush": ["docker service ls", "docker service scale web=3"],
      "mesos-rush": ["GET /v2/apps/web", "DELETE /v2/apps/web"],
      "drain-budget": ["kubectl get pods", "kubectl uncordon worker-1"],
    }[id]!;
    const { turns, hashes } = play(scenario(id), "s", ["wait 10h", look, change]);
    expect(turns.map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(turns[2]?.output).toContain("The scenario is over");
    expect(hashes[2]).toBe(hashes[0]);
  });
});

test.each([
  ["hpa-spike", "docker service ls", "This scenario runs on Kubernetes; type kubectl commands."],
  ["hpa-spike", "GET /v2/apps", "This scenario runs on Kubernetes; type kubectl commands."],
  [
    "swarm-rush",
    "kubectl get pods",
    "This scenario runs on Docker Swarm; type docker commands, such as docker service ls.",
  ],
  [
    "swarm-rush",
    "curl -X DELETE http://m/v2/apps/web",
    "This scenario runs on Docker Swarm; type docker commands, such as docker service ls.",
  ],
  [
    "mesos-rush",
    "docker service ls",
    "This scenario runs on Mesos with Marathon; type dcos commands, such as dcos marathon app list.",
  ],
])("in %s `%s` gets one clear sentence and changes nothing", (id, command, sentence) => {
  const { turns, world } = play(scenario(id), "s", [command]);
  expect(turns[0]).toMatchObject({ output: sentence, ok: false, meanwhile: [] });
  expect(world.now()).toBe(0);
});

test("a waiting docker command stops at the scenario's end", () => {
  const { turns, world } = play(scenario("swarm-rush"), "s", ["wait 29m30s", "docker service scale web=40"]);
  expect(world.now()).toBe(30 * 60_000);
  expect(turns[1]?.output).toContain("Operation continuing in background.");
});

test("faults happen in the middle of whatever lets time pass, once", () => {
  const steps = play(scenario("node-failure"), "s", ["wait 3m", "wait 3m", "kubectl get nodes"]);
  const once = play(scenario("node-failure"), "s", ["wait 6m"]);
  expect(steps.hashes[1]).toBe(once.hashes[0]);
  expect(steps.turns[1]?.meanwhile.join("\n")).toMatch(/At 04:\d\d node worker-2 became NotReady\./);
  expect(steps.turns[2]?.output).toMatch(/worker-2 +NotReady/);
  const told = play(scenario("bad-image"), "s", ["wait 119s", "wait 1s", "wait 1m"]).turns.map(
    ({ meanwhile }) => meanwhile[0],
  );
  expect(told[0]).toBeUndefined();
  expect(told[1]).toBe("At 02:00 the pipeline ran `kubectl set image deployment/web web=harbor-shop/web:1.5`.");
  expect(told[2] ?? "").not.toContain("the pipeline");
});

test("requests to pods on a dead machine fail until it is known to be gone", () => {
  const { world } = play(scenario("node-failure"), "s", ["wait 6m"]);
  const failing = world.samples().filter(({ errorRate }) => errorRate > 0.2);
  expect(failing[0]?.at).toBe(245_000);
  expect(failing.at(-1)?.at).toBeGreaterThanOrEqual(270_000);
  expect(failing.at(-1)?.at).toBeLessThanOrEqual(300_000);
});

test("a machine that comes back is ready again", () => {
  const text = scenario("node-failure").text.replace(
    "goes: down }",
    "goes: down }\n  - { at: 6m, node: worker-2, goes: up }",
  );
  const parsed = parseScenario(text, "node-failure.yaml");
  if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
  const { turns } = play(parsed.value, "s", ["wait 8m", "kubectl get nodes"]);
  expect(turns[1]?.output).not.toContain("NotReady");
});

test("a pasted app and a pasted Compose file are taken", () => {
  const app = '{"id": "/mail", "cmd": "sleep 1000", "cpus": 0.1, "mem": 32, "instances": 1}';
  const mesos = play(scenario("mesos-agent-lost"), "s", [
    `dcos marathon app add\n${app}`,
    "until ready",
    "dcos marathon app list",
  ]);
  expect(mesos.turns[2]?.output).toMatch(/\/mail/);
  const file = "services:\n  mail:\n    image: redis:8\n    deploy:\n      replicas: 2\n";
  const swarm = play(scenario("swarm-rush"), "s", [
    `docker stack deploy -c - post\n${file}`,
    "until ready",
    "docker service ls",
  ]);
  expect(swarm.turns[2]?.output).toMatch(/post_mail +replicated +2\/2/);
});

test.each([
  ["docker service ls", true],
  ["docker servce ls", true],
  ["dcos marathon app list", true],
  ["GET /v2/apps", true],
  ["curl -s http://marathon/v2/apps", true],
  ["docker is slow today", false],
  ["GET me a coffee", false],
  ["docker compose is what I would use", false],
  ["dcos is old", false],
])("the gate: %j", (text, isFor) => {
  expect(isLabMessage(text)).toBe(isFor);
});

test("names that are nothing's are complained about with their line", () => {
  const text = scenario("swarm-node-loss")
    .text.replace("service: web,", "service: wep,")
    .replace("node: worker-3", "node: worker-9");
  const lineOf = (word: string) => text.slice(0, text.indexOf(word)).split("\n").length;
  expect(parseScenario(text, "swarm-node-loss.yaml")).toMatchObject({
    problems: [
      { line: lineOf("wep"), found: 'load of no service "wep"' },
      { line: lineOf("worker-9"), found: 'a fault of no node "worker-9"' },
    ],
  });
});

test.each([
  ["standing", /^cluster\.standing: .*cannot be both set/],
  ["manifests", /^drain-budget: cluster\.manifests: .*cannot be both set/],
])("an object of %s that the API server refuses is said to the author", (field, said) => {
  const text = scenario("drain-budget")
    .text.replace("standing: |", `${field}: |`)
    .replace("minAvailable: 4", "minAvailable: 4\n      maxUnavailable: 1");
  const parsed = parseScenario(text, "drain-budget.yaml");
  if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
  expect(() => replay(parsed.value, "s", [])).toThrow(said);
});

test("tasks of a lost node are not ready, whatever docker service ls counts", () => {
  const value = scenario("swarm-node-loss");
  const { turns } = play(value, "seed", ["wait 6m", "docker service ls", "status", "until ready"]);
  expect(turns[1]!.output).toMatch(/web +replicated +9\/9/);
  expect(turns[2]!.output).toContain("6 ready of 9 wanted");
  expect(turns[3]!.output).toContain("Not every wanted task is ready.");
});
