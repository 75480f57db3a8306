// The journal: everything that came and went, kept to a bound in memory and appended to a file when there is a data folder.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { JournalLine } from "./protocol.ts";

const KEPT_LINES = 20_000;

export type Journal = {
  write(line: JournalLine): void;
  lines(): readonly JournalLine[];
  close(): void;
};

/** Opens the journal; with a path it goes on where the file ended, and the file is cut to the bound. */
export function openJournal(path: string | null): Journal {
  const kept = path ? readLines(path) : [];
  const descriptor = path === null ? null : openSync(path, "a");
  return {
    write(line) {
      kept.push(line);
      // Cut now and then rather than at every line: shifting one by one would copy the whole array each time.
      if (kept.length > KEPT_LINES * 1.2) kept.splice(0, kept.length - KEPT_LINES);
      if (descriptor !== null) writeSync(descriptor, `${JSON.stringify(line)}\n`);
    },
    lines: () => kept.slice(-KEPT_LINES),
    close: () => void (descriptor !== null && closeSync(descriptor)),
  };
}

function readLines(path: string): JournalLine[] {
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path)) return [];
  const text = readFileSync(path, "utf8");
  const lines = text.split("\n").filter(isWhole);
  const kept = lines.slice(-KEPT_LINES);
  if (kept.length < lines.length || !text.endsWith("\n")) writeFileSync(path, kept.map((line) => `${line}\n`).join(""));
  return kept.map((line) => JSON.parse(line) as JournalLine);
}

// The journal is a log: a line torn by a kill is left out, never a reason to refuse to start.
function isWhole(line: string): boolean {
  try {
    return typeof JSON.parse(line) === "object";
  } catch {
    return false;
  }
}
