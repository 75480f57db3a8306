/** `kubectl delete`. Kubernetes 1.36, kubectl, pkg/cmd/delete/delete.go and delete_flags.go. */
import type { KubernetesObject } from "../../../simulator/kubernetes/api/kinds.ts";
import type { ApiError, DeleteOptions } from "../../../simulator/kubernetes/api-server.ts";
import { failed, type Outcome } from "../../shell/outcome.ts";
import type { KubectlContext, Verb } from "../context.ts";
import { complaint } from "../errors.ts";
import { durationOf, isGiven, isOn, numberOf, textOf } from "../flag-value.ts";
import { type FlagsRead, readFlags } from "../flags.ts";
import { hasFiles, readInput } from "../manifest-input.ts";
import type { Target } from "../requests.ts";
import { resourceOf, slashName, storeKind } from "../resources.ts";
import { ALL, ALL_NAMESPACES, DRY_RUN, FIELD_SELECTOR, FILES, SELECTOR } from "./common-flags.ts";
import { DRY_RUN_SUFFIX, type DryRun, readDryRun } from "./dry-run.ts";
import { type Failure, fromServer, plain, tellFailures, withSource } from "./failure.ts";
import { findObjects, notFoundError } from "./find.ts";
import { createReport, type Report } from "./report.ts";
import { LONGEST_WAIT_MS, passUntil, stillGoing } from "./time.ts";

const FLAGS = {
  ...FILES,
  ...SELECTOR,
  ...FIELD_SELECTOR,
  ...ALL,
  ...ALL_NAMESPACES,
  ...DRY_RUN,
  "ignore-not-found": { type: "bool" },
  cascade: { type: "text", value: "background", bare: "background" },
  now: { type: "bool" },
  force: { type: "bool" },
  "grace-period": { type: "int", value: "-1" },
  timeout: { type: "duration", value: "0s" },
  wait: { type: "bool", value: "true" },
  output: { type: "text", short: "o" },
  interactive: { type: "bool", short: "i", lacks: "The lab asks nothing back; leave out --interactive." },
  raw: { type: "text", lacks: "The lab has no addresses to send raw requests to." },
} as const;

type Propagation = NonNullable<DeleteOptions["propagationPolicy"]>;
const CASCADES: Record<string, Propagation> = {
  background: "Background",
  foreground: "Foreground",
  orphan: "Orphan",
  true: "Background",
  false: "Orphan",
};

/** What the flags come to: seconds of grace, -1 for the object's own. */
type Plan = { grace: number; cascade: Propagation; force: boolean };

const cascadeProblem = (text: string) =>
  `invalid cascade value (${text}). Must be "background", "foreground", or "orphan".`;

function readPlan(read: FlagsRead): Plan | string {
  const cascade = CASCADES[textOf(read, "cascade")];
  if (!cascade) return cascadeProblem(textOf(read, "cascade"));
  const force = isOn(read, "force");
  let grace = numberOf(read, "grace-period") ?? -1;
  if (isOn(read, "now")) {
    if (grace !== -1) return "--now and --grace-period cannot be specified together";
    grace = 1;
  }
  // A period of 0 is meant only together with --force.
  if (grace === 0 && !force) grace = 1;
  if (force && grace < 0) grace = 0;
  return { grace, cascade, force };
}

function problemOf(read: FlagsRead, { grace, force }: Plan): string | undefined {
  const format = textOf(read, "output");
  if (format !== "" && format !== "name") return `unexpected -o output mode: ${format}. We only support '-o name'`;
  if (isOn(read, "all") && textOf(read, "selector") !== "") return "cannot set --all and --selector at the same time";
  if (isOn(read, "all") && textOf(read, "field-selector") !== "")
    return "cannot set --all and --field-selector at the same time";
  return grace > 0 && force ? "--force and --grace-period greater than 0 cannot be specified together" : undefined;
}

const IMMEDIATE =
  "Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.";
const CLUSTER_WIDE = "Warning: deleting cluster-scoped resources, not scoped to the provided namespace";

type Deletion = { context: KubectlContext; read: FlagsRead; report: Report; plan: Plan; dryRun: DryRun };

/** What is to go: by name it is not looked up first. */
type Doomed = Target & { source?: string };

function sayDeleted({ read, report, plan, dryRun }: Deletion, { resource, name, namespace }: Doomed): void {
  const slash = slashName(resource, name);
  if (textOf(read, "output") === "name") return report.say(slash);
  const from = resource.namespaced ? ` from ${namespace} namespace` : "";
  const operation = `${plan.grace === 0 ? "force deleted" : "deleted"}${from}${DRY_RUN_SUFFIX[dryRun]}`;
  report.say(`${slash.slice(0, -name.length - 1)} ${JSON.stringify(name)} ${operation}`);
}

type Deleted = { ok: true; object?: KubernetesObject } | { ok: false; error: ApiError };

