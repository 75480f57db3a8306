/** What a changing verb prints of an object it has dealt with: "deployment.apps/web scaled", its name, or the object. cli-runtime, pkg/genericclioptions/print_flags.go. */
import type { JsonMap } from "../../../simulator/kubernetes/patch/json.ts";
import { apiJson } from "../../print/api-json.ts";
import type { ApiResource } from "../api-resources.ts";
import type { KubectlContext } from "../context.ts";
import { textOf } from "../flag-value.ts";
import type { FlagsRead } from "../flags.ts";
import { type Format, printIn, readFormat } from "../output-format.ts";
import { slashName } from "../resources.ts";
import { DRY_RUN_SUFFIX, type DryRun } from "./dry-run.ts";
import { plain } from "./failure.ts";
import type { Info } from "./find.ts";
import type { Report } from "./report.ts";

/** `operation`: what has happened to it, in a word or two. */
export type Print = {
  object(info: Info, operation: string): void;
  /** What was never in the cluster, as it would have been sent. */
  manifest(resource: ApiResource, name: string, manifest: JsonMap, operation: string): void;
  /** Whether whole objects are printed, in YAML or JSON. */
  isWhole: boolean;
};

const FORMATS =
  "go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,yaml";
const OF_GET = /^(?:wide|kyaml|custom-columns)/;

/** Documents after the first are set apart, as the YAML printer does. */
function createWhole(report: Report, format: Exclude<Format, { ok: false }>) {
  let count = 0;
  return (json: JsonMap) => {
    const { stdout, stderr } = printIn(format, json, [json], true);
    if (format.kind === "yaml" && count++ > 0) report.say("---");
    report.write(stdout);
    if (stderr !== "") report.warn(stderr);
  };
}

/** Nothing when -o is none that a changing verb has, which is said. */
export function createPrint(
  { world }: KubectlContext,
  read: FlagsRead,
  dryRun: DryRun,
  report: Report,
): Print | undefined {
  const output = textOf(read, "output");
  const format = readFormat(output, textOf(read, "template"));
  if (OF_GET.test(output) || !format.ok) {
    const problem = `unable to match a printer suitable for the output format ${JSON.stringify(output)}, allowed formats are: ${FORMATS}`;
    if (!format.ok && format.outcome.outside !== undefined) report.warn(format.outcome.stderr);
    report.fail(plain(problem));
    return undefined;
  }
  const whole = createWhole(report, format);
  const isWhole = output !== "" && output !== "name";
  const show = (resource: ApiResource, name: string, json: () => JsonMap, operation: string) => {
    const slash = slashName(resource, name);
    if (isWhole) whole(json());
    else report.say(output === "name" ? slash : `${slash} ${operation}${DRY_RUN_SUFFIX[dryRun]}`);
  };
  return {
    isWhole,
    object: ({ resource, object }, operation) =>
      show(resource, object.metadata.name, () => apiJson(object, world.world.epoch), operation),
    manifest: (resource, name, manifest, operation) => show(resource, name, () => sorted(manifest), operation),
  };
}

/** Keys in order, at every depth. */
function sorted(map: JsonMap): JsonMap {
  const value = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(value);
    return typeof each === "object" && each !== null ? sorted(each as JsonMap) : each;
  };
  const fields = Object.keys(map).toSorted();
  return Object.fromEntries(fields.filter((key) => map[key] !== undefined).map((key) => [key, value(map[key])]));
}
