// Makes src/simulator/kubernetes/manifest/schema.json from an unpacked copy of the npm package @kubernetes/client-node (Apache-2.0):
//   npm pack @kubernetes/client-node@2.0.1 && tar xzf kubernetes-client-node-2.0.1.tgz
//   node launch.js src/cli/make-schema.ts package
// Its 2.0 line is generated from Kubernetes 1.36. Only the kinds that the simulator knows and what they are made of are kept: names and types of fields.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { RESOURCES } from "../simulator/kubernetes/api/kinds.ts";

const TARGET = join(import.meta.dirname, "../simulator/kubernetes/manifest/schema.json");

type Attribute = { baseName: string; type: string; format: string };
type Model = { attributeTypeMap?: Attribute[] };
type Fields = Record<string, string>;

/** Texts that the API reads as quantities; the package calls them strings. */
const QUANTITY_MAPS = new Set(["limits", "requests", "capacity", "allocatable", "hard", "used", "overhead"]);
const QUANTITY_MAPS_OF_LIMIT_RANGES = new Set([
  "min",
  "max",
  "_default",
  "default",
  "defaultRequest",
  "maxLimitRequestRatio",
]);
const QUANTITIES: Record<string, Set<string>> = {
  V2MetricTarget: new Set(["value", "averageValue"]),
  V2MetricValueStatus: new Set(["value", "averageValue"]),
  V2HPAScalingRules: new Set(["tolerance"]),
  V1EmptyDirVolumeSource: new Set(["sizeLimit"]),
};

const GO_NAME = /^(?:Core|Events|Discovery|Batch)?V\d(?:beta\d)?/;

/** `V1PodSpec` -> `PodSpec`, the name of the Go struct. */
const structName = (type: string) => type.replace(GO_NAME, "");

function isQuantityMap(model: string, name: string): boolean {
  return QUANTITY_MAPS.has(name) || (model === "V1LimitRangeItem" && QUANTITY_MAPS_OF_LIMIT_RANGES.has(name));
}

const SCALARS: Record<string, string> = { boolean: "bool", Date: "Time", any: "any", IntOrString: "IntOrString" };

function scalar(type: string, format: string): string {
  if (type === "number") return format === "double" ? "float64" : format;
  if (type === "string") return format === "byte" ? "[]byte" : "string";
  return SCALARS[type] ?? structName(type);
}

/** A field's type in Go's notation, as error messages write it: `int32`, `[]Container`, `map[string]string`. */
function goType(model: string, { baseName, type, format }: Attribute): string {
  const list = /^Array<(.*)>$/.exec(type)?.[1];
  if (list !== undefined) return `[]${scalar(list, format || "int32")}`;
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
  if (map !== undefined) return `map[string]${isQuantityMap(model, baseName) ? "Quantity" : scalar(map, format)}`;
  return QUANTITIES[model]?.has(baseName) ? "Quantity" : scalar(type, format);
}

/** The model that a type is made of, if it is one. */
const partOf = (type: string) => /((?:[A-Z][a-z]+)?V\d(?:beta\d)?[A-Z]\w+)/.exec(type)?.[1];

async function main(folder: string): Promise<void> {
  const models = (await import(pathToFileURL(join(folder, "dist/gen/models/all.js")).href)) as Record<string, Model>;
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  const schema: Record<string, Fields> = {};
  const visit = (name: string) => {
    const struct = structName(name);
    const attributes = models[name]?.attributeTypeMap;
    if (schema[struct] || !attributes) return;
    const fields: Fields = {};
    schema[struct] = fields;
    for (const attribute of attributes) {
      fields[attribute.baseName] = goType(name, attribute);
      const part = partOf(attribute.type);
      if (part) visit(part);
    }
  };
  for (const [kind, { apiVersion }] of Object.entries(RESOURCES)) {
    if (kind === "Event") continue;
    visit(`${apiVersion.endsWith("v2") ? "V2" : "V1"}${kind}`);
  }
  const lines = Object.entries(schema).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const body = lines.map(([name, fields]) => `    ${JSON.stringify(name)}: ${JSON.stringify(fields)}`).join(",\n");
  const notice = `Generated from @kubernetes/client-node ${version} (Apache-2.0, The Kubernetes Authors); names and types of fields of Kubernetes 1.36`;
  writeFileSync(TARGET, `{\n  "notice": ${JSON.stringify(notice)},\n  "structs": {\n${body}\n  }\n}\n`);
  console.log(`${lines.length} structs written to ${TARGET}`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Usage: node launch.js src/cli/make-schema.ts FOLDER (an unpacked @kubernetes/client-node)");
  process.exitCode = 2;
} else await main(folder);