function deleteOne({ context, plan, dryRun }: Deletion, { resource, name, namespace }: Doomed): Deleted {
  if (dryRun === "client") return { ok: true };
  const kind = storeKind(resource);
  const object = kind && context.world.store.get(kind, name, namespace);
  if (!object) return { ok: false, error: notFoundError(resource, name) };
  if (dryRun === "server") return { ok: true };
  const grace = plan.grace >= 0 ? { gracePeriodSeconds: plan.grace } : {};
  const answer = context.world.api.delete(object.kind, name, namespace, { ...grace, propagationPolicy: plan.cascade });
  return answer.ok ? { ok: true, object } : answer;
}

/** Until nothing of what was deleted is left; another object of the same name is not it. */
function waitUntilGone({ context, read, report }: Deletion, deleted: KubernetesObject[]): void {
  const { store } = context.world;
  const given = durationOf(read, "timeout") ?? 0;
  const isThere = ({ kind, metadata }: KubernetesObject) =>
    store.get(kind, metadata.name, metadata.namespace)?.metadata.uid === metadata.uid;
  if (passUntil(context, given > 0 ? given : LONGEST_WAIT_MS, () => !deleted.some(isThere))) return;
  for (const { kind, metadata } of deleted.filter(isThere)) {
    const what = `${resourceOf(kind).plural}/${metadata.name}`;
    if (given > 0) report.fail(plain(`timed out waiting for the condition on ${what}`));
    else report.warn(stillGoing(`${what} to be gone`));
  }
}

/** Deletes one after the other; those that went, or nothing when one of them could not. */
function deleteEach(deletion: Deletion, doomed: Doomed[], isIgnored: boolean): KubernetesObject[] | undefined {
  const deleted: KubernetesObject[] = [];
  let hasFailed = false;
  for (const one of doomed) {
    const answer = deleteOne(deletion, one);
    if (answer.ok) {
      sayDeleted(deletion, one);
      if (answer.object) deleted.push(answer.object);
    } else if (answer.error.reason !== "NotFound" || !isIgnored) {
      hasFailed = true;
      deletion.report.fail(withSource("deleting", one.source, fromServer(answer.error)));
    }
  }
  return hasFailed ? undefined : deleted;
}

function deleteAll(deletion: Deletion, doomed: Doomed[], isIgnored: boolean): void {
  const { read, report, dryRun } = deletion;
  const isPlaced = isGiven(read, "namespace") && !isOn(read, "all-namespaces");
  if (isPlaced && doomed.some(({ resource }) => !resource.namespaced)) report.warn(CLUSTER_WIDE);
  const deleted = deleteEach(deletion, doomed, isIgnored);
  if (deleted && isOn(read, "wait") && dryRun === "none") waitUntilGone(deletion, deleted);
}

type Chosen = { ok: true; doomed: Doomed[]; failures: Failure[] } | { ok: false; outcome: Outcome };

function choose(context: KubectlContext, read: FlagsRead): Chosen {
  if (hasFiles(read) && read.words.length === 0) {
    const { infos, failures, missing } = readInput(context, read);
    return missing.length > 0
      ? { ok: false, outcome: failed(tellFailures(missing)) }
      : { ok: true, doomed: infos, failures };
  }
  const found = findObjects(context, read, read.words);
  if (!found.ok) return found;
  if (found.targets.length > 0) return { ok: true, doomed: found.targets, failures: [] };
  const doomed = found.infos.map(({ resource, object: { metadata } }) => ({ resource, ...metadata }));
  return { ok: true, doomed, failures: found.failures };
}

const isSelected = (read: FlagsRead) =>
  isOn(read, "all") || textOf(read, "selector") !== "" || textOf(read, "field-selector") !== "";

/** Whether it does not matter that something is not there. */
const isIgnoring = (read: FlagsRead) =>
  isGiven(read, "ignore-not-found") ? isOn(read, "ignore-not-found") : isSelected(read);

function carryOut(deletion: Deletion): Outcome {
  const { context, read, report, plan } = deletion;
  const chosen = choose(context, read);
  if (!chosen.ok) return chosen.outcome;
  const problem = problemOf(read, plan);
  if (problem !== undefined) return complaint(problem);
  if (plan.force && plan.grace === 0) report.warn(IMMEDIATE);
  deleteAll(deletion, chosen.doomed, isIgnoring(read));
  for (const failure of chosen.failures) report.fail(failure);
  if (chosen.doomed.length + chosen.failures.length === 0) report.say("No resources found");
  return report.outcome();
}

export const deleteObjects: Verb = (context, args) => {
  const read = readFlags("kubectl delete", args, FLAGS);
  if (!read.ok) return read.outcome;
  const report = createReport(read.warnings);
  const plan = readPlan(read);
  if (typeof plan === "string") return complaint(plan);
  const dryRun = readDryRun(context, read, report);
  return dryRun ? carryOut({ context, read, report, plan, dryRun }) : report.outcome();
};
