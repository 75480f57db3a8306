/** `kubectl taint`. Kubernetes 1.36, kubectl, pkg/cmd/taint/taint.go. */
import type { Node } from "../../../simulator/kubernetes/api/core.ts";
import { type Outcome, failed } from "../../shell/outcome.ts";
import type { Verb } from "../context.ts";
import { complaint, misuse } from "../errors.ts";
import { isOn, textOf } from "../flag-value.ts";
import { findResource } from "../resources.ts";
import { type Begun, begin } from "./begin.ts";
import { ALL, SELECTOR, VALIDATE } from "./common-flags.ts";
import { fromServer, plain } from "./failure.ts";
import type { Info } from "./find.ts";
import { firstProblem } from "./problems.ts";
import { printTaint, readTaints, retaint, type TaintSpec } from "./taint-spec.ts";
import { visitObjects } from "./visit.ts";

const FLAGS = { ...SELECTOR, ...ALL, ...VALIDATE, overwrite: { type: "bool" } } as const;

type Specs = { add: TaintSpec[]; remove: TaintSpec[] };

const isTaint = (word: string) => word.includes("=") || word.includes(":") || word.endsWith("-");

/** What is wrong with what the command is about; the last of these come after the type was looked up. */
function targetProblem({ read }: Begun, resources: readonly string[], { add, remove }: Specs): Outcome | undefined {
  const [type = ""] = resources;
  const resource = findResource(type);
  if (!resource) return failed(`the server doesn't have a resource type ${JSON.stringify(type.toLowerCase())}`);
  if (resource.kind !== "Node")
    return complaint(`invalid resource type ${type.toLowerCase()}, only node types are supported`);
  const both = add.flatMap(({ key, effect }) =>
    remove.filter((gone) => gone.key === key && (gone.effect === "" || gone.effect === effect)),
  );
  if (both.length > 0)
    return complaint(
      `can not both modify and remove the following taint(s) in the same command: ${both.map(({ key, effect }) => `${key}=${effect}`).join(", ")}`,
    );
  const isSelected = textOf(read, "selector") !== "";
  if (isOn(read, "all") && isSelected)
    return complaint("setting 'all' parameter with a non empty selector is prohibited");
  return isOn(read, "all") || isSelected || resources.length > 1
    ? undefined
    : complaint("at least one resource name must be specified since 'all' parameter is not set");
}

function taintOne({ context, read, report, dryRun, print }: Begun, info: Info, { add, remove }: Specs): void {
  const node = info.object as Node;
  const before = node.spec.taints ?? [];
  const overwrite = isOn(read, "overwrite");
  const there = add.filter(({ key, effect }) => before.some((taint) => taint.key === key && taint.effect === effect));
  if (there.length > 0 && !overwrite) {
    const keys = there.map(({ key }) => key).join(",");
    report.fail(
      plain(`node ${node.metadata.name} already has ${keys} taint(s) with same effect(s) and --overwrite is false`),
    );
    return;
  }
  const { operation, taints, missing } = retaint(before, add, remove, overwrite);
  for (const gone of missing) report.fail(plain(`taint ${JSON.stringify(printTaint(gone))} not found`));
  if (missing.length > 0) return;
  const { taints: _, ...spec } = node.spec;
  const after: Node = { ...node, spec: taints.length > 0 ? { ...spec, taints } : spec };
  if (dryRun === "client") return print.object({ ...info, object: after }, operation);
  const answer = context.world.api.update(after, { dryRun: dryRun === "server" });
  if (answer.ok) print.object({ ...info, object: answer.object }, operation);
  else report.fail(fromServer(answer.error));
}

/** Resources stand before the taints. */
function splitWords(
  words: readonly string[],
): { resources: readonly string[]; taints: readonly string[] } | { problem: string } {
  const first = words.findIndex(isTaint);
  const [resources, taints] = first < 0 ? [words, []] : [words.slice(0, first), words.slice(first)];
  const stray = taints.find((word) => !isTaint(word));
  const problem = firstProblem([
    [stray !== undefined, `all resources must be specified before taint changes: ${stray}`],
    [resources.length === 0, "one or more resources must be specified as <resource> <name>"],
    [taints.length === 0, "at least one taint update is required"],
  ]);
  return problem === undefined ? { resources, taints } : { problem };
}

export const taint: Verb = (context, args) => {
  const begun = begin(context, "kubectl taint", args, FLAGS);
  if (!begun.ok) return begun.outcome;
  const { read } = begun;
  const split = splitWords(read.words);
  if ("problem" in split) return complaint(split.problem);
  const specs = readTaints(split.taints);
  if (!specs.ok) return misuse("kubectl taint", specs.message);
  const problem = targetProblem(begun, split.resources, specs);
  if (problem) return problem;
  const isSelected = isOn(read, "all") || textOf(read, "selector") !== "";
  const words = isSelected ? ["node"] : ["node", ...split.resources.slice(1)];
  return visitObjects(begun, words, (info) => taintOne(begun, info, specs));
};
