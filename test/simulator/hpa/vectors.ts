// Rows that Kubernetes 1.36.2 itself computed, kept beside the repository (see ../shared/vectors/README.md); nothing of them is copied here.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { describe } from "@jest/globals";

const folder = resolve(import.meta.dirname, "../../../../shared/vectors/core");

/** The time of every row: ages in the vectors are counted back from here. */
export const NOW = 10_000_000;
export const ago = (seconds: number) => NOW - seconds * 1_000;

/** "1", "900m", "1k": cpu in millicores. */
export function cpuQuantity(text: string): number {
  if (text.endsWith("m")) return Number(text.slice(0, -1));
  return text.endsWith("k") ? Number(text.slice(0, -1)) * 1_000_000 : Number(text) * 1_000;
}

/** A group of tests over one file of vectors, skipped with the reason when the file is not there. */
export function overVectors(file: string, body: () => void): void {
  const isThere = existsSync(join(folder, file));
  const group = isThere ? describe : describe.skip;
  group(isThere ? file : `${file}: skipped, there is no such file in ${folder}`, body);
}

type Captured<Row> = { tests: Record<string, { cases: { i: number; key?: string; case: Row }[] }> };

/** Rows of an oracle file. Empty when the file is absent, so that a skipped group can still be declared. */
export function oracleRows<Row>(file: string): Row[] {
  const path = join(folder, file);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as { cases: Row[] }).cases : [];
}

/** Rows of one table of a captured file. */
export function tableRows<Row>(file: string, table: string): { i: number; key?: string; case: Row }[] {
  const path = join(folder, file);
  return existsSync(path) ? ((JSON.parse(readFileSync(path, "utf8")) as Captured<Row>).tests[table]?.cases ?? []) : [];
}

/** The first rows whose outcome is not the expected one, with both: an empty list is what tests want. */
export function firstFailures<Row>(rows: Row[], compare: (row: Row) => { got: unknown; wanted: unknown }) {
  return rows
    .map((row, index) => ({ index, ...compare(row) }))
    .filter(({ got, wanted }) => JSON.stringify(got) !== JSON.stringify(wanted))
    .slice(0, 3);
}
