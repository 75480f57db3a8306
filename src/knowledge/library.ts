// All parsed content in one value, with what each part needs to find in the others.
import { cardOfTerm, cardsOfLesson } from "./card.ts";
import type { Problem } from "./problem.ts";
import type { Scenario } from "./scenario.ts";
import type { Card, Lesson, Question, Section, Term, Track } from "./types.ts";

export type Contents = {
  lessons: Lesson[];
  questions: Question[];
  terms: Term[];
  tracks: Track[];
  scenarios?: Scenario[];
};

/** Everything the tutor knows. Lessons stand in the order of the tracks. */
export type Library = Contents & {
  cards: Card[];
  scenarios: Scenario[];
  findScenario: (id: string) => Scenario | undefined;
  /** What `npm run content` complains about; files that could not be parsed are left out of the library. */
  problems: Problem[];
  findLesson: (id: string) => Lesson | undefined;
  /** By full id, `lesson#anchor`. */
  findSection: (id: string) => Section | undefined;
};

/** Puts contents together; pure, so that tests build libraries from a few values. */
export function assembleLibrary(contents: Contents, problems: Problem[] = []): Library {
  const places = new Map(contents.tracks.flatMap((track) => track.lessons).map((lesson, place) => [lesson, place]));
  const place = (lesson: Lesson) => places.get(lesson.id) ?? Infinity;
  const trackOf = new Map(contents.tracks.flatMap((track) => track.lessons.map((lesson) => [lesson, track.id])));
  const lessons = contents.lessons
    .map((lesson) => ({ ...lesson, track: trackOf.get(lesson.id) ?? "" }))
    .toSorted((a, b) => (place(a) === place(b) ? (a.id < b.id ? -1 : 1) : place(a) - place(b)));
  const byId = new Map(lessons.map((lesson) => [lesson.id, lesson]));
  const sections = new Map(lessons.flatMap((lesson) => lesson.sections.map((section) => [section.id, section])));
  const scenarios = contents.scenarios ?? [];
  return {
    ...contents,
    lessons,
    scenarios,
    findScenario: (id) => scenarios.find((scenario) => scenario.id === id),
    cards: [...lessons.flatMap(cardsOfLesson), ...contents.terms.map(cardOfTerm)],
    problems,
    findLesson: (id) => byId.get(id),
    findSection: (id) => sections.get(id),
  };
}
