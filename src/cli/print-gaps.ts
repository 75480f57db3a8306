// Groups of coverage gaps -> text for a terminal.
import type { GapGroup } from "../school/gaps.ts";

const MOST_WORDINGS = 3;

/** One group a line, with how often it was asked and what became of it; other wordings under it. */
export function printGaps(groups: GapGroup[]): string {
  if (groups.length === 0) return "The lessons covered everything that was asked.";
  const total = groups.reduce((sum, { times }) => sum + times, 0);
  return [`${total} questions in ${groups.length} groups`, "", ...groups.flatMap(printGroup)].join("\n");
}

function printGroup({ questions, times, found, lastAskedAt }: GapGroup): string[] {
  const [first = "", ...others] = questions;
  const day = new Date(lastAskedAt).toISOString().slice(0, 10);
  const head = `${String(times).padStart(4)}  ${first}  (${found.join(", ")}; last on ${day})`;
  return [head, ...others.slice(0, MOST_WORDINGS).map((question) => `      ${question}`)];
}
