// Every solution of a scenario must pass and every trap fail: they are played.
import type { Problem } from "../knowledge/problem.ts";
import type { Scenario } from "../knowledge/scenario.ts";
import { replay } from "../lab/replay.ts";

/** What does not end as its author expects. */
export function checkPlays(scenario: Scenario): Problem[] {
  const { id, solutions, traps, file } = scenario;
  return [...solutions, ...traps].flatMap(({ name, expect, commands }) => {
    const { debrief } = replay(scenario, id, commands);
    const problem = (found: string, mend: string) => [{ file, line: 1, found: `"${name}" ${found}`, mend }];
    if (!debrief) return problem("ends before the scenario does", "end it with finish");
    if (debrief.passed === (expect === "pass")) return [];
    return problem(
      `is expected to ${expect} and does not: ${debrief.summary}`,
      "change its commands or the numbers that are judged",
    );
  });
}
