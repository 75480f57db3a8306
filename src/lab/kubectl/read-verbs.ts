// `kubectl get` and `kubectl describe` -> commands.
import { type Command, type Reading, type Refused, refuse } from "../command.ts";
import { type Flags, readFlags } from "./flags.ts";
import { readRequests, readSelector } from "./requests.ts";

const GET: Flags = {
  output: { takes: "text", short: "o" },
  selector: { takes: "text", short: "l" },
  "all-namespaces": { takes: "nothing", short: "A" },
  "no-headers": { takes: "nothing" },
  "show-labels": { takes: "nothing" },
  watch: { takes: "nothing", short: "w", lacks: true },
  "sort-by": { takes: "text", lacks: true },
  "field-selector": { takes: "text", lacks: true },
  "label-columns": { takes: "text", short: "L", lacks: true },
  "ignore-not-found": { takes: "nothing", lacks: true },
  raw: { takes: "text", lacks: true },
};

const NO_TYPE = `You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.

error: Required resource not specified.
Use "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).
See 'kubectl get -h' for help and examples`;

const OUTPUTS: Record<string, Reading["output"]> = { "": "table", wide: "wide", name: "name" };

/** Parses what follows `kubectl get`. */
export function parseGet(args: string[]): Command {
  const read = readFlags("get", args, GET);
  if (read.kind === "refused") return read;
  const { words, values } = read;
  if (words.length === 0) return refuse(NO_TYPE);
  const wanted = readRequests(words);
  if (wanted.kind === "refused") return wanted;
  const { requests } = wanted;
  const rest = readLook(
    values,
    requests.some(({ names }) => names.length > 0),
  );
  return "kind" in rest ? rest : { kind: "get", requests, ...rest };
}

function readLook(values: Map<string, string>, named: boolean): Omit<Reading, "requests"> | Refused {
  const selector = readSelector(values.get("selector"));
  if (!Array.isArray(selector)) return selector;
  const format = values.get("output") ?? "";
  const output = Object.hasOwn(OUTPUTS, format) ? OUTPUTS[format] : undefined;
  if (!output) return refuse(outputLacking(format));
  if (selector.length > 0 && named) return refuse("error: name cannot be provided when a selector is specified");
  return {
    selector,
    output,
    namespace: values.get("namespace") ?? "default",
    allNamespaces: isTrue(values, "all-namespaces"),
    headers: !isTrue(values, "no-headers"),
    showLabels: isTrue(values, "show-labels"),
  };
}

function outputLacking(format: string): string {
  const real = /^(yaml|json|jsonpath|go-template|custom-columns)/.test(format);
  if (real)
    return `The lab does not print -o ${format.split("=")[0]} yet. It has -o wide and -o name, and \`kubectl describe\`.`;
  return `error: unable to match a printer suitable for the output format "${format.slice(0, 80)}", allowed formats are: json,name,wide,yaml`;
}

function isTrue(values: Map<string, string>, name: string): boolean {
  return values.get(name) === "true";
}

const DESCRIBE: Flags = {
  selector: { takes: "text", short: "l" },
  "all-namespaces": { takes: "nothing", short: "A", lacks: true },
  "show-events": { takes: "text", lacks: true },
};

/** Parses what follows `kubectl describe`. */
export function parseDescribe(args: string[]): Command {
  const read = readFlags("describe", args, DESCRIBE);
  if (read.kind === "refused") return read;
  if (read.words.length === 0) {
    return refuse(
      'error: You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.',
    );
  }
  const wanted = readRequests(read.words);
  if (wanted.kind === "refused") return wanted;
  const selector = readSelector(read.values.get("selector"));
  if (!Array.isArray(selector)) return selector;
  const other = wanted.requests.find(({ kind }) => !["HorizontalPodAutoscaler", "Deployment", "Pod"].includes(kind));
  if (other) return refuse("The lab describes pods, deployments and hpa so far.");
  return {
    kind: "describe",
    requests: wanted.requests,
    selector,
    namespace: read.values.get("namespace") ?? "default",
  };
}
