/** Whether enough indexes have succeeded for a Job's successPolicy. Kubernetes 1.36, pkg/controller/job/success_policy.go. */
import type { JobSpec } from "../api/batch.ts";
import type { JobGates } from "./gates.ts";
import { type Intervals, parseIntervals, totalOf } from "./intervals.ts";

function overlap(one: Intervals, other: Intervals): number {
  let common = 0;
  for (const a of one)
    for (const b of other) common += Math.max(0, Math.min(a.last, b.last) - Math.max(a.first, b.first) + 1);
  return common;
}

type Rule = NonNullable<JobSpec["successPolicy"]>["rules"][number];

function isMet({ succeededIndexes, succeededCount }: Rule, completions: number, succeeded: Intervals): boolean {
  if (succeededIndexes === undefined) return succeededCount !== undefined && totalOf(succeeded) >= succeededCount;
  const wanted = parseIntervals(succeededIndexes, completions);
  if (wanted.length === 0) return false;
  const common = overlap(wanted, succeeded);
  return common === totalOf(wanted) || (succeededCount !== undefined && common >= succeededCount);
}

/** The message of the condition when a rule is met; nothing while none is. */
export function matchSuccessPolicy(
  policy: JobSpec["successPolicy"],
  completions: number,
  succeeded: Intervals,
  gates: JobGates,
): string | undefined {
  if (!gates.successPolicy || !policy || succeeded.length === 0) return undefined;
  const index = policy.rules.findIndex((rule) => isMet(rule, completions, succeeded));
  return index < 0 ? undefined : `Matched rules at index ${index}`;
}
