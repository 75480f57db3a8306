/**
 * kubectl rollout: what its subcommands do to a Deployment, and what they print. Kubernetes 1.36, kubectl, pkg/polymorphichelpers
 * (rollback.go, history.go, rollout_status.go, objectpauser.go, objectrestarter.go).
 */
import type { Deployment, ReplicaSet } from "../api/apps.ts";
import type { WriteOptions } from "../api-server.ts";
import { isControlledBy } from "../metadata.ts";
import type { World } from "../world.ts";
import { ownAnnotations, revisionOf, sharedAnnotations } from "./annotations.ts";
import { conditionOf } from "./conditions.ts";
import { allOf, isSameTemplate, splitReplicaSets } from "./replica-sets.ts";
import { POD_TEMPLATE_HASH } from "./template-hash.ts";

/** What is printed after "deployment.apps/NAME ", or after "error: ". */
export type Told = { ok: true; text: string } | { ok: false; text: string };

const done = (text: string): Told => ({ ok: true, text });
const failed = (text: string): Told => ({ ok: false, text });

const CHANGE_CAUSE = "kubernetes.io/change-cause";
const RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

/** The old ones first, oldest first, then the new one. */
function replicaSetsOf({ store }: World, deployment: Deployment): ReplicaSet[] {
  const all = store.controlledBy("ReplicaSet", deployment.metadata.uid);
  return allOf(
    splitReplicaSets(
      deployment,
      all.filter((one) => isControlledBy(one, deployment)),
    ),
  );
}

/** The ReplicaSet to go back to: of a revision, or of the last but one when that is 0 (deploymentRevision). */
function findRevision(all: ReplicaSet[], revision: number): ReplicaSet | undefined {
  const numbered = all.filter((one) => revisionOf(one) !== undefined);
  if (revision > 0) return numbered.find((one) => revisionOf(one) === revision);
  return numbered.toSorted((a, b) => (revisionOf(b) ?? 0) - (revisionOf(a) ?? 0))[1];
}

