// Keeps some of the library's canonical questions back, to see how it answers what it has not seen.
import { type Library, assembleLibrary } from "../knowledge/library.ts";

export type Held = { question: string; section: string };

/** One question in so many is held out. */
const HELD_OUT = 10;

/** The library without one question in ten of those sections that are asked several. */
export function holdOut(library: Library): { rest: Library; held: Held[] } {
  const held: Held[] = [];
  let count = 0;
  const lessons = library.lessons.map((lesson) => ({
    ...lesson,
    sections: lesson.sections.map((section) => {
      const isKept = (question: string) => {
        if (section.asked.length === 1 || ++count % HELD_OUT > 0) return true;
        held.push({ question, section: section.id });
        return false;
      };
      return { ...section, asked: section.asked.filter(isKept) };
    }),
  }));
  return { rest: assembleLibrary({ ...library, lessons }), held };
}
