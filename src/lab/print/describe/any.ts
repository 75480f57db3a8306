/** The description of what kubectl knows no better: its fields as they are. kubectl, pkg/describe/describe.go (genericDescriber). */
import type { KubernetesObject } from "../../../simulator/kubernetes/api/kinds.ts";
import { isMap, type Json, type JsonMap } from "../../../simulator/kubernetes/patch/json.ts";
import { apiJson } from "../api-json.ts";
import { annotationLines, type Describe, field, inner, labelLines, nameLines } from "./lines.ts";

const SKIPPED = new Set(["managedFields", "name", "namespace", "labels", "annotations"]);
const ACRONYMS = new Set(["API", "URL", "UID", "GUID"]);

/** `creationTimestamp` -> `Creation Timestamp`, `apiVersion` -> `API Version`. */
function labelOf(name: string): string {
  if (/[^\p{L}-]/u.test(name)) return name;
  const parts = name.match(/\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+|-/gu) ?? [name];
  const titled = (part: string) =>
    ACRONYMS.has(part.toUpperCase()) ? part.toUpperCase() : part.charAt(0).toUpperCase() + part.slice(1);
  return parts.map(titled).join(" ");
}

const printed = (value: Json) => (value === null ? "<nil>" : String(value));

function valueLines(name: string, value: Json): string[] {
  if (isMap(value)) return [`${labelOf(name)}:`, ...inner(mapLines(value))];
  if (!Array.isArray(value)) return [field(labelOf(name), printed(value))];
  return [`${labelOf(name)}:`, ...inner(value.flatMap((each) => (isMap(each) ? mapLines(each) : [printed(each)])))];
}

const mapLines = (map: JsonMap): string[] =>
  Object.keys(map)
    .toSorted()
    .flatMap((name) => valueLines(name, map[name]));

export const describeAny: Describe<KubernetesObject> = (object, { epoch, store }) => {
  const { metadata, ...rest } = apiJson(object, epoch, store.versionOf(object));
  const own = isMap(metadata) ? Object.entries(metadata).filter(([name]) => !SKIPPED.has(name)) : [];
  return [
    ...nameLines(object.metadata),
    ...labelLines("Labels", object.metadata.labels),
    ...annotationLines("Annotations", object.metadata.annotations),
    ...mapLines({ ...rest, metadata: Object.fromEntries(own) }),
  ];
};