/** The template of a ReplicaSet without the label that is its own. */
function templateOf({ spec: { template } }: ReplicaSet): ReplicaSet["spec"]["template"] {
  const { [POD_TEMPLATE_HASH]: _, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

/** kubectl rollout undo [--to-revision]; 0 means the revision before the present one. */
export function undo(world: World, deployment: Deployment, toRevision = 0, options: WriteOptions = {}): Told {
  if (toRevision < 0) return failed(`unable to find specified revision ${toRevision} in history`);
  const target = findRevision(replicaSetsOf(world, deployment), toRevision);
  if (!target) {
    return failed(
      toRevision > 0
        ? `unable to find specified revision ${toRevision} in history`
        : `no rollout history found for deployment "${deployment.metadata.name}"`,
    );
  }
  if (deployment.spec.paused)
    return failed(
      "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
    );
  if (isSameTemplate(target.spec.template, deployment.spec.template))
    return done(`skipped rollback (current template already matches revision ${toRevision})`);
  const annotations = {
    ...ownAnnotations(deployment.metadata.annotations),
    ...sharedAnnotations(target.metadata.annotations),
  };
  const after = {
    ...deployment,
    metadata: { ...deployment.metadata, annotations },
    spec: { ...deployment.spec, template: templateOf(target) },
  };
  const answer = world.api.update(after, options);
  return answer.ok ? done("rolled back") : failed(`failed restoring revision ${toRevision}: ${answer.error.message}`);
}

export type Revision = { revision: number; changeCause: string | undefined; replicaSet: ReplicaSet };

/** The revisions that are still there, the lowest first. */
export function revisionsOf(world: World, deployment: Deployment): Revision[] {
  const byNumber = new Map<number, Revision>();
  for (const replicaSet of replicaSetsOf(world, deployment)) {
    const revision = revisionOf(replicaSet);
    const changeCause = replicaSet.metadata.annotations?.[CHANGE_CAUSE] || undefined;
    if (revision !== undefined) byNumber.set(revision, { revision, changeCause, replicaSet });
  }
  return [...byNumber.values()].toSorted((a, b) => a.revision - b.revision);
}

const HEADING = "REVISION";

/** kubectl rollout history, without --revision: the table under the object's name. */
export function history(world: World, deployment: Deployment): string {
  const revisions = revisionsOf(world, deployment);
  if (revisions.length === 0) return "No rollout history found.";
  const width = Math.max(HEADING.length, ...revisions.map(({ revision }) => String(revision).length)) + 2;
  const line = (revision: string, cause: string) => `${revision.padEnd(width)}${cause}\n`;
  const lines = revisions.map(({ revision, changeCause }) => line(String(revision), changeCause ?? "<none>"));
  return line(HEADING, "CHANGE-CAUSE") + lines.join("");
}

/** What one look of kubectl rollout status says, and whether there is nothing more to wait for. */
export type Progress = { ok: true; text: string; done: boolean } | { ok: false; text: string };

const waiting = (text: string): Progress => ({ ok: true, text: `Waiting for deployment ${text}...\n`, done: false });

/** How many pods are not there yet, are still there, or are not available yet, in that order. */
function stepText({ spec, status }: Deployment): string | undefined {
  const { updatedReplicas: updated = 0, replicas = 0, availableReplicas: available = 0 } = status;
  const { replicas: desired = 0 } = spec;
  if (updated < desired) return `${updated} out of ${desired} new replicas have been updated`;
  if (replicas > updated) return `${replicas - updated} old replicas are pending termination`;
  return available < updated ? `${available} of ${updated} updated replicas are available` : undefined;
}

export function rolloutStatusText(deployment: Deployment, wanted = 0): Progress {
  const { metadata, status } = deployment;
  const running = revisionOf(deployment);
  if (wanted > 0 && wanted !== running) {
    return { ok: false, text: `desired revision (${wanted}) is different from the running revision (${running})` };
  }
  if (metadata.generation > (status.observedGeneration ?? 0)) return waiting("spec update to be observed");
  if (conditionOf(status.conditions, "Progressing")?.reason === "ProgressDeadlineExceeded")
    return { ok: false, text: `deployment "${metadata.name}" exceeded its progress deadline` };
  const step = stepText(deployment);
  if (step) return waiting(`"${metadata.name}" rollout to finish: ${step}`);
  return { ok: true, text: `deployment "${metadata.name}" successfully rolled out\n`, done: true };
}

function update(world: World, deployment: Deployment, spec: Partial<Deployment["spec"]>, text: string): Told {
  const answer = world.api.update({ ...deployment, spec: { ...deployment.spec, ...spec } });
  return answer.ok ? done(text) : failed(answer.error.message);
}

const named = ({ metadata }: Deployment) => `deployments.apps "${metadata.name}"`;

/** kubectl rollout pause. */
export function pause(world: World, deployment: Deployment): Told {
  if (deployment.spec.paused) return failed(`${named(deployment)} is already paused`);
  return update(world, deployment, { paused: true }, "paused");
}

/** kubectl rollout resume. */
export function resume(world: World, deployment: Deployment): Told {
  if (!deployment.spec.paused) return failed(`${named(deployment)} is not paused`);
  return update(world, deployment, { paused: false }, "resumed");
}

/** kubectl rollout restart: `restartedAt` is the present instant as kubectl writes it, RFC 3339. */
export function restart(world: World, deployment: Deployment, restartedAt: string): Told {
  const { template, paused } = deployment.spec;
  if (paused) return failed(`${named(deployment)} can't restart paused deployment (run rollout resume first)`);
  const annotations = { ...template.metadata?.annotations, [RESTARTED_AT]: restartedAt };
  const restarted = { ...template, metadata: { ...template.metadata, annotations } };
  return update(world, deployment, { template: restarted }, "restarted");
}
