// Makes settings.json, the shapes of files that components read and no API server stores, from the Go types that read them:
//   node launch.js test/knowledge/upstream/make-settings.ts "audit.k8s.io/v1 Policy" apiserver/pkg/apis/audit/v1/types.go ...
// Pairs of "apiVersion Kind" and a Go file, or a folder of them. Names and types of fields only; which ones are required, Go's types do not say.
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Shape = Record<string, unknown>;

const SCALARS: Record<string, Shape> = {
  string: { type: "string" },
  bool: { type: "boolean" },
  int: { type: "integer" },
  int32: { type: "integer" },
  int64: { type: "integer" },
  float32: { type: "number" },
  "metav1.Duration": { type: "string" },
};

function textOf(path: string): string {
  if (!statSync(path).isDirectory()) return readFileSync(path, "utf8");
  const names = readdirSync(path).filter((name) => name.endsWith(".go") && !name.endsWith("_test.go"));
  return names.map((name) => readFileSync(join(path, name), "utf8")).join("\n");
}

/** A Go type as JSON Schema; what is declared elsewhere may be anything. */
function shapeOf(type: string, prefix: string, declared: Set<string>): Shape {
  if (type.startsWith("*")) return shapeOf(type.slice(1), prefix, declared);
  if (type.startsWith("[]")) return { type: "array", items: shapeOf(type.slice(2), prefix, declared) };
  if (type.startsWith("map[string]"))
    return { type: "object", additionalProperties: shapeOf(type.slice("map[string]".length), prefix, declared) };
  if (declared.has(type)) return { $ref: `#/definitions/${prefix}.${type}` };
  return SCALARS[type] ?? {};
}

/** `type X struct { ... }` of a text, by name. */
function structsIn(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm)].map(([, name = "", body = ""]) => [name, body]),
  );
}

/** The fields of a struct, with those of the structs that it embeds. */
function fieldsOf(name: string, prefix: string, structs: Map<string, string>): Shape {
  const body = structs.get(name) ?? "";
  const declared = new Set(structs.keys());
  const named = [...body.matchAll(/^\s+\w+\s+(\S+)\s+`json:"(\w+)[^`]*`/gm)].map(([, type = "", field = ""]) => [
    field,
    shapeOf(type, prefix, declared),
  ]);
  const embedded = [...body.matchAll(/^\s+(\w+)(?:\s+\w+)?\s+`json:",inline[^`]*`/gm)].map(([, each = ""]) => each);
  return Object.assign(
    {},
    ...embedded.map((each) => fieldsOf(each, prefix, structs)),
    Object.fromEntries(named),
  ) as Shape;
}

function main(given: string[]): void {
  const kinds: Record<string, string> = {};
  const definitions: Record<string, unknown> = {};
  for (let at = 0; at < given.length; at += 2) {
    const [gvk = "", path = ""] = given.slice(at);
    const [apiVersion = "", kind = ""] = gvk.split(" ");
    const prefix = apiVersion.replaceAll("/", ".");
    const structs = structsIn(textOf(path));
    for (const name of structs.keys())
      definitions[`${prefix}.${name}`] = { type: "object", properties: fieldsOf(name, prefix, structs) };
    const own = definitions[`${prefix}.${kind}`] as { properties: Shape } | undefined;
    if (!own) throw new Error(`${path} declares no ${kind}; name the file of its type`);
    Object.assign(own.properties, { apiVersion: SCALARS["string"], kind: SCALARS["string"], metadata: {} });
    kinds[gvk] = `${prefix}.${kind}`;
  }
  const notice =
    "Names and types of fields, from Go types of Kubernetes 1.36.2 and Kustomize (Apache-2.0, The Kubernetes Authors)";
  const target = join(import.meta.dirname, "settings.json");
  writeFileSync(target, `${JSON.stringify({ notice, kinds, definitions }, undefined, 1)}\n`);
  console.log(`${Object.keys(kinds).length} kinds written to ${target}`);
}

const given = process.argv.slice(2);
if (given.length === 0 || given.length % 2 > 0) {
  console.error('Usage: node launch.js test/knowledge/upstream/make-settings.ts "APIVERSION KIND" FILE-OR-FOLDER ...');
  process.exitCode = 2;
} else main(given);
