/** Rows -> the tables of kubectl: a column begins three spaces after the longest cell of the one before; the last is not padded. */

const GAP = 3;

/** Prints rows of equal length; the header, if any, is the first row. What is behind a line end within a cell is left out. */
export function printTable(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(oneLine));
  const columns = cells[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, at) => {
    const longest = cells.reduce((most, row) => Math.max(most, row[at]?.length ?? 0), 0);
    return longest + GAP;
  });
  const lines = cells.map((row) =>
    row.map((cell, at) => (at === columns - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join(""),
  );
  return lines.join("\n");
}

function oneLine(cell: string): string {
  const end = cell.search(/[\f\n\r]/);
  return end < 0 ? cell : `${cell.slice(0, end)}...`;
}
