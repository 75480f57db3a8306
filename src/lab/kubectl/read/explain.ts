/**
 * `kubectl explain`: the fields of a resource and their types, from the schema that manifests are checked by. That schema has no descriptions, which
 * the lab says instead. Kubernetes 1.36, kubectl, pkg/explain/v2/templates/plaintext.tmpl.
 */
import { fieldsOf } from "../../../simulator/kubernetes/manifest/schema.ts";
import { type Outcome, failed, lacking } from "../../shell/outcome.ts";
import type { ApiResource } from "../api-resources.ts";
import type { Verb } from "../context.ts";
import { complaint } from "../errors.ts";
import { isOn, textOf } from "../flag-value.ts";
import { type Flags, readFlags } from "../flags.ts";
import { findResource } from "../resources.ts";

const FLAGS: Flags = {
  "api-version": { type: "text" },
  output: { type: "text", short: "o" },
  recursive: { type: "bool" },
};

const NO_TYPE =
  'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.';
const NO_DESCRIPTIONS = "    The lab knows the fields and their types, not their descriptions.";
const DEEPEST = 6;

export const explain: Verb = (_, args) => {
  const read = readFlags("kubectl explain", args, FLAGS);
  if (!read.ok) return read.outcome;
  const [path, ...more] = read.words;
  if (path === undefined) return complaint(NO_TYPE);
  if (more.length > 0) return complaint("We accept only this format: explain RESOURCE");
  const [type = "", ...fields] = path.split(".");
  const resource = findResource(type);
  if (!resource) return failed(`the server doesn't have a resource type ${JSON.stringify(type)}`);
  const wanted = textOf(read, "api-version");
  if (wanted !== "" && wanted !== resource.apiVersion) {
    const version = wanted.includes("/") ? wanted : `/${wanted}`;
    return complaint(`couldn't find resource for "${version}, Resource=${resource.plural}"`);
  }
  return tell(resource, fields, isOn(read, "recursive"));
};

function headOf({ group, kind, apiVersion }: ApiResource): string {
  const version = apiVersion.slice(apiVersion.indexOf("/") + 1);
  return `${group ? `GROUP:      ${group}\n` : ""}KIND:       ${kind}\nVERSION:    ${version}\n`;
}

/** `[]Container` and `map[string]Quantity` hold what comes last. */
const innermost = (type: string) => type.replace(/^(?:\[\]|map\[string\])+/, "");

const SCALARS: Record<string, string> = {
  int32: "integer",
  int64: "integer",
  float64: "number",
  bool: "boolean",
  bytes: "string",
};

function shownType(type: string): string {
  const inner = innermost(type);
  return type.slice(0, type.length - inner.length) + (SCALARS[inner] ?? inner);
}

function tell(resource: ApiResource, path: readonly string[], deep: boolean): Outcome {
  const head = headOf(resource);
  let type = resource.kind;
  for (const name of path) {
    const next = fieldsOf(innermost(type))?.[name];
    if (next === undefined)
      return { stdout: `${head}\n`, stderr: `error: field ${JSON.stringify(name)} does not exist\n`, exit: 1 };
    type = next;
  }
  const field = path.length === 0 ? "" : `FIELD: ${path.at(-1)} <${shownType(type)}>\n\n\n`;
  const fields = fieldLines(innermost(type), deep ? DEEPEST : 1, "  ");
  const list = fields.length === 0 ? "" : `\n\nFIELDS:\n${fields.join("\n")}`;
  const text = `${head}\n${field}DESCRIPTION:\n${NO_DESCRIPTIONS}${list}\n`;
  return { ...lacking("kubectl explain's descriptions", ""), stdout: text, exit: 0 };
}

function fieldLines(struct: string, depth: number, indent: string): string[] {
  if (depth === 0) return [];
  const fields = fieldsOf(struct) ?? {};
  return Object.keys(fields)
    .toSorted()
    .flatMap((name) => {
      const type = fields[name] ?? "";
      return [`${indent}${name}\t<${shownType(type)}>`, ...fieldLines(innermost(type), depth - 1, `${indent}  `)];
    });
}
