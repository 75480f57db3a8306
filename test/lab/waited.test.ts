// A command that blocks costs the lab's time: the reply says how much, and what spares one that, in one line.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { replay } from "../../src/lab/replay.ts";
import { tellWaits } from "../../src/lab/waited.ts";

const { findScenario } = readLibrary(join(import.meta.dirname, "../../knowledge"));

const WAITED = /^This waited (\w+) of the lab's time: (.*)$/gm;

/** What the last reply says of waiting: how long, and how not to; and how long it took. */
function waitsOf(id: string, commands: string[]) {
  const { output, fromMs, toMs } = replay(findScenario(id)!, "waited", commands).turns.at(-1)!;
  return { told: [...output.matchAll(WAITED)].map(([, time, how]) => [time, how]), ms: toMs - fromMs };
}

const UNDO = "and `undo` takes command and time back.";

test.each<[scenario: string, how: string, commands: string[]]>([
  ["drain-budget", "`--timeout=30s` gives up sooner", ["kubectl drain worker-1"]],
  [
    "rollout-stalls",
    "`--timeout=30s` gives up sooner, `--watch=false` looks once",
    ["kubectl set image deployment/web web=harbor-shop/web:nope", "kubectl rollout status deployment/web"],
  ],
  ["swarm-rollback", "`--detach` does not wait", ["docker service update --update-parallelism 1 --force web"]],
])("in %s: %s", (scenario, how, commands) => {
  const { told, ms } = waitsOf(scenario, commands);
  expect(told).toEqual([[expect.stringMatching(/^\d+m(\d+s)?$|^\d+s$/), `${how}, ${UNDO}`]]);
  expect(ms).toBeGreaterThan(30_000);
});

test.each<[scenario: string, commands: string[]]>([
  ["swarm-rollback", ["docker service update --detach --update-parallelism 1 --force web"]],
  ["drain-budget", ["kubectl drain worker-1 --timeout=10s"]],
  ["drain-budget", ["wait 5m"]],
  ["hpa-spike", ["kubectl get pods -w"]],
  ["swarm-rush", ["docker service scale web=3"]],
  ["hpa-spike", ["kubectl scale deployment web --replicas=3"]],
])("in %s nothing is said of %s", (scenario, commands) => {
  expect(waitsOf(scenario, commands).told).toEqual([]);
});

test("is said once a reply, of all that was waited for", () => {
  const words = (text: string) => text.split(" ");
  const told = tellWaits([
    { call: { kind: "docker", words: words("service scale web=9") }, ms: 40_000 },
    { call: { kind: "docker", words: words("service ls") }, ms: 0 },
    { call: { kind: "docker", words: words("service update --force web") }, ms: 85_000 },
  ]);
  expect(told).toBe(`This waited 2m5s of the lab's time: \`--detach\` does not wait, ${UNDO}`);
  const short = { call: { kind: "kubectl" as const, words: words("drain worker-1") }, ms: 20_000 };
  expect([tellWaits([]), tellWaits([short])]).toEqual(["", ""]);
});
