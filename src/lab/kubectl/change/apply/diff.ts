/** `kubectl diff`: what `kubectl apply` would change. Kubernetes 1.36, kubectl, pkg/cmd/diff/diff.go, with the `diff -u -N` that it calls. */
import { apiJson } from "../../../print/api-json.ts";
import { printYaml } from "../../../print/document.ts";
import { printInstant } from "../../../print/instant.ts";
import { failed, type Outcome } from "../../../shell/outcome.ts";
import type { KubectlContext, Verb } from "../../context.ts";
import { misuse } from "../../errors.ts";
import { hasFiles, type ManifestInfo, readInput } from "../../manifest-input.ts";
import { type Begun, beginPlainly } from "../begin.ts";
import { FILES, SELECTOR } from "../common-flags.ts";
import { tellFailures } from "../failure.ts";
import { createReport } from "../report.ts";
import { unifiedDiff } from "../unified-diff.ts";
import { applyOne } from "./apply-one.ts";

const FLAGS = {
  ...FILES,
  ...SELECTOR,
  kustomize: { type: "text", short: "k", lacks: "The lab has no folders to build from; paste the manifest." },
  "server-side": { type: "bool" },
  "force-conflicts": { type: "bool" },
  "field-manager": { type: "text" },
  concurrency: { type: "int", value: "1" },
  "show-managed-fields": { type: "bool" },
  prune: { type: "bool", lacks: "The lab does not prune." },
} as const;

/** Differences end with 1; anything wrong with more than that. */
const WRONG = 2;

/** "apps.v1.Deployment.default.web": the file that holds an object while it is compared. */
const fileOf = ({ resource, name, namespace }: ManifestInfo) =>
  [...resource.apiVersion.split("/"), resource.kind, namespace, name].join(".");

/** The instant as a file's time. */
function timeOf({ world, now }: KubectlContext): string {
  const [day = "", time = ""] = printInstant(world.world.epoch + now()).split("T");
  return `${day} ${time.replace("Z", "")}.000000000 +0000`;
}

/** What differs in one object, under the head that diff gives it; a failure in words. */
function diffOne(begun: Begun, info: ManifestInfo): { text: string } | { problem: string } {
  const { context } = begun;
  const { world } = context.world;
  const live = info.kind && world.store.get(info.kind, info.name, info.namespace);
  const applied = applyOne(
    { begun: { ...begun, dryRun: "server", report: createReport() }, fieldValidation: "Strict" },
    info,
  );
  if (!applied.ok) return { problem: tellFailures([applied.failure]) };
  const after = "object" in applied ? printYaml(apiJson(applied.object, world.epoch)) : printYaml(applied.manifest);
  const hunks = unifiedDiff(live ? printYaml(apiJson(live, world.epoch)) : "", after);
  if (hunks === "") return { text: "" };
  const [before, merged] = [`/tmp/LIVE-1/${fileOf(info)}`, `/tmp/MERGED-2/${fileOf(info)}`];
  const time = timeOf(context);
  return { text: `diff -u -N ${before} ${merged}\n--- ${before}\t${time}\n+++ ${merged}\t${time}\n${hunks}` };
}

function diffAll(begun: Begun, infos: ManifestInfo[]): Outcome {
  const problems: string[] = [];
  let stdout = "";
  for (const info of infos) {
    const difference = diffOne(begun, info);
    if ("problem" in difference) problems.push(difference.problem);
    else stdout += difference.text;
  }
  const stderr = problems.map((problem) => `${problem}\n`).join("");
  return { stdout, stderr, exit: problems.length > 0 ? WRONG : stdout === "" ? 0 : 1 };
}

export const diff: Verb = (context, args) => {
  const begun = beginPlainly(context, "kubectl diff", args, FLAGS);
  if (!begun.ok) return begun.outcome;
  const { read } = begun;
  if (read.words.length > 0)
    return { ...misuse("kubectl diff", `Unexpected args: [${read.words.join(" ")}]`), exit: WRONG };
  if (!hasFiles(read)) return failed("error: must specify one of -f and -k", WRONG);
  const { infos, failures, missing } = readInput(context, read);
  if (missing.length + failures.length > 0) return failed(tellFailures([...missing, ...failures]), WRONG);
  return diffAll(begun, infos);
};
