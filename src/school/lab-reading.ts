/** What only the library knows of a debrief: the titles of the sections that it names, and where else the same story can be played. */
import { citedTitle } from "../knowledge/cited-title.ts";
import type { Library } from "../knowledge/library.ts";
import type { Scenario } from "../knowledge/scenario.ts";
import type { Debrief, LabView } from "../lab/view.ts";

type Known = Pick<Library, "findSection" | "findLesson" | "scenarios">;

/** `Autoscaling › The formula`; nothing for a section that a team has hidden or renamed. */
function titleOf(id: string, library: Known): string | undefined {
  const section = library.findSection(id);
  const lesson = section && library.findLesson(section.lesson);
  return lesson && [citedTitle(lesson), section.path.at(-1)].filter(Boolean).join(" › ");
}

/** The sections of a debrief, those of the decisions first, each once. */
export const sectionsOf = ({ decisions = [], sections }: Debrief): string[] => [
  ...new Set([...decisions.map(({ section }) => section), ...sections]),
];

/** Other scenarios of the same series. */
function elsewhere({ id, series }: Scenario, { scenarios }: Known): NonNullable<Debrief["elsewhere"]> {
  if (series === undefined) return [];
  return scenarios
    .filter((other) => other.series === series && other.id !== id)
    .map(({ id: scenario, orchestrator }) => ({ scenario, orchestrator }));
}

/** The view with who gave each of the commands that mattered, as far as the journal still knows them. */
export function withPeople(view: LabView, journal: readonly { person: string }[]): LabView {
  const { debrief } = view;
  if (!debrief?.decisions) return view;
  const decisions = debrief.decisions.map((decision) => {
    const { person = "" } = journal[decision.entry ?? -1] ?? {};
    return person === "" ? decision : { ...decision, person };
  });
  return { ...view, debrief: { ...debrief, decisions } };
}

/** The view with what the library knows of its debrief, if there is one. */
export function withReading(view: LabView, scenario: Scenario, library: Known): LabView {
  const { debrief } = view;
  if (!debrief) return view;
  const titles = sectionsOf(debrief).flatMap((id): [string, string][] => {
    const title = titleOf(id, library);
    return title === undefined ? [] : [[id, title]];
  });
  const known = { titles: Object.fromEntries(titles), elsewhere: elsewhere(scenario, library) };
  return { ...view, debrief: { ...debrief, ...known } };
}
