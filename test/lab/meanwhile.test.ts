// What happened while time passed is told in the order in which it happened; of too much the last is left out, and what is summed up stays.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { readLibrary } from "../../src/knowledge/read.ts";
import type { Scenario } from "../../src/knowledge/scenario.ts";
import { play } from "../../src/lab/play.ts";
import { tellMeanwhile } from "../../src/lab/meanwhile.ts";
import { createWorld } from "../../src/lab/worlds/create-world.ts";
import { inOrder, type News } from "../../src/lab/worlds/news.ts";

const { scenarios, findScenario } = readLibrary(join(import.meta.dirname, "../../knowledge"));

/** The moment that a sentence begins with, in seconds. */
function momentOf(line: string): number | undefined {
  const [, minutes, seconds] = /^(?:At|From) (\d+):(\d\d)/.exec(line) ?? [];
  return minutes === undefined ? undefined : Number(minutes) * 60 + Number(seconds);
}

function expectInOrder(told: readonly string[]): void {
  const moments = told.map(momentOf);
  const timed = moments.filter((each) => each !== undefined);
  expect(timed).toEqual(timed.toSorted((a, b) => a - b));
  // What has no moment stands behind all that has one.
  expect(moments.slice(0, timed.length)).toEqual(timed);
}

test.each(scenarios.map((scenario) => ({ id: scenario.id, scenario })))(
  "$id: every reply tells in order",
  ({ scenario }: { scenario: Scenario }) => {
    for (const { meanwhile } of play(scenario, "order", ["finish"]).turns) expectInOrder(meanwhile);
  },
);

test("a breach that began before the node was lost stands before it", () => {
  const { meanwhile } = play(findScenario("node-failure")!, "order", ["wait 7m"]).turns[0]!;
  expect(meanwhile.map((line) => line.slice(0, 10))).toEqual(["From 04:00", "At 04:52 n"]);
});

const news = fc.array(
  fc.record({ at: fc.integer({ min: 0, max: 5 }), text: fc.string() }, { requiredKeys: ["text"] }),
  { maxLength: 12 },
);

test("of one instant what was told first stays first", () => {
  fc.assert(
    fc.property(news, (all) => {
      const ordered = inOrder(all);
      expect(ordered).toHaveLength(all.length);
      for (const at of [undefined, 0, 1, 2, 3, 4, 5])
        expect(ordered.filter((each) => each.at === at)).toEqual(all.filter((each) => each.at === at));
    }),
  );
});

test("at most eight things are told, and how many more there were", () => {
  const scenario = findScenario("hpa-spike")!;
  fc.assert(
    fc.property(news, (all: News[]) => {
      const world = { ...createWorld(scenario, "many"), now: () => 60_000, samples: () => [], news: () => all };
      const told = tellMeanwhile(scenario, world, 0);
      const summed = inOrder(all).filter(({ at }) => at === undefined);
      const isMore = (line: string) => /^And \d+ more things? happened\.$/.test(line);
      const left = Number(/\d+/.exec(told.find(isMore) ?? "And 0")?.[0]);
      // Everything is told or counted, what is summed up always, and never more than eight unless that alone is more.
      expect(told.filter((line) => !isMore(line)).length + left).toBe(all.length);
      expect(told.slice(told.length - summed.length)).toEqual(summed.map(({ text }) => text));
      expect(left === 0).toBe(all.length <= 8 || summed.length === all.length);
      expect(told.length).toBeLessThanOrEqual(Math.max(8, summed.length + 1));
    }),
    { numRuns: 60 },
  );
});
