// The only file of this room that touches the disk: one folder, or a team's own laid over it -> a Library.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { giveAsked, parseAsked } from "./asked.ts";
import { checkBlanks } from "./check-blanks.ts";
import { checkContents } from "./check.ts";
import { parseGlossary } from "./glossary.ts";
import { parseHidden } from "./hidden.ts";
import { layOver } from "./lay-over.ts";
import { parseLesson } from "./lesson.ts";
import { type Contents, type Library, assembleLibrary } from "./library.ts";
import type { Parsed, Problem } from "./problem.ts";
import { parseQuestions } from "./question.ts";
import { parseScenario } from "./scenario.ts";
import { parseTracks } from "./tracks.ts";

type Parse<T> = (text: string, file: string) => Parsed<T>;

/** One folder, read; files that could not be parsed are in `problems` only. */
type Read = { contents: Required<Contents>; problems: Problem[]; keep: <T>(file: string, parse: Parse<T>) => T[] };

/**
 * Reads `lessons/*.md`, `asked/*.txt`, `questions/*.yaml`, `scenarios/*.yaml`, `glossary.yaml` and `tracks.yaml` of a folder, and lays what a team has in
 * `ownFolder` (there also `hidden.yaml`) over it. Complaints are in `problems`. Throws when `ownFolder` is no folder.
 */
export function readLibrary(folder: string, ownFolder?: string): Library {
  const shipped = readFolder(folder);
  if (ownFolder === undefined)
    return assembleLibrary(shipped.contents, [...shipped.problems, ...checkContents(shipped.contents)]);
  if (!isFolder(ownFolder)) throw new Error(`There is no folder ${ownFolder}: make it, or correct SHIPMATE_KNOWLEDGE.`);
  const own = readFolder(ownFolder);
  const [hidden] = own.keep(join(ownFolder, "hidden.yaml"), parseHidden);
  const { contents, problems } = layOver(shipped.contents, own.contents, hidden);
  problems.push(...strangersIn(ownFolder));
  return assembleLibrary(contents, [...shipped.problems, ...own.problems, ...problems, ...checkContents(contents)]);
}

function readFolder(folder: string): Read {
  const problems: Problem[] = [];
  const keep: Read["keep"] = (file, parse) => {
    if (!existsSync(file) || isFolder(file)) return [];
    const text = readFileSync(file, "utf8");
    problems.push(...checkBlanks(text, file));
    const parsed = parse(text, file);
    if ("value" in parsed) return [parsed.value];
    problems.push(...parsed.problems);
    return [];
  };
  const written = filesIn(join(folder, "lessons"), ".md").flatMap((file) => keep(file, parseLesson));
  const asked = filesIn(join(folder, "asked"), ".txt").flatMap((file) => keep(file, parseAsked));
  const { lessons, problems: strays } = giveAsked(written, asked);
  problems.push(...strays);
  const contents = {
    lessons,
    questions: filesIn(join(folder, "questions"), ".yaml").flatMap((file) => keep(file, parseQuestions).flat()),
    terms: keep(join(folder, "glossary.yaml"), parseGlossary).flat(),
    tracks: keep(join(folder, "tracks.yaml"), parseTracks).flat(),
    scenarios: filesIn(join(folder, "scenarios"), ".yaml").flatMap((file) => keep(file, parseScenario)),
  };
  return { contents, problems, keep };
}

const PLACES = ["lessons", "asked", "questions", "scenarios", "glossary.yaml", "tracks.yaml", "hidden.yaml"];

/** What a team put where nothing is read: a slip in a folder's name would otherwise lose all that is in it. */
function strangersIn(folder: string): Problem[] {
  const names = readdirSync(folder).filter((name) => !PLACES.includes(name) && !/^\.|^(README|LICENSE)\b/i.test(name));
  const mend = `rename or remove it; ${PLACES.join(", ")} are read`;
  return names.toSorted().map((name) => ({ file: join(folder, name), line: 1, found: "is not read", mend }));
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

function filesIn(folder: string, ending: string): string[] {
  if (!isFolder(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(ending) && !name.startsWith("."));
  return names.toSorted().map((name) => join(folder, name));
}
