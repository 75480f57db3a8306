// The text of tracks.yaml, the one ordered table of contents -> Tracks.
import { z } from "zod";
import type { Parsed } from "./problem.ts";
import type { Track } from "./types.ts";
import { parseYaml } from "./yaml.ts";

const entry = z.strictObject({ id: z.string(), title: z.string(), summary: z.string(), lessons: z.array(z.string()) });

/** Parses the tracks; `file` is only named in problems. */
export function parseTracks(text: string, file: string): Parsed<Track[]> {
  const parsed = parseYaml(text, file, z.array(entry));
  if ("problems" in parsed) return parsed;
  const { data, lineOf } = parsed.value;
  return { value: data.map((track, index) => ({ ...track, file, line: lineOf([index]) })) };
}
