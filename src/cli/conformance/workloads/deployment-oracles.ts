/** deployment-oracle-*: what upstream's functions answered to random inputs. */
import type { ReplicaSet } from "../../../simulator/kubernetes/api/apps.ts";
import { maxSurgeOf, resolveFenceposts } from "../../../simulator/kubernetes/deployment/fenceposts.ts";
import { growNew, stepRolling } from "../../../simulator/kubernetes/deployment/rolling.ts";
import { proportionOf, stepScaling } from "../../../simulator/kubernetes/deployment/scale.ts";
import type { Sheet } from "../sheet.ts";
import { rollingDeployment, sizedReplicaSet, sizeOf, toIntOrString, type Raw } from "./objects.ts";

const annotated = (replicaSet: ReplicaSet, annotations: Record<string, string>): ReplicaSet => ({
  ...replicaSet,
  metadata: { ...replicaSet.metadata, annotations },
});

/** Rows [maxSurge, maxUnavailable, desired, surge, unavailable]. */
export function fenceposts(file: Raw, sheet: Sheet): void {
  for (const [maxSurge, maxUnavailable, desired, surge, unavailable] of file.cases)
    sheet.row(`${maxSurge} ${maxUnavailable} of ${desired}`, (check) =>
      check.equal(resolveFenceposts(toIntOrString(maxSurge), toIntOrString(maxUnavailable), desired), {
        surge,
        unavailable,
      }),
    );
}

export function proportion(file: Raw, sheet: Sheet): void {
  for (const [i, row] of file.cases.entries())
    sheet.row(`case ${i}`, (check) => {
      const deployment = rollingDeployment(
        row.deploymentReplicas,
        toIntOrString(row.maxSurge),
        toIntOrString(row.maxUnavailable),
      );
      const replicaSet = annotated(sizedReplicaSet("rs", row.rsReplicas), {
        "deployment.kubernetes.io/max-replicas": String(row.rsMaxReplicasAnnotation),
      });
      check.equal(proportionOf(deployment, replicaSet, row.replicasToAdd, row.replicasAdded), row.expect);
    });
}

export function scale(file: Raw, sheet: Sheet): void {
  for (const [i, row] of file.cases.entries())
    sheet.row(`case ${i}`, (check) => {
      const deployment = rollingDeployment(row.newReplicas, toIntOrString(row.maxSurge), 0);
      const all: ReplicaSet[] = row.replicaSetsOldestFirst_lastIsNew.map(({ name, spec, createdOrder }: Raw) =>
        annotated(sizedReplicaSet(name, spec, 0, createdOrder), {
          "deployment.kubernetes.io/desired-replicas": String(row.oldReplicas),
          "deployment.kubernetes.io/max-replicas": String(row.maxReplicasAnnotation),
        }),
      );
      const resizes = stepScaling(deployment, { fresh: all.at(-1), old: all.slice(0, -1) });
      const sizes = resizes.map(({ to }) => [to.metadata.name, sizeOf(to)]);
      check.equal(Object.fromEntries(sizes), row.expectUpdatedReplicas ?? {});
    });
}

export function step(file: Raw, sheet: Sheet): void {
  for (const [i, row] of file.cases.entries())
    sheet.row(`case ${i}`, (check) => {
      const deployment = rollingDeployment(
        row.replicas,
        toIntOrString(row.maxSurge),
        toIntOrString(row.maxUnavailable),
      );
      const newest = (row.old ?? []).length + 1;
      const fresh = sizedReplicaSet("new", row.new.spec, row.new.available, newest);
      const old: ReplicaSet[] = (row.old ?? []).map(({ name, spec, available, createdOrder }: Raw) =>
        sizedReplicaSet(name, spec, available, createdOrder),
      );
      const resizes = stepRolling(deployment, fresh, old);
      const grown = growNew(deployment, fresh, [...old, fresh]) !== undefined;
      check.equal(resizes.length === 0 ? "none" : grown ? "new" : "old", row.expect.scaled, "scaled");
      const updates = resizes.map(({ to }) => ({ replicas: sizeOf(to), rs: to.metadata.name }));
      check.equal(updates, row.expect.updates ?? [], "updates");
      if (row.resolved) check.equal(maxSurgeOf(deployment), row.resolved.surge, "surge");
    });
}
