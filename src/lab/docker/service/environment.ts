/** --env-file: a file of `NAME=value` lines (docker/cli, pkg/kvfile). */
import { own } from "../../shell/own.ts";

/** The lines that set something, or the complaint about a file that is not there. */
export function readEnvironment(
  names: readonly string[],
  files: Readonly<Record<string, string>>,
): { environment: string[] } | { error: string } {
  const environment: string[] = [];
  for (const name of names) {
    const text = own(files, name);
    if (text === undefined) return { error: `open ${name}: no such file or directory` };
    const lines = text.split("\n").map((line) => line.trim());
    environment.push(...lines.filter((line) => line !== "" && !line.startsWith("#") && line.includes("=")));
  }
  return { environment };
}
