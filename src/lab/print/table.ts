// Rows -> the tables of kubectl: a column begins three spaces after the longest cell of the one before; the last is not padded.

const GAP = 3;

/** Prints rows of equal length; the header, if any, is the first row. */
export function printTable(rows: string[][]): string {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => row[at]!.length)) + GAP);
  return rows
    .map((row) => row.map((cell, at) => (at === columns - 1 ? cell : cell.padEnd(widths[at]!))).join(""))
    .join("\n");
}
