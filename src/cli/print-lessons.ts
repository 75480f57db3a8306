// The table of contents -> text for a terminal.
import type { Library } from "../knowledge/library.ts";
import type { Lesson } from "../knowledge/types.ts";
import { wrap } from "./print-section.ts";

/** Every track with its lessons, by the ids that `--section` takes. */
export function printLessons({ tracks, lessons }: Library, width: number): string {
  const wide = Math.max(0, ...lessons.map(({ id }) => id.length));
  return tracks
    .map(({ id, title, summary }) => {
      const rows = lessons
        .filter(({ track }) => track === id)
        .map((lesson) =>
          wrap(
            `${lesson.title} (${lesson.level}${whose(lesson)})`,
            width,
            `  ${lesson.id.padEnd(wide)}  `,
            " ".repeat(wide + 4),
          ),
        );
      return [title, wrap(summary, width), ...rows].join("\n");
    })
    .join("\n\n");
}

const whose = ({ own }: Lesson) => (own ? ", your team's own" : "");

/** The sections of a lesson, by the ids that `--section` takes. */
export function printSectionIds({ sections }: Lesson): string {
  return sections.map(({ id, level, heading }) => `${"  ".repeat(level - 1)}${id}  ${heading}`).join("\n");
}
