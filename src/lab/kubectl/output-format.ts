/** `-o`: which formats there are, and objects in them. Kubernetes 1.36, cli-runtime, pkg/genericclioptions/print_flags.go; kubectl, pkg/cmd/get/get_flags.go. */
import type { JsonMap } from "../../simulator/kubernetes/patch/json.ts";
import { printJson, printYaml } from "../print/document.ts";
import { printCustomColumns } from "../print/custom-columns.ts";
import { fillTemplate } from "../print/json-path.ts";
import { type Outcome, lacking, printed } from "../shell/outcome.ts";
import { complaint } from "./errors.ts";

const FORMATS =
  "custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml";

/** `table` and `wide` are for people; the others print objects. */
export type Format =
  | { ok: true; kind: "table" | "wide" | "name" | "json" | "yaml" }
  | { ok: true; kind: "jsonpath" | "jsonpath-as-json" | "custom-columns"; template: string }
  | { ok: false; outcome: Outcome };

const PLAIN = { "": "table", wide: "wide", name: "name", json: "json", yaml: "yaml" } as const;
const TEMPLATED = ["jsonpath", "jsonpath-as-json", "custom-columns"] as const;
const GO = "The lab does not carry out Go templates; -o jsonpath shows the same.";
const FILE = "The lab reads no templates from files; write them behind -o jsonpath= or -o custom-columns=.";

/** What -o asks for. `template` is --template. */
export function readFormat(output: string, template = ""): Format {
  if (Object.hasOwn(PLAIN, output)) return { ok: true, kind: PLAIN[output as keyof typeof PLAIN] };
  const equals = output.indexOf("=");
  const name = equals < 0 ? output : output.slice(0, equals);
  const text = equals < 0 ? template : output.slice(equals + 1);
  const kind = TEMPLATED.find((known) => known === name);
  if (!kind) return { ok: false, outcome: refusal(output, name) };
  if (text !== "") return { ok: true, kind, template: text };
  const why =
    kind === "custom-columns"
      ? "custom-columns format specified but no custom columns given"
      : "template format specified but no template given";
  return { ok: false, outcome: complaint(why) };
}

/** Formats that the lab has not got, each with why; all others are none of kubectl's. */
const LACKING: Readonly<Record<string, string>> = {
  "go-template": GO,
  template: GO,
  "go-template-file": FILE,
  templatefile: FILE,
  "jsonpath-file": FILE,
  "custom-columns-file": FILE,
  kyaml: "The lab prints YAML with -o yaml only.",
};

function refusal(output: string, name: string): Outcome {
  const why = Object.hasOwn(LACKING, name) ? LACKING[name] : undefined;
  if (why !== undefined) return lacking(`-o ${name}`, why);
  const what = `unable to match a printer suitable for the output format ${JSON.stringify(output)}`;
  return complaint(`${what}, allowed formats are: ${FORMATS}`);
}

/** One object, or a list of them, in a format for machines. `items` are what a table of custom columns has as its rows. */
export function printIn(
  format: Exclude<Format, { ok: false }>,
  value: JsonMap,
  items: readonly JsonMap[],
  headers: boolean,
): Outcome {
  if (!("template" in format)) return printed(format.kind === "json" ? printJson(value) : printYaml(value));
  if (format.kind === "custom-columns") {
    const table = printCustomColumns(format.template, items, headers);
    return table.ok ? printed(table.text) : complaint(table.message);
  }
  const filled = fillTemplate(format.template, value);
  if (!filled.ok) return complaint(`error parsing jsonpath ${format.template}, ${filled.message}`);
  // A template ends where it ends: no line end is added.
  return { stdout: filled.text, stderr: "", exit: 0 };
}
