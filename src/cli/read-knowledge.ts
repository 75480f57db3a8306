/** The shipped lessons with a team's own over them, for everything that is started or asked on the command line. */
import { relative } from "node:path";
import type { Library } from "../knowledge/library.ts";
import { printProblem } from "../knowledge/problem.ts";
import { readLibrary } from "../knowledge/read.ts";
import { knowledgeFolder } from "./common.ts";

const SHOWN = 20;

/**
 * Throws when a team's own contents break a rule: a bot that starts all the same would teach something else than its team wrote, and say
 * nothing of it. Without `ownFolder` the shipped contents are taken as they are; their gate is `npm run content`.
 */
export function readKnowledge(ownFolder: string | undefined): Library {
  const library = readLibrary(relative(process.cwd(), knowledgeFolder) || ".", ownFolder);
  if (ownFolder === undefined || library.problems.length === 0) return library;
  const shown = library.problems.slice(0, SHOWN).map((problem) => `  ${printProblem(problem)}`);
  const more = library.problems.length - shown.length;
  throw new Error(
    [
      `The lessons in ${ownFolder} (SHIPMATE_KNOWLEDGE), laid over the shipped ones, cannot be used:`,
      ...shown,
      ...(more > 0 ? [`  and ${more} more`] : []),
      "Mend them until `npm run content` has no complaint, or start without SHIPMATE_KNOWLEDGE.",
    ].join("\n"),
  );
}

/** The same for whoever is still writing: what breaks a rule is counted, and what can be read is read. */
export function readDraft(ownFolder: string | undefined): Library {
  const library = readLibrary(relative(process.cwd(), knowledgeFolder) || ".", ownFolder);
  const { length } = library.problems;
  if (ownFolder !== undefined && length > 0)
    console.error(
      `${ownFolder} is not ready: ${length} ${length === 1 ? "problem" : "problems"}, which npm run content names.\n`,
    );
  return library;
}
