/** "KEY=VALUE:EFFECT" and "KEY:EFFECT-", and what they make of a node's taints. Kubernetes 1.36, kubectl, pkg/cmd/taint/utils.go. */
import { labelValueProblems, qualifiedNameProblems } from "../../../simulator/kubernetes/manifest/validate/metadata.ts";
import { firstProblem } from "./problems.ts";
import type { Taint } from "../../../simulator/kubernetes/api/core.ts";

/** A removal without an effect is of every taint with the key. */
export type TaintSpec = { key: string; value?: string; effect: string };
export type TaintSpecs = { ok: true; add: TaintSpec[]; remove: TaintSpec[] } | { ok: false; message: string };

const EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

export const printTaint = ({ key, value, effect }: TaintSpec) =>
  `${key}${value ? `=${value}` : ""}${effect === "" ? "" : `:${effect}`}`;

/** What is wrong with a value and a key; of the two the value's problems hide the key's. */
function wordProblems(key: string, value: string): string[] {
  const wrong = labelValueProblems(value);
  return wrong.length > 0 ? wrong : qualifiedNameProblems(key);
}

/** "KEY" alone, or "KEY=VALUE:EFFECT" with or without a value. */
function readTaint(text: string): TaintSpec | string {
  const [front = "", effect, ...more] = text.split(":");
  const [key = "", value = "", ...others] = effect === undefined ? [front] : front.split("=");
  const isEffect = effect === undefined || EFFECTS.includes(effect);
  const problem = firstProblem([
    [more.length > 0, `invalid taint spec: ${text}`],
    [!isEffect, `invalid taint effect: ${effect}, unsupported taint effect`],
    [others.length > 0, `invalid taint spec: ${text}`],
  ]);
  if (problem !== undefined) return problem;
  const problems = wordProblems(key, value);
  if (problems.length > 0) return `invalid taint spec: ${text}, ${problems.join("; ")}`;
  return { key, effect: effect ?? "", ...(value ? { value } : {}) };
}

const sameTaint = (a: TaintSpec, b: TaintSpec) => a.key === b.key && a.effect === b.effect;

export function readTaints(words: readonly string[]): TaintSpecs {
  const add: TaintSpec[] = [];
  const remove: TaintSpec[] = [];
  for (const word of words) {
    const gone = word.endsWith("-");
    const taint = readTaint(gone ? word.slice(0, -1) : word);
    if (typeof taint === "string") return { ok: false, message: taint };
    if (!gone && taint.effect === "") return { ok: false, message: `invalid taint spec: ${word}` };
    if (!gone && add.some((other) => sameTaint(other, taint)))
      return {
        ok: false,
        message: `duplicated taints with the same key and effect: {${taint.key} ${taint.value ?? ""} ${taint.effect} <nil>}`,
      };
    (gone ? remove : add).push(taint);
  }
  return { ok: true, add, remove };
}

/** What a node's taints become, in one word what happened, and which were not there to be removed. */
export type Retainted = { operation: "modified" | "tainted" | "untainted"; taints: Taint[]; missing: TaintSpec[] };

const isMeant = (removal: TaintSpec) => (taint: TaintSpec) =>
  removal.effect === "" ? removal.key === taint.key : sameTaint(removal, taint);

/** New taints stand first. */
export function retaint(before: Taint[], add: TaintSpec[], remove: TaintSpec[], overwrite: boolean): Retainted {
  const kept = before.filter((taint) => !add.some((other) => sameTaint(other, taint)));
  let taints = [...(add as Taint[]), ...kept];
  const added = taints.length !== before.length;
  const missing: TaintSpec[] = [];
  let removed = false;
  for (const removal of remove) {
    const left = taints.filter((taint) => !isMeant(removal)(taint));
    removed = left.length !== taints.length;
    if (!removed) missing.push(removal);
    taints = left;
  }
  const operation = (added && removed) || overwrite ? "modified" : added ? "tainted" : "untainted";
  return { operation, taints, missing };
}
