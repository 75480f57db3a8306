/** Carries out a parsed template on plain data. A field that the data has not is an error, as in Go; nothing prints as `<no value>`. */
import { own } from "../../shell/own.ts";
import type { Expression, Part } from "./template.ts";

export type Scope = {
  dot: unknown;
  root: unknown;
  variables: Readonly<Record<string, unknown>>;
  /** What Go calls the type of the data: `*service.serviceContext`. */
  type: string;
  /** Functions print columns' names as they are, for a table's header. */
  isHeader: boolean;
};

type Evaluated = { text: string } | { error: string };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** As Go's fmt prints a value with %v. */
export function goText(value: unknown): string {
  if (value === null || value === undefined) return "<no value>";
  if (Array.isArray(value)) return `[${value.map(goText).join(" ")}]`;
  if (isObject(value)) {
    const entries = Object.keys(value)
      .toSorted()
      .map((key) => `${key}:${goText(value[key])}`);
    return `map[${entries.join(" ")}]`;
  }
  return String(value);
}

function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isObject(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

const text = (value: unknown) => (typeof value === "string" ? value : goText(value));

const compared = (a: unknown, b: unknown) =>
  typeof a === "number" && typeof b === "number" ? a - b : Number(text(a) > text(b)) - Number(text(a) < text(b));

const indexed = (value: unknown, key: unknown) => (isObject(value) ? value[text(key)] : undefined);

type Callable = (...args: unknown[]) => unknown;

const LENGTH = (value: unknown) =>
  isObject(value) && !Array.isArray(value) ? Object.keys(value).length : (value as string).length;

/** docker/cli's templates.basicFunctions, and the ones that text/template brings. */
const FUNCTIONS: Record<string, Callable> = {
  json: (value) => JSON.stringify(value ?? null),
  split: (value, by) => text(value).split(text(by)),
  join: (values, by) => (Array.isArray(values) ? values.map(text).join(text(by)) : text(values)),
  title: (value) => text(value).replaceAll(/\b\w/g, (letter) => letter.toUpperCase()),
  lower: (value) => text(value).toLowerCase(),
  upper: (value) => text(value).toUpperCase(),
  pad: (value, before, after) =>
    text(value) === "" ? "" : " ".repeat(Number(before)) + text(value) + " ".repeat(Number(after)),
  truncate: (value, length) => text(value).slice(0, Number(length)),
  len: LENGTH,
  index: (value, ...keys) => keys.reduce(indexed, value),
  print: (...values) => values.map(text).join(""),
  println: (...values) => `${values.map(text).join(" ")}\n`,
  eq: (a, ...others) => others.some((b) => a === b),
  ne: (a, b) => a !== b,
  lt: (a, b) => compared(a, b) < 0,
  le: (a, b) => compared(a, b) <= 0,
  gt: (a, b) => compared(a, b) > 0,
  ge: (a, b) => compared(a, b) >= 0,
  not: (value) => !isTrue(value),
  and: (...values) => values.find((value) => !isTrue(value)) ?? values.at(-1),
  or: (...values) => values.find(isTrue) ?? values.at(-1),
};

const IN_HEADERS = ["json", "split", "join", "title", "lower", "upper", "truncate"];

function walk(start: unknown, path: string[], scope: Scope, source: string): unknown {
  let value = start;
  for (const name of path) {
    if (!isObject(value) || !Object.hasOwn(value, name)) {
      const about =
        value === null
          ? `nil pointer evaluating interface {}.${name}`
          : `can't evaluate field ${name} in type ${scope.type}`;
      throw new SyntaxError(`executing "" at <${source}>: ${about}`);
    }
    value = value[name];
  }
  return value;
}

function valueOf(expression: Expression, scope: Scope): unknown {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "field":
      return walk(scope.dot, expression.path, scope, expression.source);
    case "variable":
      return walk(
        expression.name === "$" ? scope.root : scope.variables[expression.name],
        expression.path,
        scope,
        expression.name,
      );
    case "call": {
      const call = own(FUNCTIONS, expression.name);
      if (!call) throw new SyntaxError(`function "${expression.name}" not defined`);
      const args = expression.args.map((argument) => valueOf(argument, scope));
      return scope.isHeader && IN_HEADERS.includes(expression.name) ? args[0] : call(...args);
    }
  }
}

function items(value: unknown): [key: unknown, item: unknown][] {
  if (Array.isArray(value)) return [...value.entries()];
  return isObject(value)
    ? Object.keys(value)
        .toSorted()
        .map((key) => [key, value[key]])
    : [];
}

function bound(names: string[], values: unknown[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name, index) => [name, values[names.length === 1 ? values.length - 1 : index]]));
}

function blockText(part: Part & { kind: "block" }, scope: Scope): string {
  const value = valueOf(part.value, scope);
  if (part.word === "range") {
    const all = items(value);
    if (all.length === 0) return run(part.otherwise, scope);
    const each = ([key, item]: [unknown, unknown]) =>
      run(part.body, { ...scope, dot: item, variables: { ...scope.variables, ...bound(part.names, [key, item]) } });
    return all.map(each).join("");
  }
  if (!isTrue(value)) return run(part.otherwise, scope);
  const variables = { ...scope.variables, ...bound(part.names, [value]) };
  return run(part.body, part.word === "with" ? { ...scope, dot: value, variables } : { ...scope, variables });
}

function run(parts: Part[], scope: Scope): string {
  return parts
    .map((part) => {
      if (part.kind === "text") return part.text;
      return part.kind === "value" ? text(valueOf(part.value, scope)) : blockText(part, scope);
    })
    .join("");
}

export function evaluate(parts: Part[], data: unknown, type: string, isHeader = false): Evaluated {
  try {
    return { text: run(parts, { dot: data, root: data, variables: {}, type, isHeader }) };
  } catch (error) {
    if (error instanceof SyntaxError) return { error: `template: :1: ${error.message}` };
    throw error;
  }
}
