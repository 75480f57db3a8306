// What learners ask of single sections, in a file beside the lesson's: searched, never shown. There is far more of it than of the lessons, so that its
// form is one question a line, under the anchor of its section.
import type { Parsed, Problem } from "./problem.ts";
import type { Lesson } from "./types.ts";

/** What the sections of one lesson are asked, by anchor; `line` is that of its heading. */
export type Asked = { lesson: string; file: string; anchors: { anchor: string; line: number; questions: string[] }[] };

const HEADING = /^## ([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** Parses the text of `asked/LESSON.txt`; `file` names the lesson. */
export function parseAsked(text: string, file: string): Parsed<Asked> {
  const anchors: Asked["anchors"] = [];
  const problems: Problem[] = [];
  text.split("\n").forEach((written, at) => {
    const content = written.trim();
    if (content === "") return;
    const line = at + 1;
    const [, anchor] = HEADING.exec(content) ?? [];
    if (anchor) anchors.push({ anchor, line, questions: [] });
    else if (content.startsWith("## "))
      problems.push({ file, line, found: `"${content}" names no anchor`, mend: 'write "## the-anchor"' });
    else if (anchors.length === 0)
      problems.push({ file, line, found: "a question before the first anchor", mend: 'put it under "## its-anchor"' });
    else anchors.at(-1)!.questions.push(content);
  });
  if (problems.length > 0) return { problems };
  return { value: { lesson: /([^/\\]+)\.txt$/.exec(file)?.[1] ?? file, file, anchors } };
}

/** The lessons with what their sections are asked; what belongs to no lesson or section is a problem. */
export function giveAsked(lessons: Lesson[], files: Asked[]): { lessons: Lesson[]; problems: Problem[] } {
  const byLesson = new Map(files.map((each) => [each.lesson, each]));
  const problems = files.flatMap((asked) => strays(asked, lessons));
  const given = lessons.map((lesson) => {
    const anchors = Map.groupBy(byLesson.get(lesson.id)?.anchors ?? [], ({ anchor }) => anchor);
    const askedOf = (anchor: string) => (anchors.get(anchor) ?? []).flatMap(({ questions }) => questions);
    return { ...lesson, sections: lesson.sections.map((section) => ({ ...section, asked: askedOf(section.anchor) })) };
  });
  return { lessons: given, problems };
}

function strays({ lesson: id, file, anchors }: Asked, lessons: Lesson[]): Problem[] {
  const lesson = lessons.find((each) => each.id === id);
  if (!lesson)
    return [{ file, line: 1, found: `asks of "${id}", which is no lesson here`, mend: "name the file after a lesson" }];
  const known = new Set(lesson.sections.map(({ anchor }) => anchor));
  return anchors
    .filter(({ anchor }) => !known.has(anchor))
    .map(({ anchor, line }) => {
      const found = `"${anchor}" is no anchor of ${lesson.file}`;
      return { file, line, found, mend: "name one of its sections" };
    });
}
