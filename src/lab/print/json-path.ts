/**
 * kubectl's templates of JSONPath: `{.items[*].metadata.name}`, `{range .items[*]}{.metadata.name}{"\n"}{end}`, `[?(@.type=="Ready")]`.
 * Kubernetes 1.36, client-go, util/jsonpath (parser.go, jsonpath.go). A wrong template is answered, not thrown.
 */
import { isMap, type Json } from "../../simulator/kubernetes/patch/json.ts";
import { readTemplate, type Filter, type Part, type Step } from "./json-path-template.ts";

export type Evaluated = { ok: true; text: string } | { ok: false; message: string };
export type Results = { ok: true; values: Json[] } | { ok: false; message: string };

/** Fills in a template; what is missing is left out. */
export function fillTemplate(template: string, root: Json): Evaluated {
  const read = readTemplate(template);
  if (!read.ok) return read;
  return { ok: true, text: read.parts.map((part) => fill(part, root, root)).join("") };
}

/** The values that a path leads to: of `{.spec.replicas}` at most one. */
export function valuesAt(path: string, root: Json): Results {
  const read = readTemplate(path);
  if (!read.ok) return read;
  const values = read.parts.flatMap((part) => (part.kind === "path" ? follow(part.steps, [root]) : []));
  return { ok: true, values };
}

function fill(part: Part, current: Json, root: Json): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "path":
      return follow(part.steps, [part.fromRoot ? root : current])
        .map(textOf)
        .join(" ");
    case "range":
      return follow(part.steps, [current])
        .map((each) => part.parts.map((inner) => fill(inner, each, root)).join(""))
        .join("");
  }
}

/** Maps and lists are written as JSON. */
function textOf(value: Json): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const follow = (steps: readonly Step[], from: Json[]): Json[] =>
  steps.reduce((values, step) => values.flatMap((value) => take(step, value)), from);

const childrenOf = (value: Json): Json[] => (Array.isArray(value) ? value : isMap(value) ? Object.values(value) : []);

function take(step: Step, value: Json): Json[] {
  switch (step.kind) {
    case "field":
      return isMap(value) && Object.hasOwn(value, step.name) ? [value[step.name]] : [];
    case "every":
      return childrenOf(value);
    case "slice":
      return Array.isArray(value) ? slice(value, step.from, step.to) : [];
    case "filter":
      return childrenOf(value).filter((each) => holds(step.filter, each));
    case "deep":
      return deep(value);
    case "union":
      return step.each.flatMap((each) => take(each, value));
  }
}

/** A slice without an end is one element. Negative ones count from the end. */
function slice(list: Json[], from: number, to: number | "one" | undefined): Json[] {
  const at = from < 0 ? from + list.length : from;
  if (to === "one") return at >= 0 && at < list.length ? [list[at]] : [];
  return list.slice(at, to);
}

const deep = (value: Json): Json[] => [value, ...childrenOf(value).flatMap(deep)];

function holds({ left, operator, right }: Filter, value: Json): boolean {
  const is = operandOf(left, value);
  if (operator === "exists") return is !== undefined;
  const wanted = operandOf(right, value);
  if (is === undefined || wanted === undefined) return false;
  switch (operator) {
    case "==":
      return is === wanted;
    case "!=":
      return is !== wanted;
    case "<":
      return is < wanted;
    case "<=":
      return is <= wanted;
    case ">":
      return is > wanted;
    default:
      return is >= wanted;
  }
}

type Comparable = string | number | boolean;

function operandOf(operand: Filter["left"] | undefined, value: Json): Comparable | undefined {
  if (operand === undefined) return undefined;
  if (!("steps" in operand)) return operand.literal;
  const [found] = follow(operand.steps, [value]);
  if (typeof found === "object" && found !== null) return JSON.stringify(found);
  return found as Comparable | undefined;
}
