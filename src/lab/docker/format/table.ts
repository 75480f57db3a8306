/** Columns as Go's text/tabwriter aligns them for docker: at least 10 wide, 3 spaces between, the last cell as it is. */
const LEAST = 10;
const GAP = 3;

const widthOf = (text: string) => [...text].length;

/** `lines` of cells between tabs; all of one text's lines have as many cells. */
export function aligned(lines: string[]): string {
  const rows = lines.map((line) => line.split("\t"));
  const widths: number[] = [];
  for (const cells of rows)
    for (const [index, cell] of cells.slice(0, -1).entries())
      widths[index] = Math.max(widths[index] ?? LEAST, widthOf(cell) + GAP);
  const padded = rows.map((cells) =>
    cells
      .map((cell, index) =>
        index === cells.length - 1 ? cell : cell + " ".repeat((widths[index] ?? 0) - widthOf(cell)),
      )
      .join(""),
  );
  return padded.map((line) => `${line}\n`).join("");
}
