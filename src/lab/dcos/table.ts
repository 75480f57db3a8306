/** Tables as the dcos command line prints them: two blanks between columns, numbers in the middle, names to the left (prettytable without rules). */

export type Column<T> = { name: string; align: "left" | "middle"; text(row: T): string };

const GAP = "  ";

/** Where the blanks cannot be halved, the greater half goes before a text of even length, and after one of odd length. */
function middled(text: string, width: number): string {
  const excess = width - text.length;
  const less = Math.floor(excess / 2);
  const before = excess % 2 === 1 && text.length % 2 === 0 ? less + 1 : less;
  return " ".repeat(before) + text + " ".repeat(excess - before);
}

export function drawTable<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const cells = rows.map((row) => columns.map((column) => column.text(row)));
  const widths = columns.map(({ name }, at) => Math.max(name.length, ...cells.map((line) => line[at]?.length ?? 0)));
  const draw = (line: readonly string[]) =>
    line
      .map((text, at) =>
        columns[at]?.align === "left" ? text.padEnd(widths[at] ?? 0) : middled(text, widths[at] ?? 0),
      )
      .join(GAP)
      .trimEnd();
  return [columns.map(({ name }) => name), ...cells].map((line) => `${draw(line)}\n`).join("");
}
