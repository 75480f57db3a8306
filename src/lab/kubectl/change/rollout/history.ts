/** `kubectl rollout history`. Kubernetes 1.36, kubectl, pkg/cmd/rollout/rollout_history.go and pkg/polymorphichelpers/history.go. */
import type { KubectlContext, Verb } from "../../context.ts";
import { complaint } from "../../errors.ts";
import { numberOf } from "../../flag-value.ts";
import { resourceOf } from "../../resources.ts";
import { type Begun, begin } from "../begin.ts";
import { plain } from "../failure.ts";
import type { Info } from "../find.ts";
import { keptRevisions, type Revision } from "./revisions.ts";
import { groupKind, isRolling, ROLLOUT_FLAGS, visitRollouts } from "./targets.ts";
import { describeTemplate } from "./template.ts";

const FLAGS = { ...ROLLOUT_FLAGS, revision: { type: "int64", value: "0" } } as const;
const UNKNOWN = "unable to find the specified revision";
const HEADING = "REVISION";

function table(revisions: Revision[]): string {
  const width = Math.max(HEADING.length, ...revisions.map(({ revision }) => String(revision).length)) + 2;
  const row = (revision: string, cause: string) => `${revision.padEnd(width)}${cause}\n`;
  return (
    row(HEADING, "CHANGE-CAUSE") +
    revisions.map(({ revision, changeCause }) => row(String(revision), changeCause ?? "<none>")).join("")
  );
}

/** What stands below the object's name. */
function bodyOf(context: KubectlContext, revisions: Revision[], wanted: number): string | undefined {
  if (revisions.length === 0) return "No rollout history found.";
  if (wanted === 0) return table(revisions);
  const chosen = revisions.find(({ revision }) => revision === wanted);
  return chosen && describeTemplate(context, chosen.template);
}

/** -o: every revision as the object that keeps it. */
function printObjects({ report, print }: Begun, revisions: Revision[], wanted: number): void {
  const chosen = wanted > 0 ? revisions.filter(({ revision }) => revision === wanted) : revisions;
  if (wanted > 0 && chosen.length === 0) report.fail(plain(UNKNOWN));
  for (const { object } of chosen) print.object({ resource: resourceOf(object.kind), object }, "");
}

function show(begun: Begun, info: Info): void {
  const { context, read, report, print } = begun;
  const { resource, object } = info;
  if (!isRolling(object))
    return report.fail(plain(`no history viewer has been implemented for ${JSON.stringify(groupKind(resource))}`));
  const wanted = numberOf(read, "revision") ?? 0;
  const revisions = keptRevisions(context.world.world, object);
  if (print.isWhole) return printObjects(begun, revisions, wanted);
  const body = bodyOf(context, revisions, wanted);
  if (body === undefined) return report.fail(plain(UNKNOWN));
  print.object(info, `${wanted > 0 ? `with revision #${wanted}` : ""}\n${body}`);
}

export const rolloutHistory: Verb = (context, args) => {
  const begun = begin(context, "kubectl rollout history", args, FLAGS);
  if (!begun.ok) return begun.outcome;
  const revision = numberOf(begun.read, "revision") ?? 0;
  if (revision < 0) return complaint(`revision must be a positive integer: ${revision}`);
  return visitRollouts(begun, (info) => show(begun, info));
};
