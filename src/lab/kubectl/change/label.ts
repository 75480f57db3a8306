/** `kubectl label`. Kubernetes 1.36, kubectl, pkg/cmd/label/label.go. */
import type { Labels } from "../../../simulator/kubernetes/api/meta.ts";
import { labelValueProblems } from "../../../simulator/kubernetes/manifest/validate/metadata.ts";
import type { Outcome } from "../../shell/outcome.ts";
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

/** A label's value has no equals sign, and its own rule. */
function specProblem(words: string[]): string | undefined {
  for (const word of words.filter((each) => each.includes("="))) {
    const [, value = "", ...more] = word.split("=");
    if (more.length > 0) return `invalid label spec: ${word}`;
    const problems = labelValueProblems(value);
    if (problems.length > 0) return `invalid label value: ${JSON.stringify(word)}: ${problems.join(";")}`;
  }
  return undefined;
}

function problemOf({ read }: Begun, resources: string[], words: string[], pairs: Pairs): string | undefined {
  const spec = specProblem(words);
  if (spec !== undefined) return spec;
  if (pairs.remove.some((key) => pairs.set.has(key)))
    return "can not both modify and remove a label in the same command";
  if (isOn(read, "list") && textOf(read, "output") !== "") return "--list and --output may not be specified together";
  const selection = selectionProblem(read);
  if (selection !== undefined) return selection;
  if (resources.length === 0 && !hasFiles(read))
    return "one or more resources must be specified as <resource> <name> or <resource>/<name>";
  const isIdle = pairs.set.size + pairs.remove.length === 0 && !isOn(read, "list");
  return isIdle ? "at least one label update is required" : undefined;
}

/** What has really been added and removed, in one word. */
function operationOf(before: Labels, { set, remove }: Pairs): string {
  const added = [...set].some(([key, value]) => before[key] !== value);
  const removed = remove.some((key) => before[key] !== undefined);
  if (added && removed) return "modified";
  return added ? "labeled" : removed ? "unlabeled" : "not labeled";
}

function labelOne(begun: Begun, info: Info, pairs: Pairs): void {
  const { read, report, dryRun, print } = begun;
  const before = info.object.metadata.labels ?? {};
  if (dryRun !== "client")
    for (const key of pairs.remove.filter((each) => before[each] === undefined))
      report.say(`label ${JSON.stringify(key)} not found.`);
  const taken = isOn(read, "overwrite")
    ? []
    : [...pairs.set].filter(([key, value]) => before[key] !== undefined && before[key] !== value);
  if (taken.length > 0) {
    for (const [key] of taken)
      report.fail(plain(`'${key}' already has a value (${before[key]}), and --overwrite is false`));
    return;
  }
  const answer = changeMetadata(begun, info, "labels", pairs);
  if (!answer.ok) return report.fail(answer.failure);
  print.object({ ...info, object: answer.object }, operationOf(before, pairs));
}

export const label: Verb = (context, args): Outcome => {
  const begun = begin(context, "kubectl label", args, METADATA_FLAGS);
  if (!begun.ok) return begun.outcome;
  const split = splitPairs(begun.read.words, "label");
  if (!split.ok) return complaint(split.message);
  const pairs = readPairs(split.pairs);
  const problem = problemOf(begun, split.resources, split.pairs, pairs);
  if (problem !== undefined) return complaint(problem);
  const isListed = isOn(begun.read, "list");
  return visitObjects(begun, split.resources, (info, isOnly) =>
    isListed ? listMetadata(begun, info, "labels", isOnly) : labelOne(begun, info, pairs),
  );
};
