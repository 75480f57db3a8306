/** The reading room: tracks, lessons page by page, and what a person has read. A page is a few short sections, or a long one. */
import type { Clock } from "../clock.ts";
import type { Library } from "../knowledge/library.ts";
import { divide } from "../knowledge/single-questions.ts";
import type { Lesson, Section, Track } from "../knowledge/types.ts";
import { scenarioForSection } from "./scenario-for.ts";

export type ReadingRecords = {
  mark(mark: { team: string; person: string; section: string; at: number }): Promise<void>;
  /** Ids of the sections that a person has opened. */
  read(team: string, person: string): Promise<Set<string>>;
};

export type Page = {
  lesson: Lesson;
  /** What the page was opened at; it stands at the top. */
  section: Section;
  /** The section and those that follow it on its page. */
  sections: Section[];
  /** Whether it is read in order, or answers single questions. */
  part: "lesson" | "questions";
  /** 1-based, of `count` pages of this part of the lesson. */
  number: number;
  count: number;
  previous: string | undefined;
  next: string | undefined;
  /** On a lesson's last page: the lesson that follows in its track. */
  nextLesson: Lesson | undefined;
  /** On a lesson's last page: how many single questions it answers beside, and the first of their pages. */
  singleQuestions: { count: number; first: string } | undefined;
  /** Whether there are questions about the lesson. */
  hasQuiz: boolean;
  /** The id of a scenario in which the section can be tried, or else its lesson. */
  scenario: string | undefined;
  /** Where the section stands on the web. */
  url: string | undefined;
};

/** A lesson as a reader's table of contents shows it. */
export type Shelf = { track: Track; lessons: { lesson: Lesson; read: number; count: number }[] };

/** Characters of a page: about what a reader takes in without losing the thread, and far below what a view holds. */
const PAGE = 1_400;

/** What a lesson has to read in order, by pages; what only answers single questions is looked up, and counts for nobody's progress. */
export function pagesOf(lesson: Lesson): Section[][] {
  return paginate(divide(lesson).read);
}

/** One page among those of its part of a lesson. */
type Leaf = Pick<Page, "part" | "number" | "count" | "sections">;

const NO_END = { nextLesson: undefined, singleQuestions: undefined };

/** All pages of a lesson: those that are read in order, and then those that are looked up. */
function leavesOf(lesson: Lesson): Leaf[] {
  const { read, single } = divide(lesson);
  const leaves = (part: Page["part"], sections: Section[]) =>
    paginate(sections).map((page, at, all): Leaf => ({ part, number: at + 1, count: all.length, sections: page }));
  return [...leaves("lesson", read), ...leaves("questions", single)];
}

const idOf = (leaf: Leaf | undefined): string | undefined => leaf?.sections[0]?.id;

/** The sections that have something to read, by pages. */
function paginate(sections: Section[]): Section[][] {
  const pages: Section[][] = [];
  let length = PAGE;
  for (const section of sections.filter(({ blocks }) => blocks.length > 0)) {
    if (length + section.text.length > PAGE) {
      pages.push([]);
      length = 0;
    }
    pages.at(-1)!.push(section);
    length += section.text.length;
  }
  return pages;
}

export function createReadingRoom(parts: {
  records: ReadingRecords;
  library: Library;
  clock: Clock;
  /** Where lessons can be read on the web, without a slash at the end; absent: nowhere. */
  lessonsUrl?: string | undefined;
}) {
  const { records, library, clock, lessonsUrl } = parts;

  function pageAt(section: Section, lesson: Lesson): Page {
    const leaves = leavesOf(lesson);
    const at = leaves.findIndex(({ sections }) => sections.includes(section));
    const { sections, ...place } = leaves[at]!;
    const [before, after] = [leaves[at - 1], leaves[at + 1]];
    const goesOn = after?.part === place.part;
    return {
      lesson,
      section,
      sections: sections.slice(sections.indexOf(section)),
      ...place,
      previous: idOf(sections[0] === section ? before : leaves[at]),
      next: goesOn ? idOf(after) : undefined,
      ...(place.part === "lesson" && !goesOn ? endOf(lesson, leaves) : NO_END),
      hasQuiz: library.questions.some((question) => question.lesson === lesson.id),
      scenario: scenarioForSection(section, library),
      url: lessonsUrl === undefined ? undefined : `${lessonsUrl}/${lesson.id}#${section.anchor}`,
    };
  }

  /** What a lesson's last page offers. */
  function endOf(lesson: Lesson, leaves: Leaf[]): Pick<Page, "nextLesson" | "singleQuestions"> {
    const single = leaves.filter(({ part }) => part === "questions");
    const first = idOf(single[0]);
    const count = single.flatMap(({ sections }) => sections).length;
    return { nextLesson: lessonAfter(lesson, library), singleQuestions: first ? { count, first } : undefined };
  }

  return {
    /** The page with this section (`lesson#anchor`), or a lesson's first page (`lesson`); undefined when there is none. */
    page(id: string): Page | undefined {
      const lesson = library.findLesson(id.split("#")[0] ?? "");
      const section = lesson && writtenAt(lesson, id);
      return section && pageAt(section, lesson);
    },

    async markRead(team: string, person: string, sections: Section[]): Promise<void> {
      for (const { id: section } of sections) await records.mark({ team, person, section, at: clock.now() });
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
          return [
            {
              lesson,
              read: pages.filter((page) => page.every(({ id: section }) => read.has(section))).length,
              count: pages.length,
            },
          ];
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

/** A heading without text of its own stands for the first section under it; what is not there, for the lesson's beginning. */
function writtenAt({ sections }: Lesson, id: string): Section | undefined {
  const from = sections.findIndex((section) => section.id === id);
  return (
    sections.slice(Math.max(0, from)).find(({ blocks }) => blocks.length > 0) ??
    sections.find(({ blocks }) => blocks.length > 0)
  );
}
