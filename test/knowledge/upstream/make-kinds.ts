// Makes kinds.json, the shapes of the kinds that the simulator does not know, from Kubernetes' own api/openapi-spec/swagger.json:
//   node launch.js test/knowledge/upstream/make-kinds.ts swagger.json
// Names and types of fields only, which are facts; no descriptions.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RESOURCES } from "../../../src/simulator/kubernetes/api/kinds.ts";

type Gvk = { group: string; version: string; kind: string };
type Schema = { [key: string]: unknown; "x-kubernetes-group-version-kind"?: Gvk[] };

const KEPT = new Set(["type", "format", "required", "properties", "items", "additionalProperties", "$ref"]);

/** What an object that an author writes needs; lists, requests and reviews are made by clients. */
function isWritten({ group, version, kind }: Gvk): boolean {
  if (Object.hasOwn(RESOURCES, kind) || group.startsWith("internal.") || !/^v\d+$/.test(version)) return false;
  return !/(List|Review|Options|Event|Scale|Eviction|APIGroup|APIVersions|Status|Request)$|^Binding$/.test(kind);
}

/** The document calls them strings; a whole number is taken, too. */
const ALSO_NUMBERS = /\.(IntOrString|Quantity)$/;

function stripped(value: unknown, isFields = false): unknown {
  if (Array.isArray(value)) return value.map((each) => stripped(each));
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([key]) => isFields || KEPT.has(key));
  return Object.fromEntries(kept.map(([key, each]) => [key, stripped(each, key === "properties" && !isFields)]));
}

const refsIn = (value: unknown) =>
  [...JSON.stringify(value).matchAll(/"#\/definitions\/([^"]+)"/g)].map(([, name = ""]) => name);

function main(file: string): void {
  const { definitions, info } = JSON.parse(readFileSync(file, "utf8")) as {
    definitions: Record<string, Schema>;
    info: { version: string };
  };
  const kinds: Record<string, string> = {};
  for (const [name, schema] of Object.entries(definitions)) {
    const [gvk, ...others] = schema["x-kubernetes-group-version-kind"] ?? [];
    if (!gvk || others.length > 0 || !isWritten(gvk)) continue;
    kinds[`${gvk.group ? `${gvk.group}/` : ""}${gvk.version} ${gvk.kind}`] = name;
  }
  const kept: Record<string, unknown> = {};
  const keep = (name: string): void => {
    if (Object.hasOwn(kept, name)) return;
    kept[name] = ALSO_NUMBERS.test(name) ? { type: ["string", "number"] } : stripped(definitions[name]);
    refsIn(kept[name]).forEach(keep);
  };
  Object.values(kinds).forEach(keep);
  const notice = `Names and types of fields, from the OpenAPI document of Kubernetes (${info.version}; Apache-2.0, The Kubernetes Authors)`;
  const lines = Object.entries(kept).map(([name, schema]) => `    ${JSON.stringify(name)}: ${JSON.stringify(schema)}`);
  const target = join(import.meta.dirname, "kinds.json");
  writeFileSync(
    target,
    `{\n  "notice": ${JSON.stringify(notice)},\n  "kinds": ${JSON.stringify(kinds)},\n  "definitions": {\n${lines.toSorted().join(",\n")}\n  }\n}\n`,
  );
  console.log(`${Object.keys(kinds).length} kinds, ${lines.length} definitions written to ${target}`);
}

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("Usage: node launch.js test/knowledge/upstream/make-kinds.ts swagger.json");
  process.exitCode = 2;
} else main(file);
