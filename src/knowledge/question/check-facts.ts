// The rules for questions that are answered in one's own words.
import type { FreeTextQuestion } from "../types.ts";
import { type Complaint, nameOf } from "./complaint.ts";
import { missingFacts } from "./facts.ts";

const MOST = 5;

export function checkFacts({ facts, sample, stem }: FreeTextQuestion): Complaint[] {
  const complaints: Complaint[] = [];
  if (facts.length === 0 || facts.length > MOST)
    complaints.push([`has ${facts.length} key facts`, `write 1 to ${MOST}`]);
  for (const { fact } of missingFacts(sample, facts))
    complaints.push([
      `has a sample that does not say "${nameOf(fact)}"`,
      "reword the sample, or the words of the fact",
    ]);
  // Whoever repeats the question has answered nothing.
  const given = facts.filter((fact) => missingFacts(stem, [fact]).length === 0);
  for (const { fact } of given)
    complaints.push([`says "${nameOf(fact)}" in its stem already`, "ask for what the stem does not say"]);
  return complaints;
}
