/** Label selectors as text: `app=web,tier!=db,env in (a,b),!old`. Kubernetes 1.36, apimachinery, pkg/labels/selector.go (Parser). */
import { selectorError } from "../../simulator/kubernetes/api/selector-error.ts";
import type { Labels } from "../../simulator/kubernetes/api/meta.ts";

export type Operator = "in" | "notin" | "gt" | "lt" | "exists" | "!";
export type Requirement = { key: string; operator: Operator; values: readonly string[] };
export type SelectorRead = { ok: true; requirements: Requirement[] } | { ok: false; message: string };

/** What cannot be read, in the words of the library. */
type Problem = { message: string };
type Tokens = { at: number; all: string[] };

const TOKEN = /\s*([!<>=]+|[(),]|[^\s!<>=(),]+)/gy;
const OPERATORS: Readonly<Record<string, Operator>> = {
  "=": "in",
  "==": "in",
  "!=": "notin",
  in: "in",
  notin: "notin",
  ">": "gt",
  "<": "lt",
};
const EXPECTED_OPERATOR = "in, notin, =, ==, !=, gt, lt";

const peek = ({ at, all }: Tokens) => all[at] ?? "";
const take = (tokens: Tokens) => tokens.all[tokens.at++] ?? "";
const isWord = (token: string) => token !== "" && !/^[!<>=(),]/.test(token);
const found = (token: string, expected: string): Problem => ({ message: `found '${token}', expected: ${expected}` });
const inRequirement = ({ message }: Problem): Problem => ({ message: `unable to parse requirement: ${message}` });

/** Reads a selector; the empty one asks for nothing. */
export function readSelector(text: string): SelectorRead {
  const tokens: Tokens = { at: 0, all: [...text.matchAll(TOKEN)].map(([, token = ""]) => token) };
  const requirements: Requirement[] = [];
  while (peek(tokens) !== "") {
    const next = peek(tokens);
    if (next !== "!" && !isWord(next)) return { ok: false, ...found(next, "!, identifier, or 'end of string'") };
    const requirement = readRequirement(tokens);
    if ("message" in requirement) return { ok: false, ...inRequirement(requirement) };
    requirements.push(requirement);
    const end = take(tokens);
    if (end === "") break;
    if (end !== ",") return { ok: false, ...found(end, "',' or 'end of string'") };
    const after = peek(tokens);
    if (after !== "!" && !isWord(after)) return { ok: false, ...found(after, "identifier after ','") };
  }
  return { ok: true, requirements };
}

function readRequirement(tokens: Tokens): Requirement | Problem {
  const negated = peek(tokens) === "!";
  if (negated) take(tokens);
  const key = take(tokens);
  if (!isWord(key)) return found(key, "identifier");
  const wrong = selectorError({ matchLabels: { [key]: "" } });
  if (wrong !== undefined) return { message: wrong };
  if (negated) return { key, operator: "!", values: [] };
  const next = peek(tokens);
  return next === "" || next === "," ? { key, operator: "exists", values: [] } : readComparison(key, tokens);
}

function readComparison(key: string, tokens: Tokens): Requirement | Problem {
  const word = take(tokens);
  const operator = Object.hasOwn(OPERATORS, word) ? OPERATORS[word] : undefined;
  if (!operator) return found(word, EXPECTED_OPERATOR);
  const values = word === "in" || word === "notin" ? readSet(tokens) : readValue(tokens);
  return "message" in values ? values : { key, operator, values };
}

function readValue(tokens: Tokens): string[] | Problem {
  const next = peek(tokens);
  if (next === "" || next === ",") return [""];
  return isWord(next) ? [take(tokens)] : found(next, "identifier");
}

function readSet(tokens: Tokens): string[] | Problem {
  const open = take(tokens);
  if (open !== "(") return { message: `found '${open}' expected: '('` };
  const values: string[] = [];
  for (;;) {
    const token = take(tokens);
    if (token === ")") return values.length === 0 ? [""] : values;
    if (token === ",") {
      values.push("");
      continue;
    }
    if (!isWord(token)) return found(token, "',', ')' or identifier");
    values.push(token);
    const next = take(tokens);
    if (next === ")") return values;
    if (next !== ",") return found(next, "',' or ')'");
  }
}

/** Do labels meet every requirement? */
export function meets(labels: Labels | undefined, requirements: readonly Requirement[]): boolean {
  return requirements.every((requirement) => meetsOne(labels ?? {}, requirement));
}

/** What a label that is there must be. */
const HOLDS: Record<Operator, (value: string, values: readonly string[]) => boolean> = {
  exists: () => true,
  "!": () => false,
  in: (value, values) => values.includes(value),
  notin: (value, values) => !values.includes(value),
  gt: (value, [least]) => Number(value) > Number(least),
  lt: (value, [most]) => Number(value) < Number(most),
};

function meetsOne(labels: Labels, { key, operator, values }: Requirement): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  return value === undefined ? operator === "!" || operator === "notin" : HOLDS[operator](value, values);
}
