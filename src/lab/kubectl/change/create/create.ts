/** `kubectl create`: from files, or by the generator that is named. Kubernetes 1.36, kubectl, pkg/cmd/create/create.go. */
import { createManifest } from "../../../../simulator/kubernetes/manifest/write.ts";
import { failed, lacking, type Outcome } from "../../../shell/outcome.ts";
import type { KubectlContext, Verb } from "../../context.ts";
import { complaint, misuse } from "../../errors.ts";
import { isOn } from "../../flag-value.ts";
import { hasFiles, lackingKind, type ManifestInfo, readInput } from "../../manifest-input.ts";
import { withLastApplied } from "../apply/last-applied.ts";
import { type Begun, begin } from "../begin.ts";
import { FILES, RECORD, SAVE_CONFIG, SELECTOR, VALIDATE } from "../common-flags.ts";
import { fromServer, tellFailures, withSource } from "../failure.ts";
import { readValidation } from "../validation.ts";
import { createConfigMap } from "./config-map.ts";
import { createCronJob } from "./cron-job.ts";
import { createDeployment } from "./deployment.ts";
import { createJob } from "./job.ts";
import { createBudget, createNamespace, createPriorityClass, createQuota, createServiceAccount } from "./policies.ts";
import { createSecret } from "./secret.ts";
import { createService } from "./service.ts";

const outside =
  (name: string): Verb =>
  () =>
    lacking(
      `kubectl create ${name}`,
      `The lab has no ${name}s: one user may do everything, and nothing is reached from outside.`,
    );

const GENERATORS: Readonly<Record<string, Verb>> = {
  clusterrole: outside("clusterrole"),
  clusterrolebinding: outside("clusterrolebinding"),
  cm: createConfigMap,
  configmap: createConfigMap,
  cronjob: createCronJob,
  cj: createCronJob,
  deployment: createDeployment,
  deploy: createDeployment,
  ingress: outside("ingress"),
  ing: outside("ingress"),
  job: createJob,
  namespace: createNamespace,
  ns: createNamespace,
  pdb: createBudget,
  poddisruptionbudget: createBudget,
  pc: createPriorityClass,
  priorityclass: createPriorityClass,
  quota: createQuota,
  resourcequota: createQuota,
  role: outside("role"),
  rolebinding: outside("rolebinding"),
  sa: createServiceAccount,
  serviceaccount: createServiceAccount,
  secret: createSecret,
  service: createService,
  svc: createService,
  token: outside("token"),
};

const FLAGS = {
  ...FILES,
  ...RECORD,
  ...SELECTOR,
  ...VALIDATE,
  ...SAVE_CONFIG,
  kustomize: {
    type: "text",
    short: "k",
    lacks: "The lab has no folders to build from; paste the manifest and create it.",
  },
  edit: { type: "bool", lacks: "The lab has no editor; change the manifest and create it." },
  raw: { type: "text", lacks: "The lab has no addresses to send raw requests to." },
} as const;

function createOne({ context, read, report, dryRun, print }: Begun, info: ManifestInfo): void {
  const { resource, kind, name, source } = info;
  const manifest = isOn(read, "save-config") ? withLastApplied(info.manifest) : info.manifest;
  if (dryRun === "client") return print.manifest(resource, name, manifest, "created");
  if (!kind) return report.fail(lackingKind(resource));
  const fieldValidation = readValidation(read, report);
  if (!fieldValidation) return;
  const request = {
    dryRun: dryRun === "server",
    fieldValidation,
    warn: (text: string) => report.warn(`Warning: ${text}`),
  };
  const answer = createManifest(context.world.world, manifest, kind, request);
  if (answer.ok) print.object({ resource, object: answer.object }, "created");
  else report.fail(withSource("creating", source, fromServer(answer.error)));
}

function createFiles(context: KubectlContext, args: string[]): Outcome {
  const begun = begin(context, "kubectl create", args, FLAGS);
  if (!begun.ok) return begun.outcome;
  const { read, report } = begun;
  if (read.words.length > 0) return misuse("kubectl create", `Unexpected args: [${read.words.join(" ")}]`);
  if (!hasFiles(read)) return complaint("must specify one of -f and -k");
  const { infos, failures, missing } = readInput(context, read);
  if (missing.length > 0) return failed(tellFailures(missing));
  if (infos.length === 0 && failures.length === 0) return complaint("no objects passed to create");
  for (const info of infos) createOne(begun, info);
  for (const failure of failures) report.fail(failure);
  return report.outcome();
}

export const create: Verb = (context, args) => {
  const at = args.findIndex((word) => !word.startsWith("-"));
  const name = args[at] ?? "";
  const own = Object.hasOwn(GENERATORS, name) && !isValueOfFlag(args, at) ? GENERATORS[name] : undefined;
  return own ? own(context, args.toSpliced(at, 1)) : createFiles(context, args);
};

/** `-f job` names a file, not a generator. */
const isValueOfFlag = (args: string[], at: number) =>
  /^(?:-f|--filename|-n|--namespace|-o|--output)$/.test(args[at - 1] ?? "");
