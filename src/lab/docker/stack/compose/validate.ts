/** Checks a Compose file against its schema and complains about the deepest fault, as the client does (docker/cli, cli/compose/schema). */
import { own } from "../../../shell/own.ts";
import { parseDuration } from "../../format/duration.ts";
import { COMPOSE, type Schema, type Type } from "./schema.ts";

type Fault = { path: string[]; text: string; isType: boolean };

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function typesOf(value: unknown): Type[] {
  if (value === null || value === undefined) return ["null"];
  if (Array.isArray(value)) return ["array"];
  if (typeof value === "number") return Number.isInteger(value) ? ["integer", "number"] : ["number"];
  if (typeof value === "string" || typeof value === "boolean") return [typeof value as "string" | "boolean"];
  return ["object"];
}

const WORDS: Partial<Record<Type, string>> = { object: "mapping", array: "list" };

/** `string or number`. */
function readable(types: readonly Type[]): string {
  const words = types.map((type) => WORDS[type] ?? type);
  return words.length === 1 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

const PORT = /^[0-9.:[\]a-f-]+(\/(tcp|udp|sctp))?$/i;

function formatFault(value: unknown, { format }: Schema): string | undefined {
  if (typeof value !== "string") return undefined;
  if (format === "duration" && parseDuration(value) === undefined) return "Does not match format 'duration'";
  return format === "ports" && !PORT.test(value) ? "Does not match format 'ports'" : undefined;
}

function objectFaults(value: Record<string, unknown>, schema: Schema, path: string[]): Fault[] {
  const byName = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return byName.flatMap(([key, part]): Fault[] => {
    const known = own(schema.fields ?? {}, key) ?? schema.each;
    if (known) return faults(part, known, [...path, key]);
    if (schema.isOpen || key.startsWith("x-")) return [];
    return [{ path, text: `Additional property ${key} is not allowed`, isType: false }];
  });
}

function faults(value: unknown, schema: Schema, path: string[]): Fault[] {
  const isFitting = typesOf(value).some((type) => schema.types.includes(type));
  if (!isFitting) return [{ path, text: `must be a ${readable(schema.types)}`, isType: true }];
  const format = formatFault(value, schema);
  if (format !== undefined) return [{ path, text: format, isType: false }];
  if (isObject(value)) return objectFaults(value, schema, path);
  if (!Array.isArray(value) || !schema.items) return [];
  const { items } = schema;
  return value.flatMap((item, index) => faults(item, items, [...path, String(index)]));
}

/** What is said of the deepest fault; of several, a wrong type first. */
export function composeFault(file: Record<string, unknown>): string | undefined {
  const all = faults(file, COMPOSE, []);
  const deepest = Math.max(...all.map(({ path }) => path.length));
  const candidates = all.filter(({ path }) => path.length === deepest);
  const fault = candidates.find(({ isType }) => isType) ?? candidates[0];
  return fault && `${fault.path.join(".") || "(root)"} ${fault.text}`;
}
