// The text of a lesson file -> a Lesson. What FORMAT.md asks beyond the shape is judged in check-lesson.ts.
import { z } from "zod";
import { blocksText, parseParts, type Part } from "./blocks.ts";
import type { Parsed, Problem } from "./problem.ts";
import type { Lesson, Section } from "./types.ts";
import { parseYaml } from "./yaml.ts";

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "is not lower-case words joined by hyphens");

const frontMatter = z.strictObject({
  id: slug,
  title: z.string().min(1, "is empty"),
  level: z.enum(["beginner", "intermediate", "advanced"], "is not beginner, intermediate or advanced"),
  prerequisites: z.array(slug),
  aliases: z.array(z.string()),
  asks: z.array(z.string()),
  objectives: z.array(z.strictObject({ id: slug, text: z.string().min(1, "is empty") })),
  version: z.string().min(1, "is empty"),
  reviewed: z.string().regex(/^\d{4}-\d\d-\d\d$/, "is not a date such as 2026-11-22"),
  sources: z.array(z.strictObject({ title: z.string(), url: z.url("is not a URL"), version: z.string().optional() })),
});

type Sectioned = { sections: Section[]; problems: Problem[] };

/** Parses one lesson; `file` is only named in problems. */
export function parseLesson(text: string, file: string): Parsed<Lesson> {
  const clean = text.replaceAll("\r\n", "\n");
  const match = /^---\n([\s\S]*?)\n---\n/.exec(clean);
  if (!match) {
    return {
      problems: [{ file, line: 1, found: "no front matter", mend: "begin with --- and the keys of FORMAT.md" }],
    };
  }
  const front = parseYaml(match[1]!, file, frontMatter, 2);
  if ("problems" in front) return front;
  const { data, lineOf } = front.value;
  const lines = Object.fromEntries(Object.keys(data).map((key) => [key, lineOf([key])]));
  const parts = parseParts(clean.slice(match[0].length), match[0].split("\n").length);
  const { sections, problems } = toSections(parts, data.id, file);
  if (problems.length > 0) return { problems };
  return { value: { ...data, track: "", sections, file, lines } };
}

function toSections(parts: Part[], lesson: string, file: string): Sectioned {
  const sections: Section[] = [];
  const problems: Problem[] = [];
  const complain = (line: number, found: string, mend: string) => problems.push({ file, line, found, mend });
  let path: string[] = [];
  for (const part of parts) {
    if (part.kind === "stranger") {
      complain(part.line, `${part.name} in a lesson`, "write a heading, paragraph, list, table or code block");
    } else if (part.kind === "heading") {
      const section = openSection(part, path, lesson);
      if (!section)
        complain(part.line, `heading "${part.text}" is not "## Words {#anchor}"`, "give it ## or ### and an anchor");
      else sections.push(section);
      path = section?.path ?? path;
    } else if (sections.length === 0) {
      complain(part.block.line, "text before the first heading", 'put it under "## In short {#in-short}"');
    } else sections.at(-1)!.blocks.push(part.block);
  }
  // An array that has grown keeps room for more, which thousands of sections would have for ever: a copy has none.
  const exact = (section: Section) => ({ ...section, blocks: [...section.blocks], text: blocksText(section.blocks) });
  return { sections: sections.map(exact), problems };
}

function openSection(part: Part & { kind: "heading" }, above: string[], lesson: string): Section | undefined {
  const match = /^(.+?)\s*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}$/.exec(part.text);
  if (!match || part.depth < 2 || part.depth > 3) return undefined;
  const [, heading = "", anchor = ""] = match;
  const path = above.slice(0, part.depth - 2).concat(heading);
  const id = `${lesson}#${anchor}`;
  return { id, lesson, anchor, heading, level: part.depth, path, line: part.line, blocks: [], text: "", asked: [] };
}
