/** What a tool printed beside what ours does: the first difference, if there is one. */
import type { Outcome } from "../../../lab/shell/outcome.ts";
import { normalise } from "./normalise.ts";
import type { Rule, Step } from "./step.ts";

/**
 * How the lines of a command's standard output are compared. `set`: in any order, for what is listed in an order that chance gives (names
 * with random suffixes, events of one second, the order of an eviction); `distinct`: each once, and the last, for what is printed at each change.
 */
export type Order = "sequence" | "set" | "distinct";

const inOrder: Record<Order, (lines: string[]) => string[]> = {
  sequence: (lines) => lines,
  set: (lines) => lines.toSorted(),
  distinct: (lines) => [...new Set(lines)].toSorted().concat(lines.slice(-1)),
};

/** Nothing when they agree. */
export function difference(step: Step, ours: Outcome, rules: readonly Rule[], order: Order): string | undefined {
  for (const stream of ["stderr", "stdout"] as const) {
    const [real, own] = [step[stream], ours[stream]].map((text) => inOrder[order](normalise(text, rules)));
    const at = firstDifference(real ?? [], own ?? []);
    if (at >= 0) return `${stream}, line ${at + 1}: expected ${shown(real?.[at])}, got ${shown(own?.[at])}`;
  }
  return step.exit === ours.exit ? undefined : `exit code: expected ${step.exit}, got ${ours.exit}`;
}

const LONGEST = 300;
const shown = (line: string | undefined) => (line === undefined ? "the end" : JSON.stringify(line.slice(0, LONGEST)));

/** The index of the first line that differs; -1 when none does. */
function firstDifference(a: readonly string[], b: readonly string[]): number {
  const most = Math.max(a.length, b.length);
  for (let at = 0; at < most; at++) if (a[at] !== b[at]) return at;
  return -1;
}
