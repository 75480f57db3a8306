/** Whatever is typed, the docker and dcos command lines answer: no crash, and no reply without an end. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { runDcos } from "../../../src/lab/dcos/dcos.ts";
import { runRequest } from "../../../src/lab/dcos/request.ts";
import { runDocker } from "../../../src/lab/docker/docker.ts";
import { GROUPS } from "../../../src/lab/docker/commands.ts";
import { labFacts } from "../../../src/lab/docker/engine/lab-facts.ts";
import { createSwarm } from "../../../src/simulator/swarm/swarm.ts";
import { make } from "../../simulator/mesos/mesos-make.ts";
import { EPOCH, setup } from "./make.ts";

const LONGEST = 100_000;

const commands = GROUPS.flatMap((group) => group.commands);

/** Words of a command that there is, with flags of its own and values good and bad. */
const typed = fc.constantFrom(...commands).chain((command) => {
  const value = fc.oneof(
    fc.constantFrom(
      "web",
      "1",
      "0.5",
      "10s",
      "64M",
      "a=b",
      "web=3",
      "8080:80",
      "self",
      "-",
      "drain",
      "spread=node.labels.x",
      "{{json .}}",
      "{{range .}}",
      "nginx:1.28",
      "type=x",
    ),
    fc.string({ maxLength: 12 }),
  );
  const flag = fc.constantFrom(
    "--help",
    ...command.flags.map(({ name }) => `--${name}`),
    ...command.flags.flatMap(({ short }) => (short ? [`-${short}`] : [])),
  );
  const word = fc.oneof(
    value,
    flag,
    fc.tuple(flag, value).map(([name, text]) => `${name}=${text}`),
  );
  return fc.array(word, { maxLength: 6 }).map((words) => [...command.path.split(" "), ...words]);
});

const compose = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc
    .jsonValue({ maxDepth: 4 })
    .map((value) =>
      JSON.stringify({ services: { web: { image: "nginx", deploy: value, ports: value, environment: value } } }),
    ),
  fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify({ services: value })),
);

test("docker", () => {
  const swarm = createSwarm(setup, "fuzz");
  fc.assert(
    fc.property(fc.oneof(typed, fc.array(fc.string({ maxLength: 10 }), { maxLength: 5 })), compose, (words, stdin) => {
      const now = () => EPOCH + swarm.now();
      const wait = (ms: number) => swarm.run(swarm.now() + ms);
      const rest = { files: {}, facts: labFacts(swarm), patienceMs: 400, isTerminal: true };
      const outcome = runDocker({ swarm, stdin, now, wait, ...rest }, words);
      expect(outcome.stdout.length + outcome.stderr.length).toBeLessThan(LONGEST);
      expect(outcome.exit).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 1_500 },
  );
});

test("dcos and Marathon's interface", () => {
  const mesos = make();
  const word = fc.oneof(
    fc.constantFrom(
      "marathon",
      "app",
      "deployment",
      "task",
      "node",
      "service",
      "add",
      "update",
      "list",
      "show",
      "kill",
      "stop",
      "start",
      "remove",
      "restart",
      "rollback",
      "drain",
      "/web",
      "web",
      "instances=2",
      "cpus=x",
      "--json",
      "--force",
      "--host=n1",
      "n1",
    ),
    fc.string({ maxLength: 10 }),
  );
  const line = fc.oneof(
    fc.array(word, { maxLength: 6 }).map((words) => ["dcos", ...words]),
    fc.tuple(
      fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE"),
      fc.constantFrom(
        "/v2/apps",
        "/v2/apps/web",
        "/v2/apps/web/tasks?scale=true",
        "/v2/apps//restart",
        "/v2/queue/web/delay",
        "/v2/deployments/x",
        "/v2/constructor",
      ),
    ),
    fc
      .array(fc.oneof(word, fc.constantFrom("-X", "-d", "@x", "http://m/v2/apps")), { maxLength: 5 })
      .map((words) => ["curl", ...words]),
  );
  const body = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.jsonValue({ maxDepth: 3 }).map((value) =>
      JSON.stringify({
        id: "/x",
        cmd: "y",
        instances: 1,
        env: value,
        constraints: value,
        healthChecks: value,
        upgradeStrategy: value,
      }),
    ),
  );
  fc.assert(
    fc.property(line, body, ([tool = "", ...words], stdin) => {
      const context = { mesos, stdin, files: {}, now: () => EPOCH + mesos.now() };
      const outcome = tool === "dcos" ? runDcos(context, words) : runRequest(context, [tool, ...words]);
      expect(outcome.stdout.length + outcome.stderr.length).toBeLessThan(LONGEST);
      mesos.run(mesos.now() + 100);
    }),
    { numRuns: 1_500 },
  );
});
