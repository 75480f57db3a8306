// `npm run content`: every complaint about the lessons, questions, scenarios, glossary and tracks, one a line, and a summary.
import { join, relative } from "node:path";
import { printProblem } from "../knowledge/problem.ts";
import { readLibrary } from "../knowledge/read.ts";

const folder = relative(process.cwd(), join(import.meta.dirname, "../../knowledge")) || ".";
const library = readLibrary(folder);

for (const problem of library.problems) console.error(printProblem(problem));
const { lessons, questions, terms, tracks, cards, scenarios, problems } = library;
console.log(
  `${lessons.length} lessons in ${tracks.length} tracks, ${questions.length} questions, ${terms.length} terms, ` +
    `${cards.length} cards, ${scenarios.length} scenarios: ${problems.length === 0 ? "no problems" : `${problems.length} problems`}`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
