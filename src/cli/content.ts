// `npm run content`: every complaint about the lessons, questions, scenarios, glossary and tracks, one a line, and a summary.
// With SHIPMATE_KNOWLEDGE a team's own are laid over them first.
import { relative } from "node:path";
import { readConfig } from "../config.ts";
import { printProblem } from "../knowledge/problem.ts";
import { readLibrary } from "../knowledge/read.ts";
import { checkPlays } from "./check-scenarios.ts";
import { knowledgeFolder } from "./common.ts";

function main(): number {
  const { ownKnowledge } = readConfig();
  const library = readLibrary(relative(process.cwd(), knowledgeFolder) || ".", ownKnowledge);
  const { lessons, questions, terms, tracks, cards, scenarios } = library;
  const problems = [...library.problems, ...scenarios.flatMap((scenario) => checkPlays(scenario))];
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
