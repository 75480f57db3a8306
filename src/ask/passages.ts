// What of the library may be cited: every section with words of its own, and every glossary entry.
import { citedTitle, glossaryTitle } from "../knowledge/cited-title.ts";
import type { Library } from "../knowledge/library.ts";
import { plain } from "../knowledge/sentences.ts";
import type { Lesson, Section, Term } from "../knowledge/types.ts";
import type { Passage } from "./answer.ts";

/** All passages of a library by id; a card's `section` is the id of its passage. */
export function passagesOf(library: Library): Map<string, Passage> {
  const sections = library.lessons.flatMap((lesson) =>
    lesson.sections.filter((section) => section.text).map((section) => ofSection(section, lesson)),
  );
  const terms = library.terms.map((term) => ofTerm(term, library));
  return new Map([...sections, ...terms].map((passage) => [passage.id, passage]));
}

function ofSection(section: Section, lesson: Lesson): Passage {
  const { id, text, heading } = section;
  return { id, kind: "lesson", text, lesson: lesson.id, section: id, lessonTitle: citedTitle(lesson), heading };
}

function ofTerm(term: Term, library: Library): Passage {
  const lesson = library.findLesson(term.lesson?.split("#")[0] ?? "");
  const section = opensAt(term, lesson);
  const text = plain(term.definition);
  return {
    id: term.id,
    kind: "lesson",
    text,
    lesson: lesson?.id ?? "",
    section,
    lessonTitle: glossaryTitle(term),
    heading: term.term,
  };
}

function opensAt(term: Term, lesson: Lesson | undefined): string {
  if (!lesson) return "";
  return term.lesson!.includes("#") ? term.lesson! : (lesson.sections[0]?.id ?? "");
}
