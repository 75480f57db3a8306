/** `kubectl replace`. Kubernetes 1.36, kubectl, pkg/cmd/replace/replace.go. */
import { createManifest, replaceManifest, type WriteRequest } from "../../../simulator/kubernetes/manifest/write.ts";
import { failed, type Outcome } from "../../shell/outcome.ts";
import type { Verb } from "../context.ts";
import { complaint } from "../errors.ts";
import { durationOf, isOn, numberOf, textOf } from "../flag-value.ts";
import { hasFiles, lackingKind, type ManifestInfo, readInput } from "../manifest-input.ts";
import { slashName } from "../resources.ts";
import { withLastApplied } from "./apply/last-applied.ts";
import { type Begun, begin } from "./begin.ts";
import { FILES, RECORD, SAVE_CONFIG, VALIDATE } from "./common-flags.ts";
import { deleteAndWait } from "./delete-one.ts";
import { fromServer, tellFailures, withSource } from "./failure.ts";
import { notFoundError } from "./find.ts";
import { firstProblem } from "./problems.ts";
import { readValidation } from "./validation.ts";

const FLAGS = {
  ...FILES,
  ...RECORD,
  ...VALIDATE,
  ...SAVE_CONFIG,
  kustomize: { type: "text", short: "k", lacks: "The lab has no folders to build from; paste the manifest." },
  force: { type: "bool" },
  cascade: { type: "text", value: "background", bare: "background" },
  "grace-period": { type: "int", value: "-1" },
  timeout: { type: "duration", value: "0s" },
  wait: { type: "bool" },
  subresource: { type: "text", lacks: "The lab replaces whole objects only." },
  raw: { type: "text", lacks: "The lab has no addresses to send raw requests to." },
} as const;

function problemOf({ read, dryRun }: Begun): string | undefined {
  const force = isOn(read, "force");
  return firstProblem([
    [!hasFiles(read), "must specify one of -f and -k"],
    [!force && Number(textOf(read, "grace-period")) >= 0, "--grace-period must have --force specified"],
    [!force && durationOf(read, "timeout") !== 0, "--timeout must have --force specified"],
    [force && dryRun !== "none", "--dry-run can not be used when --force is set"],
  ]);
}

/** --force: the old ones go first, all of them, and are told; then the new ones are made. */
function deleteOld({ context, read, report }: Begun, infos: ManifestInfo[]): void {
  const wished = numberOf(read, "grace-period") ?? -1;
  const grace = wished >= 0 ? { gracePeriodSeconds: Math.max(1, wished) } : { gracePeriodSeconds: 0 };
  for (const { resource, kind, name, namespace } of infos) {
    const before = kind && context.world.store.get(kind, name, namespace);
    if (!before) continue;
    deleteAndWait(context, before, grace);
    const from = resource.namespaced ? ` from ${namespace} namespace` : "";
    report.say(`${slashName(resource, name).slice(0, -name.length - 1)} ${JSON.stringify(name)} deleted${from}`);
  }
}

function replaceOne(begun: Begun, info: ManifestInfo, request: WriteRequest): void {
  const { context, read, report, dryRun, print } = begun;
  const { resource, kind, name, namespace, source } = info;
  const manifest = isOn(read, "save-config") ? withLastApplied(info.manifest) : info.manifest;
  if (dryRun === "client") return print.manifest(resource, name, manifest, "replaced");
  if (!kind) return report.fail(lackingKind(resource));
  const { world } = context.world;
  const before = world.store.get(kind, name, namespace);
  const force = isOn(read, "force");
  const missing = { ok: false as const, error: notFoundError(resource, name) };
  const answer = force
    ? createManifest(world, manifest, kind, request)
    : before
      ? replaceManifest(world, before, manifest, request)
      : missing;
  if (answer.ok) return print.object({ resource, object: answer.object }, "replaced");
  const failure = fromServer(answer.error);
  report.fail(force ? failure : withSource("replacing", source, failure));
}

export const replace: Verb = (context, args): Outcome => {
  const begun = begin(context, "kubectl replace", args, FLAGS);
  if (!begun.ok) return begun.outcome;
  const { read, report, dryRun } = begun;
  const problem = problemOf(begun);
  if (problem !== undefined) return complaint(problem);
  const fieldValidation = readValidation(read, report);
  if (!fieldValidation) return report.outcome();
  const { infos, failures, missing } = readInput(context, read);
  if (missing.length > 0) return failed(tellFailures(missing));
  if (infos.length + failures.length === 0) return complaint("no objects passed to replace");
  if (isOn(read, "force")) deleteOld(begun, infos);
  const warn = (text: string) => report.warn(`Warning: ${text}`);
  for (const info of infos) replaceOne(begun, info, { dryRun: dryRun === "server", fieldValidation, warn });
  for (const failure of failures) report.fail(failure);
  return report.outcome();
};
