// `npm run content`: every complaint about the lessons, questions, scenarios, glossary and tracks, one a line, and a summary.
// With SHIPMATE_KNOWLEDGE a team's own are laid over them first. `-- --players 200` lets as many random players loose on every scenario, too.
import { relative } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { type Problem, printProblem } from "../knowledge/problem.ts";
import { readLibrary } from "../knowledge/read.ts";
import type { Scenario } from "../knowledge/scenario.ts";
import { checkLuck, checkPlays } from "./check-scenarios.ts";
import { knowledgeFolder } from "./common.ts";

const PLAYERS = /^[1-9]\d{0,4}$/;

/** How many random players are asked for. Throws for what is no number. */
function readPlayers(): number {
  const { values } = parseArgs({ options: { players: { type: "string", default: "0" } } });
  if (values.players !== "0" && !PLAYERS.test(values.players))
    throw new Error(`--players ${values.players}: say how many random players, such as --players 200`);
  return Number(values.players);
}

/** Plays each scenario with random players, and prints how many of them pass. */
function checkPlayers(scenarios: readonly Scenario[], players: number): Problem[] {
  if (players === 0) return [];
  console.log(`of ${players} random players pass`);
  return scenarios.flatMap((scenario) => {
    const { passed, problems } = checkLuck(scenario, players);
    console.log(
      `  ${scenario.id.padEnd(24)} ${String(passed).padStart(3)}  ${((100 * passed) / players).toFixed(1)} %`,
    );
    return problems;
  });
}

function main(): number {
  const players = readPlayers();
  const { ownKnowledge } = readConfig();
  const library = readLibrary(relative(process.cwd(), knowledgeFolder) || ".", ownKnowledge);
  const { lessons, questions, terms, tracks, cards, scenarios } = library;
  const problems = [
    ...library.problems,
    ...scenarios.flatMap((scenario) => checkPlays(scenario)),
    ...checkPlayers(scenarios, players),
  ];
  for (const problem of problems) console.error(printProblem(problem));
  console.log(
    `${lessons.length} lessons in ${tracks.length} tracks, ${questions.length} questions, ${terms.length} terms, ` +
      `${cards.length} cards, ${scenarios.length} scenarios: ${problems.length === 0 ? "no problems" : `${problems.length} problems`}`,
  );
  return problems.length === 0 ? 0 : 1;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
