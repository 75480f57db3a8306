// The journal: everything that came and went, kept to a bound in memory and appended to a file when there is a data folder.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { JournalLine } from "./protocol-journal.ts";

const KEPT_LINES = 20_000;
const KEPT_CHARACTERS = 12_000_000;

export type Journal = {
  write(line: JournalLine): void;
  /** The newest lines as JSON, oldest first. As text they take a third of the memory. */
  lines(): readonly string[];
  /** Calls with each new line and its number, until the returned function is called. */
  watch(hear: (line: string, number: number) => void): () => void;
  /** The number of the last line, counted from the start of this process. */
  last(): number;
  close(): void;
};

/** Opens the journal; with a path it goes on where the file ended, and the file is cut to the bound. */
export function openJournal(path: string | null): Journal {
  const kept = path ? readLines(path) : [];
  const descriptor = path === null ? null : openSync(path, "a");
  const watchers = new Set<(line: string, number: number) => void>();
  let size = kept.reduce((sum, { length }) => sum + length, 0);
  let last = kept.length;

  // Cut now and then rather than at every line: shifting one by one would copy the whole array each time.
  function cut(): void {
    if (kept.length <= KEPT_LINES * 1.2 && size <= KEPT_CHARACTERS * 1.2) return;
    let from = Math.max(0, kept.length - KEPT_LINES);
    for (const line of kept.slice(0, from)) size -= line.length;
    while (size > KEPT_CHARACTERS && from < kept.length) size -= (kept[from++] as string).length;
    kept.splice(0, from);
  }

  return {
    write(line) {
      const text = JSON.stringify(line);
      kept.push(text);
      size += text.length;
      last += 1;
      cut();
      if (descriptor !== null) writeSync(descriptor, `${text}\n`);
      for (const hear of watchers) hear(text, last);
    },
    lines: () => kept,
    watch(hear) {
      watchers.add(hear);
      return () => void watchers.delete(hear);
    },
    last: () => last,
    close: () => void (descriptor !== null && closeSync(descriptor)),
  };
}

function readLines(path: string): string[] {
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path)) return [];
  const text = readFileSync(path, "utf8");
  const lines = text.split("\n").filter(isWhole);
  const kept = lines.slice(-KEPT_LINES);
  if (kept.length < lines.length || !text.endsWith("\n")) writeFileSync(path, kept.map((line) => `${line}\n`).join(""));
  return kept;
}

// The journal is a log: a line torn by a kill is left out, never a reason to refuse to start.
function isWhole(line: string): boolean {
  try {
    return typeof JSON.parse(line) === "object";
  } catch {
    return false;
  }
}
