// No output is longer than a thread can show.

const MOST_CHARACTERS = 12_000;
const MOST_LINES = 3_000;

/** The text, or its beginning and how much is left out. */
export function bound(text: string): string {
  const lines = text.split("\n");
  if (text.length <= MOST_CHARACTERS && lines.length <= MOST_LINES) return text;
  const kept: string[] = [];
  let left = MOST_CHARACTERS - 200;
  for (const line of lines.slice(0, MOST_LINES - 1)) {
    left -= line.length + 1;
    if (left < 0) break;
    kept.push(line);
  }
  const first = kept.length > 0 ? kept : [lines[0]!.slice(0, MOST_CHARACTERS - 200)];
  return [...first, `# ${lines.length - first.length} more lines are not shown; ask for less with a name or -l.`].join(
    "\n",
  );
}
