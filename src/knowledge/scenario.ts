// The text of scenarios/ID.yaml -> a scenario that a lab can play. Durations become milliseconds, cpu millicores, memory bytes.
import type { Parsed, Problem } from "./problem.ts";
import { scenario, type Orchestrator, type Written } from "./scenario/format.ts";
import { usesOf } from "./scenario/names.ts";
import { parseYaml } from "./yaml.ts";

/** A scaling scenario, as its author wrote it. `lessons` are section ids, `lesson#anchor`. */
export type Scenario = Written & {
  /** The whole text of the file, so that a lab can keep what it was started with. */
  text: string;
  file: string;
  lessonsLine: number;
};

/** The scenarios of one orchestrator. */
export type ScenarioOn<O extends Orchestrator> = Extract<Scenario, { orchestrator: O }>;

/** Parses one scenario; `file` is only named in problems. */
export function parseScenario(text: string, file: string): Parsed<Scenario> {
  const parsed = parseYaml(text, file, scenario);
  if ("problems" in parsed) return parsed;
  const { data, lineOf } = parsed.value;
  const problems: Problem[] = [];
  const complain = (path: PropertyKey[], found: string, mend: string) =>
    problems.push({ file, line: lineOf(path), found, mend });
  if (!file.endsWith(`${data.id}.yaml`)) complain(["id"], `id "${data.id}" in another file`, "give both the same name");
  for (const { path, what, kind, name: used, known } of usesOf(data)) {
    if (!known.includes(used)) complain(path, `${what} of no ${kind} "${used}"`, "name one of the scenario's");
  }
  if (problems.length > 0) return { problems };
  return { value: { ...data, text, file, lessonsLine: lineOf(["lessons"]) } };
}
