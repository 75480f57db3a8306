// Everything that names something elsewhere must find it: links, prerequisites, tracks, sections, objectives, ids.
import { textsOf } from "./blocks.ts";
import { repeated } from "./check-lesson.ts";
import type { Contents } from "./library.ts";
import type { Problem } from "./problem.ts";
import type { Scenario } from "./scenario.ts";
import type { Lesson, Question, Term, Track } from "./types.ts";

type Known = { lessons: Map<string, Lesson>; sections: Set<string> };

/** Everything that points nowhere, and every id or name that two things share. */
export function checkReferences(contents: Contents): Problem[] {
  const { lessons, questions, terms, tracks, scenarios = [] } = contents;
  const known: Known = {
    lessons: new Map(lessons.map((lesson) => [lesson.id, lesson])),
    sections: new Set(lessons.flatMap((lesson) => lesson.sections.map((section) => section.id))),
  };
  return [
    ...lessons.flatMap((lesson) => [
      ...checkPrerequisites(lesson, known),
      ...checkLinks(lesson, known),
      ...checkTrack(lesson, tracks),
    ]),
    ...questions.flatMap((question) => checkTargets(question, known)),
    ...terms.flatMap((term) => checkTermLesson(term, known)),
    ...tracks.flatMap((track) => checkTrackLessons(track, known)),
    ...scenarios.flatMap((scenario) => checkScenarioLessons(scenario, known)),
    ...checkUnique(
      lessons.map(({ id, file }) => ({ id, file, line: 1 })),
      "lesson",
    ),
    ...checkUnique(questions, "question"),
    ...checkUnique(tracks, "track"),
    ...checkUnique(
      terms.flatMap(({ term, aliases, file, line }) =>
        [term, ...aliases].map((name) => ({ id: name.toLowerCase(), file, line })),
      ),
      "glossary name",
    ),
  ];
}

function checkPrerequisites({ id, prerequisites, file, lines }: Lesson, known: Known): Problem[] {
  const line = lines["prerequisites"] ?? 1;
  const missing = prerequisites.filter((each) => !known.lessons.has(each) || each === id);
  return missing.map((each) => ({
    file,
    line,
    found: `prerequisite "${each}" is no other lesson`,
    mend: "correct or remove it",
  }));
}

/** Links to lessons are `other.md`, `other.md#anchor` or `#anchor`; links elsewhere are https. */
function checkLinks(lesson: Lesson, known: Known): Problem[] {
  return lesson.sections
    .flatMap((section) => section.blocks)
    .flatMap(textsOf)
    .flatMap(({ text, line }) => [...text.matchAll(/\]\(([^)\s]*)\)/g)].map((match) => ({ target: match[1]!, line })))
    .filter(({ target }) => !resolves(target, lesson, known))
    .map(({ target, line }) => ({
      file: lesson.file,
      line,
      found: `link to "${target}" leads nowhere`,
      mend: "link to lesson.md#anchor, #anchor or https",
    }));
}

function resolves(target: string, lesson: Lesson, known: Known): boolean {
  if (/^https?:\/\/\S+$/.test(target)) return true;
  const [path = "", anchor] = target.split("#");
  const id = path.replace(/^.*\//, "").replace(/\.md$/, "") || lesson.id;
  return anchor === undefined ? known.lessons.has(id) : known.sections.has(`${id}#${anchor}`);
}

function checkTrack({ id, file }: Lesson, tracks: Track[]): Problem[] {
  const places = tracks.flatMap((track) => track.lessons).filter((each) => each === id).length;
  if (places === 1) return [];
  return [{ file, line: 1, found: `lesson "${id}" is in ${places} tracks`, mend: "list it once in tracks.yaml" }];
}

function checkTrackLessons({ id, lessons, file, line }: Track, known: Known): Problem[] {
  const missing = lessons.filter((lesson) => !known.lessons.has(lesson));
  return missing.map((lesson) => ({
    file,
    line,
    found: `track "${id}" lists "${lesson}", which is no lesson`,
    mend: "correct or remove it",
  }));
}

function checkScenarioLessons({ id, lessons, file, lessonsLine }: Scenario, known: Known): Problem[] {
  const missing = lessons.filter((section) => !known.sections.has(section));
  return missing.map((section) => ({
    file,
    line: lessonsLine,
    found: `scenario "${id}" cites "${section}", which is no section`,
    mend: "name lesson#anchor or remove it",
  }));
}

function checkTargets({ id, lesson, section, objective, file, line }: Question, known: Known): Problem[] {
  const found = known.lessons.get(lesson);
  if (!found)
    return [{ file, line, found: `question "${id}" is of lesson "${lesson}", which is none`, mend: "correct it" }];
  const problems: Problem[] = [];
  if (!known.sections.has(section)) {
    problems.push({
      file,
      line,
      found: `question "${id}" names the section "${section}", which is none`,
      mend: "name an anchor of the lesson",
    });
  }
  if (!found.objectives.some((each) => each.id === objective)) {
    problems.push({
      file,
      line,
      found: `question "${id}" names the objective "${objective}", which is none`,
      mend: "name an objective of the lesson",
    });
  }
  return problems;
}

function checkTermLesson({ term, lesson, file, line }: Term, known: Known): Problem[] {
  if (lesson === undefined) return [];
  const exists = lesson.includes("#") ? known.sections.has(lesson) : known.lessons.has(lesson);
  return exists
    ? []
    : [{ file, line, found: `term "${term}" points to "${lesson}", which is none`, mend: "correct or remove it" }];
}

function checkUnique(things: { id: string; file: string; line: number }[], noun: string): Problem[] {
  return repeated(things.map((thing) => thing.id)).map((id) => {
    const { file, line } = things.findLast((thing) => thing.id === id)!;
    return { file, line, found: `${noun} "${id}" twice`, mend: "rename or remove one" };
  });
}
