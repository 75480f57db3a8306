// Every solution of a scenario must pass, and every trap and standing player fail: they are played.
import type { Problem } from "../knowledge/problem.ts";
import type { Scenario } from "../knowledge/scenario.ts";
import { judge, summarise } from "../lab/judge.ts";
import { play } from "../lab/play.ts";
import { luckyPlayers } from "./random-players.ts";
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

/** Which share of the random players may pass. */
const MOST_LUCK = 0.05;

/** How many of so many random players pass, and whether those are too many; of a few, one may. */
export function checkLuck(scenario: Scenario, players: number): { passed: number; problems: Problem[] } {
  const lucky = luckyPlayers(scenario, players);
  const isRare = lucky.length < players * MOST_LUCK || lucky.length <= 1;
  if (isRare) return { passed: lucky.length, problems: [] };
  const found = `${lucky.length} of ${players} random players pass, such as: ${lucky[0]?.join("; ")}`;
  const mend = `make it depend on a decision: fewer than ${100 * MOST_LUCK} % may`;
  return { passed: lucky.length, problems: [{ file: scenario.file, line: 1, found, mend }] };
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
  if (result.passed === (expect === "pass")) return [];
  return problem(
    `is expected to ${expect} and does not: ${summarise(scenario, result)}`,
    "change its commands or the numbers that are judged",
  );
}
