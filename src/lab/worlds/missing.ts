/** What keeps wanted pods, tasks or instances from serving, counted by the reason: the same words say what is and what was. */
import type { Fault } from "../../knowledge/scenario/format.ts";

/** So many of them; `why` goes behind "2 of 6 pods are" and "were": `Pending (0/2 nodes are available ...)`, `on worker-2 (no power)`. */
export type Missing = {
  count: number;
  why: string;
  /** The orchestrator does not know it yet, and nobody who plays can see it: it is told when all is over. */
  hidden?: true;
};

/** What whoever plays can know. */
export const known = (missing: readonly Missing[]): Missing[] => missing.filter(({ hidden }) => !hidden);

/** Counts reasons, the commonest first. */
export function countReasons(reasons: readonly string[]): Missing[] {
  return [...Map.groupBy(reasons, (why) => why)]
    .map(([why, all]): Missing => ({ count: all.length, why, ...(why.endsWith(UNNOTICED) ? { hidden: true } : {}) }))
    .toSorted((a, b) => b.count - a.count);
}

/** The machines that a scenario has lost by `now`, whether the orchestrator has noticed or not. */
export function withoutPower(faults: readonly Fault[], now: number): Set<string> {
  const off = new Set<string>();
  for (const fault of faults.toSorted((a, b) => a.at - b.at)) {
    if (!("node" in fault) || fault.at > now) continue;
    if (fault.goes === "down") off.add(fault.node);
    else off.delete(fault.node);
  }
  return off;
}

const UNNOTICED = ", not noticed yet)";

/** Behind "2 of 6 pods are". */
export const onDeadNode = (node: string, isNoticed: boolean): string =>
  `on ${node} (no power${isNoticed ? ")" : UNNOTICED}`;

/** The first sentence of a reason, in brackets; "" for none. */
export const inBrackets = (why: string): string => {
  const [first = ""] = why.trim().split(/\.(?:\s|$)/);
  return first === "" ? "" : ` (${first})`;
};
