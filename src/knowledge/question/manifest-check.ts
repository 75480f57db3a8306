/** Holds a manifest that somebody repaired against what must be true of it. Nothing is run. */
import { type Document, parseAllDocuments } from "yaml";
import type { ManifestCheck } from "../types.ts";

export type ReadManifest = { manifest: unknown } | { problem: string };

/** As much as Slack's input takes in. */
const LONGEST = 3000;

/** The one document of a text; the problem is for the person who pasted it, and says on which line it is. */
export function readManifest(text: string): ReadManifest {
  if (text.length > LONGEST) return { problem: `That is longer than ${LONGEST} characters.` };
  const documents = parseAllDocuments(unfenced(text));
  const [document] = documents;
  if (!Array.isArray(documents) || !document) return { problem: "There is nothing in it." };
  if (documents.length > 1) return { problem: `It holds ${documents.length} documents: paste one manifest.` };
  const [broken] = document.errors;
  if (!broken) return plain(document);
  return { problem: `Line ${broken.linePos?.[0].line ?? 1} is no YAML: ${broken.message.split(" at line")[0]}.` };
}

function plain(document: Document): ReadManifest {
  try {
    const manifest: unknown = document.toJS({ maxAliasCount: 50 });
    return isMap(manifest) ? { manifest } : { problem: "It is no manifest: write `key: value` lines." };
  } catch (error) {
    // The library refuses to follow that many aliases: a few lines could stand for gigabytes.
    if (error instanceof ReferenceError) return { problem: "It has too many aliases." };
    throw error;
  }
}

/** People paste what Slack's code blocks hold, with the marks around it. */
function unfenced(text: string): string {
  return text.replace(/^\s*```(?:ya?ml)?\n?/, "").replace(/\n?```\s*$/, "");
}

type Json = Record<string, unknown>;
const isMap = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

/** `spec.ports[0].name`, `metadata.labels["app.kubernetes.io/name"]` -> its steps; undefined for what is no path. */
export function stepsOf(path: string): (string | number)[] | undefined {
  const step = /\.?([A-Za-z_][\w-]*)|\[(\d+)\]|\["([^"]+)"\]/y;
  const steps: (string | number)[] = [];
  while (step.lastIndex < path.length) {
    const match = step.exec(path);
    if (!match) return undefined;
    steps.push(match[2] === undefined ? (match[1] ?? match[3] ?? "") : Number(match[2]));
  }
  return steps;
}

/** The value at a path; undefined where there is none. */
export function valueAt(manifest: unknown, path: string): unknown {
  return (stepsOf(path) ?? []).reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return typeof step === "number" ? value[step] : undefined;
    return isMap(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }, manifest);
}

function holds(manifest: unknown, check: ManifestCheck): boolean {
  const found = valueAt(manifest, check.path);
  if ("absent" in check) return found === undefined;
  if ("present" in check) return found !== undefined && found !== null;
  if ("equals" in check) return isSame(found, check.equals);
  // A value that may be left out is written as null.
  if ("oneOf" in check) return check.oneOf.some((value) => isSame(found ?? null, value));
  const around = valueAt(manifest, check.within);
  return isMap(found) && isMap(around) && Object.entries(found).every(([key, value]) => isSame(value, around[key]));
}

/** The same JSON, whatever the order of keys. */
function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((value, index) => isSame(value, other[index]));
  if (!isMap(one) || !isMap(other)) return one === other;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && isSame(one[key], other[key]));
}

const IDENTITY = ["apiVersion", "kind", "metadata.name"];

/** The checks that a manifest fails. It must still be the object that was to be repaired: `solution` says which. */
export function failedChecks(
  manifest: unknown,
  checks: ManifestCheck[],
  solution: unknown,
): { path: string; feedback: string }[] {
  const identity = IDENTITY.filter((path) => valueAt(solution, path) !== undefined).map((path) => {
    const equals = valueAt(solution, path);
    return { path, equals, feedback: `\`${path}\` must be ${JSON.stringify(equals)}.` };
  });
  return [...identity, ...checks].filter((check) => !holds(manifest, check));
}
