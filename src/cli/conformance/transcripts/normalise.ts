/** Two outputs made comparable as transcripts/README.md says: volatile parts replaced, cells split at two or more spaces, line ends trimmed. */
import type { Rule } from "./step.ts";

/** Go's way of asking for what the flag m says here already. */
const MULTILINE = /^\(\?m\)/;

/** The lines of an output, the trailing empty ones left out. */
export function normalise(text: string, rules: readonly Rule[]): string[] {
  const plain = rules.reduce(
    (all, { regex, replace }) => all.replaceAll(new RegExp(regex.replace(MULTILINE, ""), "gm"), replace),
    text,
  );
  const lines = plain.split("\n").map((line) => line.replaceAll(/ {2,}/g, "  ").trimEnd());
  while (lines.at(-1) === "") lines.pop();
  return lines;
}
