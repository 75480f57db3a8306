// What is shipped and points to something that a team has replaced or hidden: the pointer goes, the rest stays.
import type { Contents } from "./library.ts";
import type { Scenario } from "./scenario.ts";
import type { Block, Item, Lesson, Question, Term, Track } from "./types.ts";

type Known = { lessons: Map<string, Lesson>; sections: Set<string>; taken: Set<string> };

/** The shipped contents that a team keeps, without pointers into what is gone. `own` are the team's: a lesson in a track of theirs leaves the shipped one. */
export function detach(shipped: Required<Contents>, own: Required<Contents>): Required<Contents> {
  const lessons = [...shipped.lessons, ...own.lessons];
  const known: Known = {
    lessons: new Map(lessons.map((lesson) => [lesson.id, lesson])),
    sections: new Set(lessons.flatMap((lesson) => lesson.sections.map((section) => section.id))),
    taken: new Set(own.tracks.flatMap((track) => track.lessons)),
  };
  return {
    lessons: shipped.lessons.map((lesson) => detachLesson(lesson, known)),
    questions: shipped.questions.filter((question) => fits(question, known)),
    terms: shipped.terms.map((term) => detachTerm(term, known)),
    tracks: shipped.tracks.map((track) => detachTrack(track, known)).filter((track) => track.lessons.length > 0),
    scenarios: shipped.scenarios.map((scenario) => detachScenario(scenario, known)),
  };
}

/** A question about a section or objective that a lesson no longer has goes with it. */
function fits({ lesson, section, objective }: Question, known: Known): boolean {
  const objectives = known.lessons.get(lesson)?.objectives ?? [];
  return known.sections.has(section) && objectives.some(({ id }) => id === objective);
}

function detachTrack(track: Track, { lessons, taken }: Known): Track {
  return { ...track, lessons: track.lessons.filter((id) => lessons.has(id) && !taken.has(id)) };
}

function detachScenario(scenario: Scenario, { sections }: Known): Scenario {
  return { ...scenario, lessons: scenario.lessons.filter((id) => sections.has(id)) };
}

function detachTerm(term: Term, known: Known): Term {
  const target = term.lesson === undefined ? undefined : nearest(term.lesson, known);
  return { ...term, lesson: target };
}

function detachLesson(lesson: Lesson, known: Known): Lesson {
  const prerequisites = lesson.prerequisites.filter((id) => known.lessons.has(id));
  const sections = lesson.sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) => detachBlock(block, known)),
  }));
  return { ...lesson, prerequisites, sections };
}

/** A section, or its lesson when only that is left. */
function nearest(target: string, { lessons, sections }: Known): string | undefined {
  const [lesson = ""] = target.split("#");
  if (sections.has(target) || target === lesson) return lessons.has(lesson) ? target : undefined;
  return lessons.has(lesson) ? lesson : undefined;
}

function detachBlock(block: Block, known: Known): Block {
  const loosen = (text: string) => loosenLinks(text, known);
  switch (block.kind) {
    case "paragraph":
      return { ...block, text: loosen(block.text) };
    case "table":
      return { ...block, rows: block.rows.map((row) => row.map(loosen)) };
    case "list":
      return { ...block, items: block.items.map((item) => detachItem(item, known)) };
    case "ordered":
      return { ...block, items: block.items.map((item) => detachItem(item, known)) };
    case "code":
    case "mermaid":
      return block;
  }
}

function detachItem({ text, line, blocks }: Item, known: Known): Item {
  return { text: loosenLinks(text, known), line, blocks: blocks.map((block) => detachBlock(block, known)) };
}

/** `[words](gone.md#x)` becomes `words`; a section that is gone from a lesson that is left becomes a link to the lesson. */
function loosenLinks(text: string, known: Known): string {
  return text.replaceAll(/\[([^\]]*)\]\(([\w-]+)\.md(#[\w-]+)?\)/g, (_, words: string, lesson: string, anchor = "") => {
    const target = nearest(`${lesson}${anchor}`, known);
    return target === undefined ? words : `[${words}](${target.replace(lesson, `${lesson}.md`)})`;
  });
}
