// What the lab tells of a swarm's updates: each state as it comes, and every task that failed, also those the swarm has forgotten.
import { join } from "node:path";
import { beforeAll, expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import type { Scenario } from "../../src/knowledge/scenario.ts";
import { createWorld } from "../../src/lab/worlds/create-world.ts";
import type { World } from "../../src/lab/worlds/world.ts";
import type { ToolCall } from "../../src/lab/command.ts";
import { splitWords } from "../../src/lab/words.ts";

let scenario: Scenario;
beforeAll(() => {
  const found = readLibrary(join(import.meta.dirname, "../../knowledge")).findScenario("swarm-rollback");
  if (!found) throw new Error("there is no scenario swarm-rollback");
  scenario = found;
});

function begin() {
  const world = createWorld(scenario, "diary");
  const run = (text: string) => {
    const split = splitWords(text);
    if ("refused" in split) throw new Error(split.refused);
    const words = split.commands[0]?.slice(1) ?? [];
    const outcome = world.carryOut({ kind: "docker", words, stdin: "", files: {} } as ToolCall);
    expect(outcome).toMatchObject({ exit: 0 });
  };
  return { world, run };
}

const newsOf = (world: World, fromMs: number) => world.news(fromMs).map(({ text }) => text);

test("a pause is told although the update's beginning was told before", () => {
  const { world, run } = begin();
  run("docker service update -d --update-failure-action pause --update-monitor 20s web");
  world.run(3 * 60_000 + 4_000);
  expect(newsOf(world, 170_000).join("\n")).toMatch(
    /At 03:0\d the update of service web began \(update in progress\)\./,
  );
  const before = world.now();
  world.run(before + 60_000);
  const told = newsOf(world, before).join("\n");
  expect(told).toMatch(
    /At 03:\d\d the update of service web was paused \(update paused due to failure or early termination/,
  );
  expect(told).not.toContain("began");
  expect(world.news(world.now())).toEqual([]);
});

test("an update that rolls back by itself is told step by step", () => {
  const { world, run } = begin();
  run("docker service update -d --update-failure-action rollback --update-monitor 20s web");
  world.run(6 * 60_000);
  const told = newsOf(world, 170_000).filter((line) => line.includes("update of service"));
  expect(told.map((line) => / web (.*?) \(/.exec(line)?.[1])).toEqual([
    "began",
    "is being rolled back",
    "was rolled back",
  ]);
});

test("tasks that failed are counted beyond the history that the swarm keeps", () => {
  const { world } = begin();
  world.run(13 * 60_000);
  const failed = newsOf(world, 170_000).find((line) => / failed/.test(line)) ?? "";
  expect(Number(/^(\d+) tasks failed: /.exec(failed)?.[1])).toBeGreaterThan(100);
});
