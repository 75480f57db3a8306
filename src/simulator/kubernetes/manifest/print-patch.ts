/** A patch as Go prints a map inside an error message: `map[spec:map[replicas:two]]`. Lists that are merged, and directives, were taken out by the server before it printed. */
import { isMap, mergeKeyOf, type Json, type JsonMap } from "../patch/json.ts";

function printValue(value: Json): string {
  if (value === null || value === undefined) return "<nil>";
  if (Array.isArray(value)) return `[${value.map(printValue).join(" ")}]`;
  return isMap(value) ? printMap(value) : String(value);
}

const isMerged = (field: string, value: Json) =>
  Array.isArray(value) && value.every(isMap) && mergeKeyOf(field, value as JsonMap[]) !== undefined;

function printMap(map: JsonMap): string {
  const pairs = Object.entries(map)
    .filter(([field, value]) => !field.startsWith("$") && !isMerged(field, value))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `map[${pairs.map(([field, value]) => `${field}:${printValue(value)}`).join(" ")}]`;
}

/** In quotes, as %q writes it. */
export const printPatch = (patch: JsonMap) => JSON.stringify(printMap(patch));
