/** `-o custom-columns=NAME:.metadata.name,...` and the paths of --sort-by. Kubernetes 1.36, kubectl, pkg/cmd/get/customcolumn.go. */
import { isMap, type Json } from "../../simulator/kubernetes/patch/json.ts";
import { valuesAt } from "./json-path.ts";
import { printTable } from "./table.ts";

export type ColumnsRead = { ok: true; columns: { header: string; path: string }[] } | { ok: false; message: string };

const PATH_SHAPE =
  "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'";

/** `metadata.name`, `.metadata.name` and `{.metadata.name}` -> the last; nothing when it is none of them. */
export function relaxedPath(text: string): string | undefined {
  const [, braced, bare] = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(text) ?? [];
  const path = braced ?? bare;
  return path === undefined ? undefined : `{.${path}}`;
}

export function readColumns(spec: string): ColumnsRead {
  if (spec === "") return { ok: false, message: "custom-columns format specified but no custom columns given" };
  const columns: { header: string; path: string }[] = [];
  for (const part of spec.split(",")) {
    const colon = part.indexOf(":");
    if (colon < 0)
      return { ok: false, message: `unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>` };
    const path = relaxedPath(part.slice(colon + 1));
    if (path === undefined) return { ok: false, message: PATH_SHAPE };
    columns.push({ header: part.slice(0, colon), path });
  }
  return { ok: true, columns };
}

/** A value as Go prints it: map[a:1 b:2], [1 2], <nil>. */
function printGo(value: Json): string {
  if (value === null || value === undefined) return "<nil>";
  if (Array.isArray(value)) return `[${value.map(printGo).join(" ")}]`;
  if (!isMap(value)) return String(value);
  const keys = Object.keys(value).toSorted();
  return `map[${keys.map((key) => `${key}:${printGo(value[key])}`).join(" ")}]`;
}

function cell(path: string, item: Json): string {
  const found = valuesAt(path, item);
  return found.ok && found.values.length > 0 ? found.values.map(printGo).join(",") : "<none>";
}

/** The table of the items; a path that cannot be read is answered. */
export function printCustomColumns(
  spec: string,
  items: readonly Json[],
  headers: boolean,
): { ok: true; text: string } | { ok: false; message: string } {
  const read = readColumns(spec);
  if (!read.ok) return read;
  const wrong = read.columns.map(({ path }) => valuesAt(path, {})).find((found) => !found.ok);
  if (wrong && !wrong.ok) return wrong;
  const rows = items.map((item) => read.columns.map(({ path }) => cell(path, item)));
  const head = headers ? [read.columns.map(({ header }) => header)] : [];
  return { ok: true, text: printTable([...head, ...rows]) };
}
