// The text of hidden.yaml, by which a team leaves out what it does not want of the shipped library.
import { z } from "zod";
import type { Parsed } from "./problem.ts";
import { parseYaml } from "./yaml.ts";

const ids = z.array(z.string()).default([]);
const schema = z.strictObject({ lessons: ids, questions: ids, scenarios: ids, terms: ids, tracks: ids });

/** What is left out, by kind: ids, of terms their names. `lineOf` finds the line of an entry. */
export type Hidden = z.output<typeof schema> & { file: string; lineOf: (path: PropertyKey[]) => number };

/** Parses the list; `file` is only named in problems. An empty file hides nothing. */
export function parseHidden(text: string, file: string): Parsed<Hidden> {
  const parsed = parseYaml(text, file, schema.nullable() as z.ZodType<z.output<typeof schema> | null>);
  if ("problems" in parsed) return parsed;
  const nothing = { lessons: [], questions: [], scenarios: [], terms: [], tracks: [] };
  return { value: { ...(parsed.value.data ?? nothing), file, lineOf: parsed.value.lineOf } };
}
