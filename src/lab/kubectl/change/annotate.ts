/** `kubectl annotate`. Kubernetes 1.36, kubectl, pkg/cmd/annotate/annotate.go. */
import type { Verb } from "../context.ts";
import { complaint } from "../errors.ts";
import { isOn, textOf } from "../flag-value.ts";
import { hasFiles } from "../manifest-input.ts";
import { type Begun, begin } from "./begin.ts";
import { plain } from "./failure.ts";
import type { Info } from "./find.ts";
import { changeMetadata, listMetadata, METADATA_FLAGS, selectionProblem } from "./metadata.ts";
import { visitObjects } from "./visit.ts";
import { type Pairs, readPairs, splitPairs } from "./pairs.ts";
import { CHANGE_CAUSE } from "./record.ts";

function problemOf({ read }: Begun, resources: string[], pairs: Pairs): string | undefined {
  if (isOn(read, "list") && textOf(read, "output") !== "") return "--list and --output may not be specified together";
  const selection = selectionProblem(read);
  if (selection !== undefined) return selection;
  if (resources.length === 0 && !hasFiles(read))
    return "one or more resources must be specified as <resource> <name> or <resource>/<name>";
  if (pairs.set.size + pairs.remove.length === 0 && !isOn(read, "list"))
    return "at least one annotation update is required";
  const both = pairs.remove.filter((key) => pairs.set.has(key));
  return both.length > 0
    ? `can not both modify and remove the following annotation(s) in the same command: ${both.join(", ")}`
    : undefined;
}

function annotateOne(begun: Begun, info: Info, pairs: Pairs): void {
  const before = info.object.metadata.annotations ?? {};
  const taken = [...pairs.set].filter(
    ([key, value]) => key !== CHANGE_CAUSE && before[key] !== undefined && before[key] !== value,
  );
  if (taken.length > 0 && !isOn(begun.read, "overwrite")) {
    const list = taken.map(([key]) => `'${key}' already has a value (${before[key]})`).join("; ");
    return begun.report.fail(plain(`--overwrite is false but found the following declared annotation(s): ${list}`));
  }
  const answer = changeMetadata(begun, info, "annotations", pairs);
  if (!answer.ok) return begun.report.fail(answer.failure);
  begun.print.object({ ...info, object: answer.object }, "annotated");
}

export const annotate: Verb = (context, args) => {
  const begun = begin(context, "kubectl annotate", args, METADATA_FLAGS);
  if (!begun.ok) return begun.outcome;
  const split = splitPairs(begun.read.words, "annotation");
  if (!split.ok) return complaint(split.message);
  const pairs = readPairs(split.pairs);
  const problem = problemOf(begun, split.resources, pairs);
  if (problem !== undefined) return complaint(problem);
  const isListed = isOn(begun.read, "list");
  return visitObjects(begun, split.resources, (info, isOnly) =>
    isListed ? listMetadata(begun, info, "annotations", isOnly) : annotateOne(begun, info, pairs),
  );
};
