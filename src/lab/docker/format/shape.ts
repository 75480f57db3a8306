/** Go's encoding/json on the Engine's structs: which fields, in which order, and which of them are left out when they are empty. */
import { rfc3339 } from "./instant.ts";

export type Shape = readonly Field[];

export type Field = {
  name: string;
  /** `omitempty`: nothing, 0, "", false, [] and {} are not written. Structs that are no pointers are never empty. */
  omitEmpty: boolean;
  kind: "plain" | "time" | Shape | { list: Shape };
};

/** Field names in Go's order; a name that ends in `?` is omitted when empty. */
export const shape = (...fields: (string | [string, Field["kind"]])[]): Shape =>
  fields.map((field) => {
    const [text, kind] = typeof field === "string" ? [field, "plain" as const] : field;
    const omitEmpty = text.endsWith("?");
    return { name: omitEmpty ? text.slice(0, -1) : text, omitEmpty, kind };
  });

type Plain = { [name: string]: unknown };

const isObject = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === 0 || value === "" || value === false) return true;
  return Array.isArray(value) && value.length === 0;
}

const isEmptyMap = (value: unknown) => isObject(value) && Object.keys(value).length === 0;

function fieldValue(value: unknown, { kind }: Field, keepAll: boolean): unknown {
  if (kind === "time") return typeof value === "number" ? rfc3339(value) : null;
  if (kind === "plain") return value ?? null;
  if ("list" in kind) return Array.isArray(value) ? value.map((one) => marshalled(one, kind.list, keepAll)) : null;
  return isObject(value) ? marshalled(value, kind, keepAll) : null;
}

/** `value` as Go would marshal it, ready for JSON.stringify; with `keepAll`, empty fields too, for templates that ask for them. */
export function marshalled(value: unknown, fields: Shape, keepAll = false): Plain {
  const source = isObject(value) ? value : {};
  const result: Plain = {};
  for (const field of fields) {
    const own = source[field.name];
    const isDropped = field.omitEmpty && (isEmpty(own) || (field.kind === "plain" && isEmptyMap(own)));
    if (isDropped && !keepAll) continue;
    // A template may ask for what is empty, and JSON does not write it.
    const shown = isDropped ? null : fieldValue(own, field, keepAll);
    Object.defineProperty(result, field.name, { value: shown, enumerable: !isDropped });
  }
  return result;
}
