/** The tables of `kubectl top`: every cell is ended, the last of a line too. kubectl, pkg/metricsutil/metrics_printer.go. */
import { layOut, TABLE } from "../../print/tab-writer.ts";

export type Amounts = { cpu: number; memory: number };

const MI = 1_024 * 1_024;

/** `80m` and `52Mi`: bytes are cut off to whole Mi. */
export const printAmounts = ({ cpu, memory }: Amounts): string[] => [
  `${Math.ceil(cpu)}m`,
  `${Math.floor(memory / MI)}Mi`,
];

export const sumOf = (all: readonly Amounts[]): Amounts => ({
  cpu: all.reduce((sum, { cpu }) => sum + cpu, 0),
  memory: all.reduce((sum, { memory }) => sum + memory, 0),
});

/** Most first by the amount asked for, otherwise by name. */
export function sorted<T extends Amounts>(rows: readonly T[], sortBy: string, nameOf: (row: T) => string): T[] {
  const byName = (a: T, b: T) => (nameOf(a) < nameOf(b) ? -1 : 1);
  if (sortBy === "cpu") return rows.toSorted((a, b) => b.cpu - a.cpu || byName(a, b));
  if (sortBy === "memory") return rows.toSorted((a, b) => b.memory - a.memory || byName(a, b));
  return rows.toSorted(byName);
}

export const printRows = (rows: readonly (readonly string[])[]) =>
  layOut(
    rows.map((row) => row.map((cell) => `${cell}\t`).join("")),
    TABLE,
  ).join("\n");

/** What is wrong with --sort-by, if anything. */
export const sortProblem = (sortBy: string) =>
  ["", "cpu", "memory"].includes(sortBy) ? undefined : "--sort-by accepts only cpu or memory";
