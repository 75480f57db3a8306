/** Which scenario is offered to somebody who reads a lesson: the easiest that the lesson explains. */
import type { Library } from "../knowledge/library.ts";
import type { Scenario } from "../knowledge/scenario.ts";

const LEVELS = ["beginner", "intermediate", "advanced"] as const;

/** By level, then by the time that it takes. */
const byEase = (a: Scenario, b: Scenario) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || a.minutes - b.minutes;

const easiest = (scenarios: readonly Scenario[]): string | undefined => scenarios.toSorted(byEase)[0]?.id;

/** The easiest that cites one of the lesson's sections. */
export function scenarioForLesson(lesson: string, { scenarios }: Pick<Library, "scenarios">): string | undefined {
  return easiest(scenarios.filter(({ lessons }) => lessons.some((id) => id.split("#")[0] === lesson)));
}

/** The easiest that cites the section; else the easiest that cites its lesson. */
export function scenarioForSection(
  { id, lesson }: { id: string; lesson: string },
  library: Pick<Library, "scenarios">,
): string | undefined {
  const exact = library.scenarios.filter(({ lessons }) => lessons.includes(id));
  return easiest(exact) ?? scenarioForLesson(lesson, library);
}
