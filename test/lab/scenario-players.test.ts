// Random players: a few of them here, two hundred by `npm run content -- --players 200`.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { checkLuck } from "../../src/cli/check-scenarios.ts";
import { randomPlayer } from "../../src/cli/random-players.ts";
import { readLibrary } from "../../src/knowledge/read.ts";
import { parseScenario, type Scenario } from "../../src/knowledge/scenario.ts";
import { play } from "../../src/lab/play.ts";

const { scenarios, findScenario } = readLibrary(join(import.meta.dirname, "../../knowledge"));

const PLAYERS = 5;

test.each(scenarios.map((scenario) => ({ id: scenario.id, scenario })))(
  "$id is not passed by typing at random",
  ({ scenario }) => {
    expect(checkLuck(scenario, PLAYERS)).toEqual({ passed: expect.any(Number), problems: [] });
  },
);

test("a random player types what the tools take, the same again with the same seed, and not the same with another", () => {
  for (const scenario of scenarios) {
    const typed = randomPlayer(scenario, "one");
    expect(randomPlayer(scenario, "one")).toEqual(typed);
    expect(typed.at(-1)).toBe("finish");
    const { turns } = play(scenario, "one", typed);
    for (const { output } of turns) expect(output).not.toMatch(/unknown (?:flag|command)|did you mean|^Usage:/i);
  }
  expect(new Set(["a", "b", "c", "d"].map((seed) => randomPlayer(scenarios[0]!, seed).join())).size).toBeGreaterThan(2);
});

function eased(id: string, from: string, to: string): Scenario {
  const text = findScenario(id)?.text ?? "";
  expect(text).toContain(from);
  const parsed = parseScenario(text.replace(from, to), `${id}.yaml`);
  if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

test("the gate finds a scenario that luck passes, and says with which commands", () => {
  const easy = eased("swarm-quorum", "share: 0.94 }", "share: 0.4 }");
  const { passed, problems } = checkLuck(easy, 10);
  expect(passed).toBeGreaterThan(1);
  expect(problems).toMatchObject([
    { file: "swarm-quorum.yaml", found: expect.stringMatching(/^\d+ of 10 random players pass, such as: .*finish$/) },
  ]);
});
