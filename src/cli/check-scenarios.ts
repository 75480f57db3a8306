// Every solution of a scenario must pass, and every trap and standing player fail: they are played.
import type { Problem } from "../knowledge/problem.ts";
import type { Scenario } from "../knowledge/scenario.ts";
import { judge, summarise } from "../lab/debrief.ts";
import { play } from "../lab/play.ts";
import { standingPlayers } from "./standing-players.ts";

type Play = Scenario["solutions"][number] | Scenario["traps"][number];

/** What does not end as its author expects, whichever chance the seed brings. */
export function checkPlays(scenario: Scenario, seed = scenario.id): Problem[] {
  const { solutions, traps } = scenario;
  const plays: Play[] = [...solutions, ...traps, ...standingPlayers(scenario)];
  try {
    return plays.flatMap((one) => checkPlay(scenario, seed, one));
  } catch (error) {
    // A cluster that its orchestrator would refuse.
    if (!(error instanceof RangeError)) throw error;
    return [{ file: scenario.file, line: 1, found: error.message, mend: "correct the scenario's cluster" }];
  }
}

function checkPlay(scenario: Scenario, seed: string, { name, expect, commands }: Play): Problem[] {
  const { turns, finished, world } = play(scenario, seed, commands);
  const problem = (found: string, mend: string) => [
    { file: scenario.file, line: 1, found: `"${name}" ${found}`, mend },
  ];
  const refused = turns.find(({ ok }) => !ok);
  if (refused) return problem(`types "${refused.text}", which fails: ${refused.output}`, "correct the command");
  if (!finished) return problem("ends before the scenario does", "end it with finish");
  const result = judge(scenario, world);
  if ((result.held && result.withinBudget) === (expect === "pass")) return [];
  return problem(
    `is expected to ${expect} and does not: ${summarise(scenario, result)}`,
    "change its commands or the numbers that are judged",
  );
}
