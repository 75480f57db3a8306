/**
 * JSON and YAML as kubectl prints them. The library yaml writes YAML too, but breaks long lines and quotes otherwise than go-yaml does, so that a
 * manifest would not look as people know it.
 */
import { isMap, type Json, type JsonMap } from "../../simulator/kubernetes/patch/json.ts";
import { printText } from "./yaml-scalar.ts";

/** Four spaces; <, > and & are escaped as Go does. */
export const printJson = (value: Json) =>
  JSON.stringify(value, undefined, 4).replaceAll(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** Keys in the order in which they are; whole lines. */
export function printYaml(value: Json): string {
  if (Array.isArray(value) && value.length > 0) return `${listLines(value, 0).join("\n")}\n`;
  if (isMap(value) && Object.keys(value).length > 0) return `${mapLines(value, 0).join("\n")}\n`;
  return `${scalar(value, 0, 0)}\n`;
}

/** A value that fits behind its key or dash. `column`: where it begins; `indent`: of its further lines. */
function scalar(value: Json, column: number, indent: number): string {
  if (typeof value === "string") return printText(value, { column, indent });
  if (Array.isArray(value)) return "[]";
  return isMap(value) ? "{}" : String(value ?? null);
}

const isFilled = (value: Json) =>
  Array.isArray(value) ? value.length > 0 : isMap(value) && Object.keys(value).length > 0;

/** Lists stand as far to the left as the key that they belong to. */
function mapLines(map: JsonMap, indent: number): string[] {
  const pad = " ".repeat(indent);
  return Object.entries(map).flatMap(([name, value]) => {
    const key = printText(name);
    if (!isFilled(value)) return [`${pad}${key}: ${scalar(value, indent + key.length + 2, indent + 2)}`];
    if (Array.isArray(value)) return [`${pad}${key}:`, ...listLines(value, indent)];
    return [`${pad}${key}:`, ...mapLines(value as JsonMap, indent + 2)];
  });
}

function listLines(list: readonly Json[], indent: number): string[] {
  const pad = " ".repeat(indent);
  return list.flatMap((value) => {
    if (!isFilled(value)) return [`${pad}- ${scalar(value, indent + 2, indent + 2)}`];
    const inner = Array.isArray(value) ? listLines(value, indent + 2) : mapLines(value as JsonMap, indent + 2);
    const [first = "", ...rest] = inner;
    return [`${pad}- ${first.slice(indent + 2)}`, ...rest];
  });
}
