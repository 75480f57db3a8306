/**
 * Lines with tabs -> aligned columns, as Go's text/tabwriter lays them out: a cell is what a tab ends, and a column is as wide as the longest cell
 * of the lines in a row that have one there. Behind the last tab of a line nothing is aligned.
 */

export type Layout = { padding: number };

/** kubectl describe. */
export const DESCRIBE: Layout = { padding: 2 };
/** kubectl top and kubectl events. */
export const TABLE: Layout = { padding: 3 };

const widthOf = (text: string) => [...text].length;

/** Lays out the lines, none of which contains a line end. */
export function layOut(lines: readonly string[], { padding }: Layout): string[] {
  const cells = lines.map((line) => line.split("\t"));
  const printed: string[] = [];

  const print = (from: number, to: number, widths: readonly number[]) => {
    for (const line of cells.slice(from, to))
      printed.push(line.map((cell, at) => cell + " ".repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell)))).join(""));
  };

  /** Whether a line has a cell in the column, ended by a tab. */
  const has = (line: number, column: number) => column < (cells[line]?.length ?? 0) - 1;

  const format = (from: number, to: number, widths: readonly number[]) => {
    const column = widths.length;
    let first = from;
    for (let line = from; line < to; line++) {
      if (!has(line, column)) continue;
      print(first, line, widths);
      first = line;
      let width = 0;
      while (line < to && has(line, column)) width = Math.max(width, widthOf(cells[line++]?.[column] ?? "") + padding);
      format(first, line, [...widths, width]);
      first = line--;
    }
    print(first, to, widths);
  };
  format(0, cells.length, []);
  return printed;
}
