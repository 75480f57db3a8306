/** What `ls` and `ps` commands print: a table, JSON lines, or the person's own template (docker/cli, cli/command/formatter). */
import { failed, printed, type Outcome } from "../../shell/outcome.ts";
import { evaluate } from "./evaluate.ts";
import { aligned } from "./table.ts";
import { parseTemplate } from "./template.ts";

/** A row's fields by the names that templates use. */
export type Row = Readonly<Record<string, unknown>>;

export type Listing = {
  /** The table that is printed when nothing else is asked for, without the word `table`. */
  table: string;
  /** Column names by field. */
  headers: Readonly<Record<string, string>>;
  /** What --format=raw prints. */
  raw?: string;
  /** Go's name of a row, for complaints about fields that it has not. */
  type: string;
};

const TABLE = "table";

/** The template that a --format stands for, and whether it makes a table. */
function sourceOf(format: string, isQuiet: boolean, listing: Listing): { source: string; isTable: boolean } {
  if (format === "" || format === TABLE)
    return isQuiet ? { source: "{{.ID}}", isTable: false } : { source: listing.table, isTable: true };
  if (format === "json") return { source: "{{json .}}", isTable: false };
  if (format === "raw" && listing.raw !== undefined) return { source: listing.raw, isTable: false };
  const isTable = format.startsWith(TABLE);
  const source = (isTable ? format.slice(TABLE.length) : format).trim();
  return { source: source.replaceAll("\\t", "\t").replaceAll("\\n", "\n"), isTable };
}

/** `--format json` writes fields by name in alphabetic order. */
const sorted = (row: Row): Row => Object.fromEntries(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)));

export function printRows(rows: Row[], listing: Listing, { format = "", isQuiet = false }): Outcome {
  const { source, isTable } = sourceOf(format, isQuiet, listing);
  const parsed = parseTemplate(source);
  if ("error" in parsed) return failed(`template parsing error: ${parsed.error}`);
  const lines: string[] = [];
  if (isTable) {
    const header = evaluate(parsed.parts, listing.headers, "formatter.SubHeaderContext", true);
    if ("text" in header) lines.push(header.text);
  }
  for (const row of rows) {
    const line = evaluate(parsed.parts, sorted(row), listing.type);
    if ("error" in line) return failed(`template parsing error: ${line.error}`);
    lines.push(line.text);
  }
  return printed(isTable ? aligned(lines) : lines.map((line) => `${line}\n`).join(""));
}
