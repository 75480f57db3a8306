// The append-only file of state records: every record is written through before anybody hears that it happened.
import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { isKnownKind } from "./workspace.ts";
import type { WrittenRecord } from "./records.ts";

const HEADER = { format: "shipmate-local-slack", version: 1 } as const;

/** Something about the data folder that a person has to put right; its message is one sentence for them. */
export class UnusableData extends Error {}

export type RecordFile = {
  /** What the file held when it was opened. Whoever has taken them in empties the list. */
  records: WrittenRecord[];
  append(record: WrittenRecord): void;
  /** Puts these records in place of all that is there, at once or not at all. */
  rewrite(records: WrittenRecord[]): void;
  close(): void;
};

/** Opens the file, or makes it. A torn last line (a kill in the middle of a write) is cut off: nobody was told of it. */
export function openRecordFile(path: string): RecordFile {
  try {
    mkdirSync(dirname(path), { recursive: true });
    let descriptor = openSync(path, "a+");
    const { records, size, isNew } = parse(readFileSync(path, "utf8"), path);
    ftruncateSync(descriptor, size);
    if (isNew) writeSync(descriptor, `${JSON.stringify(HEADER)}\n`);
    return {
      records,
      append: (record) => void writeSync(descriptor, `${JSON.stringify(record)}\n`),
      rewrite(anew) {
        writeWhole(`${path}.new`, anew);
        renameSync(`${path}.new`, path);
        closeSync(descriptor);
        descriptor = openSync(path, "a+");
      },
      close: () => closeSync(descriptor),
    };
  } catch (error) {
    if (error instanceof UnusableData || !(error instanceof Error)) throw error;
    throw new UnusableData(`The local Slack cannot keep its messages in ${path}: ${error.message}.`);
  }
}

function writeWhole(path: string, records: WrittenRecord[]): void {
  const descriptor = openSync(path, "w");
  writeFileSync(descriptor, [HEADER, ...records].map((line) => `${JSON.stringify(line)}\n`).join(""));
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function parse(text: string, path: string): { records: WrittenRecord[]; size: number; isNew: boolean } {
  const end = text.lastIndexOf("\n") + 1;
  const lines = text.slice(0, end).split("\n").slice(0, -1);
  const [header, ...rest] = lines;
  if (header === undefined) {
    if (text !== "" && !JSON.stringify(HEADER).startsWith(text)) throw foreign(path, "its first line is not ours");
    return { records: [], size: 0, isNew: true };
  }
  checkHeader(header, path);
  const records = rest.map((line, index) => parseRecord(line, index + 2, path));
  return { records, size: Buffer.byteLength(text.slice(0, end)), isNew: false };
}

function checkHeader(line: string, path: string): void {
  const header = parseJson(line) as { format?: unknown; version?: unknown } | undefined;
  if (header?.format !== HEADER.format) throw foreign(path, "its first line is not ours");
  if (header.version !== HEADER.version) {
    throw foreign(path, `it has format version ${String(header.version)} and this program reads ${HEADER.version}`);
  }
}

function parseRecord(line: string, number: number, path: string): WrittenRecord {
  const record = parseJson(line) as WrittenRecord | undefined;
  if (!record || !isKnownKind(record.kind)) throw foreign(path, `line ${number} cannot be read`);
  return record;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function foreign(path: string, why: string): UnusableData {
  return new UnusableData(
    `${path} is not a local Slack's record file (${why}): move it away, or start with --fresh to keep nothing.`,
  );
}
