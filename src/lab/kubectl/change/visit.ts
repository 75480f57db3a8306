/** Goes over the objects that a command names; what cannot be found is told after the others are dealt with. */
import type { Outcome } from "../../shell/outcome.ts";
import { complaint } from "../errors.ts";
import type { Begun } from "./begin.ts";
import type { Failure } from "./failure.ts";
import { findObjects, type Info } from "./find.ts";

/** `none`: what is said when there is nothing to go over. */
export type VisitOptions = { none?: string };

/** `isOnly`: it is one thing, asked for by name. */
export type Visit = (info: Info, isOnly: boolean) => Failure | undefined | void;

export function visitObjects(
  { context, read, report }: Begun,
  words: readonly string[],
  visit: Visit,
  { none }: VisitOptions = {},
): Outcome {
  const found = findObjects(context, read, words);
  if (!found.ok) return { ...found.outcome, stderr: read.warnings + found.outcome.stderr };
  if (none !== undefined && found.infos.length + found.failures.length === 0) return complaint(none);
  for (const info of found.infos) {
    const failure = visit(info, found.targets.length === 1);
    if (failure) report.fail(failure);
  }
  for (const failure of found.failures) report.fail(failure);
  return report.outcome();
}
