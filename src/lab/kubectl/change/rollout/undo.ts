/** `kubectl rollout undo`. Kubernetes 1.36, kubectl, pkg/cmd/rollout/rollout_undo.go and pkg/polymorphichelpers/rollback.go. */
import type { DaemonSet, Deployment, StatefulSet } from "../../../../simulator/kubernetes/api/apps.ts";
import { undo } from "../../../../simulator/kubernetes/deployment/rollout.ts";
import { patchObject } from "../../../../simulator/kubernetes/manifest/patch.ts";
import { isSame } from "../../../../simulator/kubernetes/canonical.ts";
import { revisionDataOf } from "../../../../simulator/kubernetes/revision/hash.ts";
import type { Verb } from "../../context.ts";
import { numberOf } from "../../flag-value.ts";
import { type Begun, begin } from "../begin.ts";
import { plain } from "../failure.ts";
import type { Info } from "../find.ts";
import { controllerRevisions, keptRevisions } from "./revisions.ts";
import { groupKind, isRolling, ROLLOUT_FLAGS, visitRollouts } from "./targets.ts";
import { describeTemplate } from "./template.ts";

const FLAGS = { ...ROLLOUT_FLAGS, "to-revision": { type: "int64", value: "0" } } as const;

export const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** What is printed behind the object's name, or why it could not be. */
type Told = { ok: true; text: string } | { ok: false; text: string };

const unknown = (revision: number): Told => ({
  ok: false,
  text: `unable to find specified revision ${revision} in history`,
});

function undoDeployment({ context, dryRun }: Begun, deployment: Deployment, wanted: number): Told {
  const { world } = context.world;
  if (dryRun !== "client") return undo(world, deployment, wanted, { dryRun: dryRun === "server" });
  const revisions = keptRevisions(world, deployment);
  const target = wanted > 0 ? revisions.find(({ revision }) => revision === wanted) : revisions.at(-2);
  if (target && target.object.kind === "ReplicaSet")
    return { ok: true, text: describeTemplate(context, target.object.spec.template) };
  return wanted === 0
    ? { ok: false, text: `no rollout history found for deployment ${JSON.stringify(deployment.metadata.name)}` }
    : unknown(wanted);
}

function undoController({ context, dryRun }: Begun, object: DaemonSet | StatefulSet, wanted: number): Told {
  const { world } = context.world;
  const revisions = controllerRevisions(world, object);
  if (wanted === 0 && revisions.length <= 1) return { ok: false, text: "no last revision to roll back to" };
  const target = wanted === 0 ? revisions.at(-2) : revisions.find(({ revision }) => revision === wanted);
  if (!target) return unknown(wanted);
  if (dryRun === "client") {
    const then = keptRevisions(world, object).find(({ revision }) => revision === target.revision);
    return { ok: true, text: `will roll back to ${then ? describeTemplate(context, then.template) : ""}` };
  }
  if (isSame(revisionDataOf(object.spec.template), target.data))
    return { ok: true, text: `skipped rollback (current template already matches revision ${wanted})` };
  const answer = patchObject(world, object, "strategic", target.data, { dryRun: dryRun === "server" });
  return answer.ok
    ? { ok: true, text: "rolled back" }
    : { ok: false, text: `failed restoring revision ${wanted}: ${answer.error.message}` };
}

const managed = (what: string) =>
  `Warning: resource ${what} was previously managed with 'kubectl apply'. Rolling back will not update the ${LAST_APPLIED} annotation, ` +
  "which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.";

function undoOne(begun: Begun, info: Info): void {
  const { read, report, print } = begun;
  const { resource, object } = info;
  if (object.metadata.annotations?.[LAST_APPLIED] !== undefined)
    report.warn(managed(`${resource.plural}/${object.metadata.name}`));
  if (!isRolling(object))
    return report.fail(plain(`no rollbacker has been implemented for ${JSON.stringify(groupKind(resource))}`));
  const wanted = numberOf(read, "to-revision") ?? 0;
  if (wanted < 0) return report.fail(plain(unknown(wanted).text));
  const told =
    object.kind === "Deployment" ? undoDeployment(begun, object, wanted) : undoController(begun, object, wanted);
  if (told.ok) print.object(info, told.text);
  else report.fail(plain(told.text));
}

export const rolloutUndo: Verb = (context, args) => {
  const begun = begin(context, "kubectl rollout undo", args, FLAGS);
  return begun.ok ? visitRollouts(begun, (info) => undoOne(begun, info)) : begun.outcome;
};
