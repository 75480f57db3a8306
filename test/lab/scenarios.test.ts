// The scenarios that ship: their plays end as their authors say with more seeds than the content gate's, and the gate finds what is wrong.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { checkPlays } from "../../src/cli/check-scenarios.ts";
import { readLibrary } from "../../src/knowledge/read.ts";
import { parseScenario, type Scenario } from "../../src/knowledge/scenario.ts";
import { LESSON_OF, lessonOf } from "../../src/lab/lesson-of.ts";
import { play } from "../../src/lab/play.ts";

const { scenarios, findScenario, findSection } = readLibrary(join(import.meta.dirname, "../../knowledge"));

test.each(scenarios.map((scenario) => ({ id: scenario.id, scenario })))(
  "$id is played as its author says",
  ({ scenario }) => {
    expect(checkPlays(scenario, "another seed")).toEqual([]);
    expect(scenario.solutions.length).toBeGreaterThanOrEqual(2);
    expect(scenario.traps.length).toBeGreaterThanOrEqual(2);
  },
);

test("every orchestrator has scenarios of each kind of trouble, and the lunch rush is there on all three", () => {
  const on = (wanted: Scenario["orchestrator"]) =>
    scenarios.filter(({ orchestrator }) => orchestrator === wanted).length;
  expect([on("kubernetes") >= 15, on("swarm") >= 5, on("mesos") >= 4]).toEqual([true, true, true]);
  const rush = scenarios.filter(({ series }) => series === "lunch-rush");
  expect(rush.map(({ orchestrator }) => orchestrator).toSorted()).toEqual(["kubernetes", "mesos", "swarm"]);
});

test("every section that explains a command is in the lessons, and a command of each scenario finds one", () => {
  const unknown = LESSON_OF.map(([, section]) => section).filter((section) => !findSection(section));
  expect(unknown).toEqual([]);
  for (const scenario of scenarios)
    for (const { commands } of scenario.solutions)
      for (const command of commands) expect(findSection(lessonOf(command, scenario))).toBeDefined();
});

/** What stands in backquotes in a hint and is a whole command. */
const commandsIn = (hint: string) =>
  [...hint.matchAll(/`((?:kubectl|docker|dcos|PUT|wait|until ready|status)[^`]*)`/g)].map(
    ([, command = ""]) => command,
  );

/** Whether all of them work one after the other, as the scenario begins or when what it tells of has begun. */
const canBeTyped = (scenario: Scenario, commands: string[]) =>
  ["status", "wait 4m"].some((first) => play(scenario, "hints", [first, ...commands]).turns.every(({ ok }) => ok));

test.each(scenarios.map((scenario) => ({ id: scenario.id, scenario })))(
  "$id: what its hints say can be typed",
  ({ scenario }) => {
    const hints = scenario.hints.map(commandsIn).filter((commands) => commands.length > 0);
    expect(hints.length).toBeGreaterThan(1);
    // A drain that a budget stops fails, as its hint says it does.
    const tried = hints.filter((commands) => !commands.some((command) => /^kubectl drain .*--timeout/.test(command)));
    expect(tried.filter((commands) => !canBeTyped(scenario, commands))).toEqual([]);
  },
);

function changed(id: string, from: string, to: string): Scenario {
  const text = findScenario(id)?.text ?? "";
  expect(text).toContain(from);
  const parsed = parseScenario(text.replace(from, to), `${id}.yaml`);
  if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

test.each([
  [
    "podHours: 2.7",
    "podHours: 1",
    /"seven pods from the start" is expected to pass and does not: Not passed:.*2\.33 of 1\.00 pod-hours/,
  ],
  ["podHours: 2.7", "podHours: 90", /"scales to the maximum at once" is expected to fail and does not: Passed/],
  ["share: 0.9 }", "share: 0.1 }", /"the player who only waits" is expected to fail and does not/],
  [
    "scale deployment/web --replicas=8",
    "scale deployment/wep --replicas=8",
    /types "kubectl scale deployment\/wep.*which fails: .*not found/,
  ],
  ["--replicas=7\n      - finish", "--replicas=7", /"seven pods from the start" ends before the scenario does/],
])("the gate finds %j changed to %j", (from, to, found) => {
  const problems = checkPlays(changed("scale-by-hand", from, to));
  expect(problems.map((problem) => problem.found).join("\n")).toMatch(found);
});

test("the gate says which cluster its orchestrator would refuse", () => {
  const broken = changed(
    "swarm-rush",
    "name: web\n      image: harbor-shop/web:1.4",
    'name: web\n      constraints: ["nonsense"]\n      image: harbor-shop/web:1.4',
  );
  expect(checkPlays(broken)).toMatchObject([
    { file: "swarm-rush.yaml", found: expect.stringContaining("service web") },
  ]);
});
