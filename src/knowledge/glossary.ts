// The text of glossary.yaml -> Terms.
import { z } from "zod";
import type { Parsed } from "./problem.ts";
import type { Term } from "./types.ts";
import { parseYaml } from "./yaml.ts";

const entry = z.strictObject({
  term: z.string().min(1, "is empty"),
  aliases: z.array(z.string()).optional(),
  definition: z.string().min(1, "is empty"),
  lesson: z.string().optional(),
  source: z.string().optional(),
});

/** Parses the glossary; `file` is only named in problems. */
export function parseGlossary(text: string, file: string): Parsed<Term[]> {
  const parsed = parseYaml(text, file, z.array(entry));
  if ("problems" in parsed) return parsed;
  const { data, lineOf } = parsed.value;
  const value = data.map(({ term, aliases = [], definition, lesson, source }, index) => {
    const id = `glossary#${term
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")}`;
    return { id, term, aliases, definition: definition.trim(), lesson, source, file, line: lineOf([index]) };
  });
  return { value };
}
