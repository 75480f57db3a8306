/** The reading room: tracks, lessons page by page, and what a person has read. A page is a section that says something. */
import type { Clock } from "../clock.ts";
import type { Library } from "../knowledge/library.ts";
import type { Lesson, Section, Track } from "../knowledge/types.ts";

export type ReadingRecords = {
  mark(mark: { team: string; person: string; section: string; at: number }): Promise<void>;
  /** Ids of the sections that a person has opened. */
  read(team: string, person: string): Promise<Set<string>>;
};

export type Page = {
  lesson: Lesson;
  section: Section;
  /** 1-based, of `count` pages of this lesson. */
  number: number;
  count: number;
  previous: string | undefined;
  next: string | undefined;
  /** On a lesson's last page: the lesson that follows in its track. */
  nextLesson: Lesson | undefined;
};

/** A lesson as a reader's table of contents shows it. */
export type Shelf = { track: Track; lessons: { lesson: Lesson; read: number; count: number }[] };

/** The sections of a lesson that have something to read, in order. */
export function pagesOf(lesson: Lesson): Section[] {
  return lesson.sections.filter((section) => section.blocks.length > 0);
}

export function createReadingRoom(parts: { records: ReadingRecords; library: Library; clock: Clock }) {
  const { records, library, clock } = parts;

  return {
    /** The page with this section (`lesson#anchor`), or a lesson's first page (`lesson`); undefined when there is none. */
    page(id: string): Page | undefined {
      const [lessonId = "", anchor] = id.split("#");
      const lesson = library.findLesson(lessonId);
      if (!lesson) return undefined;
      const pages = pagesOf(lesson);
      const index = anchor ? pageIndex(lesson, pages, id) : 0;
      const section = pages[index];
      if (!section) return undefined;
      return {
        lesson,
        section,
        number: index + 1,
        count: pages.length,
        previous: pages[index - 1]?.id,
        next: pages[index + 1]?.id,
        nextLesson: index === pages.length - 1 ? lessonAfter(lesson, library) : undefined,
      };
    },

    async markRead(team: string, person: string, section: string): Promise<void> {
      await records.mark({ team, person, section, at: clock.now() });
    },

    /** All tracks with a person's progress. */
    async shelves(team: string, person: string): Promise<Shelf[]> {
      const read = await records.read(team, person);
      return library.tracks.map((track) => ({
        track,
        lessons: track.lessons.flatMap((id) => {
          const lesson = library.findLesson(id);
          if (!lesson) return [];
          const pages = pagesOf(lesson);
          return [{ lesson, read: pages.filter((page) => read.has(page.id)).length, count: pages.length }];
        }),
      }));
    },

    /** The lesson that a person means by a few words: its id, title, or another name; undefined when none fits. */
    findLesson(words: string): Lesson | undefined {
      const wanted = words.trim().toLowerCase();
      if (!wanted) return undefined;
      const names = (lesson: Lesson) => [lesson.id, lesson.title, ...lesson.aliases].map((name) => name.toLowerCase());
      return (
        library.lessons.find((lesson) => names(lesson).includes(wanted)) ??
        library.lessons.find((lesson) => names(lesson).some((name) => name.includes(wanted)))
      );
    },
  };
}

function lessonAfter({ id }: Lesson, library: Library): Lesson | undefined {
  const track = library.tracks.find(({ lessons }) => lessons.includes(id));
  const next = track?.lessons[track.lessons.indexOf(id) + 1];
  return next === undefined ? undefined : library.findLesson(next);
}

/** A heading without text of its own opens the first page under it. */
function pageIndex(lesson: Lesson, pages: Section[], id: string): number {
  const from = lesson.sections.findIndex((section) => section.id === id);
  if (from < 0) return 0;
  const target = lesson.sections.slice(from).find((section) => section.blocks.length > 0);
  return Math.max(
    0,
    pages.findIndex((page) => page.id === target?.id),
  );
}
