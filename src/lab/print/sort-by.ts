/** `--sort-by`: rows in the order of a field. Kubernetes 1.36, kubectl, pkg/cmd/get/sorter.go (TableSorter, isLess). */
import { readQuantity } from "../../simulator/kubernetes/api/quantity.ts";
import type { Json } from "../../simulator/kubernetes/patch/json.ts";
import { relaxedPath } from "./custom-columns.ts";
import { valuesAt } from "./json-path.ts";

type Keyed<T> = { item: T; value: Json };

/** What lacks the field comes first, even before its like. */
function isLess(a: Json, b: Json): boolean {
  if (a === undefined) return true;
  if (b === undefined || b === null) return false;
  if (a === null) return true;
  if (typeof a === "number" && typeof b === "number") return a < b;
  return typeof a === "string" && typeof b === "string" && isLessText(a, b);
}

/** Two quantities are compared as such. */
function isLessText(a: string, b: string): boolean {
  const [one, other] = [readQuantity(a), readQuantity(b)];
  return one !== undefined && other !== undefined ? one < other : a < b;
}

/** Go's sort.Sort is an insertion sort up to a dozen rows, which matters for rows that are alike. */
function insertionSort<T>(rows: Keyed<T>[]): void {
  for (let at = 1; at < rows.length; at++)
    for (let back = at; back > 0; back--) {
      const [before, after] = [rows[back - 1], rows[back]];
      if (!before || !after || !isLess(after.value, before.value)) break;
      rows[back - 1] = after;
      rows[back] = before;
    }
}

/** The items in order; nothing when the path cannot be read or none of them has the field. */
export function sortBy<T>(items: readonly T[], path: string, jsonOf: (item: T) => Json): T[] | undefined {
  if (items.length === 0) return [];
  const field = relaxedPath(path);
  if (field === undefined) return undefined;
  const rows = items.map((item) => {
    const found = valuesAt(field, jsonOf(item));
    return { item, value: found.ok ? found.values[0] : undefined };
  });
  if (rows.every(({ value }) => value === undefined)) return undefined;
  insertionSort(rows);
  return rows.map(({ item }) => item);
}
