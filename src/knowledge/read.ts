// The only file of this room that touches the disk: a folder -> a Library.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { checkContents } from "./check.ts";
import { parseGlossary } from "./glossary.ts";
import { parseLesson } from "./lesson.ts";
import { type Library, assembleLibrary } from "./library.ts";
import type { Parsed, Problem } from "./problem.ts";
import { parseQuestions } from "./question.ts";
import { parseScenario } from "./scenario.ts";
import { parseTracks } from "./tracks.ts";

/** Reads `lessons/*.md`, `questions/*.yaml`, `scenarios/*.yaml`, `glossary.yaml` and `tracks.yaml` of a folder. Complaints are in `problems`. */
export function readLibrary(folder: string): Library {
  const problems: Problem[] = [];
  const keep = <T>(file: string, parse: (text: string, file: string) => Parsed<T>): T[] => {
    if (!existsSync(file)) return [];
    const parsed = parse(readFileSync(file, "utf8"), file);
    if ("value" in parsed) return [parsed.value];
    problems.push(...parsed.problems);
    return [];
  };
  const contents = {
    lessons: filesIn(join(folder, "lessons"), ".md").flatMap((file) => keep(file, parseLesson)),
    questions: filesIn(join(folder, "questions"), ".yaml").flatMap((file) => keep(file, parseQuestions).flat()),
    terms: keep(join(folder, "glossary.yaml"), parseGlossary).flat(),
    tracks: keep(join(folder, "tracks.yaml"), parseTracks).flat(),
    scenarios: filesIn(join(folder, "scenarios"), ".yaml").flatMap((file) => keep(file, parseScenario)),
  };
  return assembleLibrary(contents, [...problems, ...checkContents(contents)]);
}

function filesIn(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(ending) && !name.startsWith("."));
  return names.toSorted().map((name) => join(folder, name));
}
