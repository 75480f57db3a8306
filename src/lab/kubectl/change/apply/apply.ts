/** `kubectl apply`. Kubernetes 1.36, kubectl, pkg/cmd/apply/apply.go. */
import type { JsonMap } from "../../../../simulator/kubernetes/patch/json.ts";
import { isMap } from "../../../../simulator/kubernetes/patch/json.ts";
import type { Labels } from "../../../../simulator/kubernetes/api/meta.ts";
import { apiJson, listJson } from "../../../print/api-json.ts";
import { failed, type Outcome } from "../../../shell/outcome.ts";
import type { Verb } from "../../context.ts";
import { complaint, misuse } from "../../errors.ts";
import { isOn, textOf } from "../../flag-value.ts";
import { hasFiles, type Input, type ManifestInfo, readInput } from "../../manifest-input.ts";
import { meets, readSelector } from "../../selector.ts";
import { type Begun, begin } from "../begin.ts";
import { ALL, FILES, RECORD, SELECTOR, VALIDATE } from "../common-flags.ts";
import { tellFailures, together } from "../failure.ts";
import { firstProblem } from "../problems.ts";
import { readValidation } from "../validation.ts";
import { type Applied, type Applying, applyOne } from "./apply-one.ts";
import { viewLastApplied } from "./view-last-applied.ts";

const NO_PRUNE = "The lab does not prune; delete what you do not want with kubectl delete.";

const FLAGS = {
  ...FILES,
  ...RECORD,
  ...SELECTOR,
  ...ALL,
  ...VALIDATE,
  kustomize: {
    type: "text",
    short: "k",
    lacks: "The lab has no folders to build from; paste the manifest and apply it.",
  },
  "server-side": { type: "bool" },
  "force-conflicts": { type: "bool" },
  force: { type: "bool" },
  overwrite: { type: "bool", value: "true" },
  "openapi-patch": { type: "bool", value: "true" },
  prune: { type: "bool", lacks: NO_PRUNE },
  "prune-allowlist": { type: "texts", lacks: NO_PRUNE },
  subresource: { type: "text", lacks: "The lab applies whole objects only." },
  cascade: { type: "text", value: "background", bare: "background" },
  "grace-period": { type: "int", value: "-1" },
  timeout: { type: "duration", value: "0s" },
  wait: { type: "bool" },
} as const;

function problemOf({ read, dryRun }: Begun): Outcome | undefined {
  if (read.words.length > 0) return misuse("kubectl apply", `Unexpected args: [${read.words.join(" ")}]`);
  const [server, force] = [isOn(read, "server-side"), isOn(read, "force")];
  const problem = firstProblem([
    [isOn(read, "force-conflicts") && !server, "--force-conflicts only works with --server-side"],
    [
      dryRun === "client" && server,
      "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
    ],
    [server && force, "--force cannot be used with --server-side"],
    [dryRun === "server" && force, "--dry-run=server cannot be used with --force"],
    [isOn(read, "all") && textOf(read, "selector") !== "", "cannot set --all and --selector at the same time"],
    [!hasFiles(read), "must specify one of -f and -k"],
  ]);
  return problem === undefined ? undefined : complaint(problem);
}

const labelsOf = ({ manifest: { metadata } }: ManifestInfo): Labels => {
  const labels = isMap(metadata) ? metadata["labels"] : undefined;
  return isMap(labels) ? (labels as Labels) : {};
};

/** Those that -l leaves. */
function selected(infos: ManifestInfo[], selector: string): ManifestInfo[] {
  const read = readSelector(selector);
  return read.ok ? infos.filter((info) => meets(labelsOf(info), read.requirements)) : infos;
}

type Done = Extract<Applied, { ok: true }>;

/** Whole objects are printed when all is done, several as a list. */
function printWhole({ context, print }: Begun, applied: Done[], infos: ManifestInfo[]): void {
  const { epoch } = context.world.world;
  const jsons = applied.map((one): JsonMap => ("object" in one ? apiJson(one.object, epoch) : one.manifest));
  const [info] = infos;
  const [json] = jsons;
  if (info && json) print.manifest(info.resource, info.name, jsons.length === 1 ? json : listJson(jsons), "");
}

/** Tells of one object, or keeps it until all are done. */
function tell({ report, print }: Begun, info: ManifestInfo, applied: Applied, done: Done[]): void {
  if (!applied.ok) report.fail(applied.failure);
  else if (print.isWhole) done.push(applied);
  else if ("object" in applied) print.object({ resource: info.resource, object: applied.object }, applied.operation);
  else print.manifest(info.resource, info.name, applied.manifest, applied.operation);
}

function applyAll(applying: Applying, { failures }: Input, infos: ManifestInfo[]): Outcome {
  const { begun } = applying;
  if (infos.length + failures.length === 0) return complaint("no objects passed to apply");
  // What cannot be read is one failure beside those of the objects.
  const [unread, ...more] = failures;
  if (unread) begun.report.fail(more.length === 0 ? unread : together(failures));
  const done: Done[] = [];
  for (const info of infos) tell(begun, info, applyOne(applying, info), done);
  if (!begun.report.hasFailed()) printWhole(begun, done, infos);
  return begun.report.outcome();
}

function applyFiles(context: Parameters<Verb>[0], args: string[]): Outcome {
  const begun = begin(context, "kubectl apply", args, FLAGS);
  if (!begun.ok) return begun.outcome;
  const problem = problemOf(begun);
  if (problem) return problem;
  const fieldValidation = readValidation(begun.read, begun.report);
  if (!fieldValidation) return begun.report.outcome();
  const input = readInput(context, begun.read);
  if (input.missing.length > 0) return failed(tellFailures(input.missing));
  const selector = textOf(begun.read, "selector");
  const infos = selector === "" ? input.infos : selected(input.infos, selector);
  return applyAll({ begun, fieldValidation }, input, infos);
}

const SUBCOMMANDS: Record<string, Verb> = { "view-last-applied": viewLastApplied };

export const apply: Verb = (context, args) => {
  const [first = "", ...rest] = args;
  const own = Object.hasOwn(SUBCOMMANDS, first) ? SUBCOMMANDS[first] : undefined;
  return own ? own(context, rest) : applyFiles(context, args);
};
