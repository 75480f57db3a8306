/** deployment-rolling: pkg/controller/deployment/{rolling,sync,recreate,progress}_test.go. */
import type { ReplicaSet } from "../../../simulator/kubernetes/api/apps.ts";
import type { Condition } from "../../../simulator/kubernetes/api/meta.ts";
import { maxSurgeOf } from "../../../simulator/kubernetes/deployment/fenceposts.ts";
import {
  draftReplicaSet,
  replicaSetName,
  replicaSetsToDelete,
} from "../../../simulator/kubernetes/deployment/new-replica-set.ts";
import { rolloutStatus } from "../../../simulator/kubernetes/deployment/progress.ts";
import { dropOld, hasOldPods } from "../../../simulator/kubernetes/deployment/recreate.ts";
import type { Resize } from "../../../simulator/kubernetes/deployment/resize.ts";
import { dropAvailable, dropUnhealthy, growNew, shrinkOld } from "../../../simulator/kubernetes/deployment/rolling.ts";
import { stepScaling } from "../../../simulator/kubernetes/deployment/scale.ts";
import { untilDeadline } from "../../../simulator/kubernetes/deployment/status.ts";
import type { Check, Sheet } from "../sheet.ts";
import {
  NOW,
  rollingDeployment,
  sizedReplicaSet,
  sizeOf,
  toDeployment,
  toPod,
  toReplicaSet,
  toTime,
  type Raw,
} from "./objects.ts";
import { replayTables, type Replay } from "./tables.ts";

/** When the conditions of TestRequeueStuckDeployment were updated; the rows' instants are counted from here, in milliseconds. */
const STUCK_SINCE = Date.UTC(2017, 1, 15, 18, 49);
/** What its function values answer. */
const STUCK_NOW: Record<string, number> = {
  "deployment.TestRequeueStuckDeployment.func1": 30_000,
  "deployment.TestRequeueStuckDeployment.func2": 59_000,
  "deployment.TestRequeueStuckDeployment.func3": 59_000.000_001,
  "deployment.TestRequeueStuckDeployment.func4": 60_000,
  "deployment.TestRequeueStuckDeployment.func5": 61_000,
  "deployment.TestRequeueStuckDeployment.func6": 120_000,
};
/** time.Duration(-1): nothing to wait for. */
const NEVER = -1e-9;

const sizesOf = (resizes: Resize[]) => resizes.map(({ to }) => sizeOf(to));
const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
const takenBy = (resizes: Resize[]) => sum(resizes.map(({ from, to }) => sizeOf(from) - sizeOf(to)));

function requeue({ d, status, nowFn, expected }: Raw, check: Check): void {
  const deployment = toDeployment(d);
  const { conditions } = deployment.status;
  const counted = conditions?.map(({ lastUpdateTime, ...rest }) => ({
    ...rest,
    ...(lastUpdateTime !== undefined && { lastUpdateTime: lastUpdateTime - STUCK_SINCE }),
  }));
  const stuck = { ...deployment, status: { ...deployment.status, ...(counted && { conditions: counted }) } };
  const now = nowFn ? STUCK_NOW[nowFn.func] : 0;
  if (now === undefined) return check.ok(false, `a stand-in for ${nowFn.func}`);
  const left = untilDeadline(stuck, status, now);
  check.equal(left === undefined ? NEVER : left / 1_000, expected.durSec);
}

const conditionOf = (conditions: Condition[] | undefined, type: string) =>
  conditions?.find((condition) => condition.type === type);

/** Upstream compares the times with themselves; of the row about an old failure it expects some that the failure never had. */
function compareTimes(row: Raw, old: Condition | undefined, condition: Condition | undefined, check: Check): void {
  if (row.lastUpdate && old?.lastUpdateTime !== undefined)
    check.equal(condition?.lastUpdateTime, toTime(row.lastUpdate), "lastUpdate");
  if (row.lastTransition && old?.lastTransitionTime !== undefined)
    check.equal(condition?.lastTransitionTime, toTime(row.lastTransition), "lastTransition");
}

function syncRolloutStatus(row: Raw, check: Check): void {
  const deployment = toDeployment(row.d);
  const fresh = row.newRS && toReplicaSet(row.newRS);
  const status = rolloutStatus(deployment, { fresh, old: (row.allRSs ?? []).map(toReplicaSet) }, NOW);
  const condition = conditionOf(status.conditions, row.conditionType);
  if (!row.conditionType) return check.ok(condition === undefined, "no condition");
  check.equal(condition?.status, row.conditionStatus, "status");
  check.equal(condition?.reason, row.conditionReason, "reason");
  compareTimes(row, conditionOf(deployment.status.conditions, row.conditionType), condition, check);
}

/** The ReplicaSet as the old Deployment sized it. */
function sized(row: Raw, raw: Raw): ReplicaSet {
  const replicaSet = toReplicaSet(raw);
  const old = toDeployment(row.oldDeployment);
  const desired = row.desiredReplicasAnnotations?.[replicaSet.metadata.name] ?? old.spec.replicas ?? 0;
  const annotations = {
    ...replicaSet.metadata.annotations,
    "deployment.kubernetes.io/desired-replicas": String(desired),
    "deployment.kubernetes.io/max-replicas": String(desired + maxSurgeOf(old)),
  };
  return { ...replicaSet, metadata: { ...replicaSet.metadata, annotations } };
}

function scale(row: Raw, check: Check): void {
  const fresh = row.newRS ? sized(row, row.newRS) : undefined;
  const old: ReplicaSet[] = (row.oldRSs ?? []).map((raw: Raw) => sized(row, raw));
  const resizes = stepScaling(toDeployment(row.deployment), { fresh, old });
  const sizeAfter = (replicaSet: ReplicaSet) => {
    const change = resizes.findLast(({ from }) => from.metadata.name === replicaSet.metadata.name);
    return sizeOf(change?.to ?? replicaSet);
  };
  if (fresh && row.expectedNew) check.equal(sizeAfter(fresh), row.expectedNew.spec.replicas, "new");
  check.equal(
    old.map(sizeAfter),
    (row.expectedOld ?? []).map(({ spec }: Raw) => spec.replicas),
    "old",
  );
}

const historyOf = ({ revisionHistoryLimit, oldRSs }: Raw) =>
  replicaSetsToDelete(toDeployment({ spec: { replicas: 1, revisionHistoryLimit } }), oldRSs.map(toReplicaSet)).map(
    ({ metadata }) => metadata.name,
  );

const TABLES: Record<string, Replay> = {
  TestRequeueStuckDeployment: requeue,
  TestSyncRolloutStatus: syncRolloutStatus,
  TestScaleDownOldReplicaSets: ({ d, oldRSSizes }, check) => {
    const old = oldRSSizes.map((size: number, i: number) => sizedReplicaSet(`${d.metadata.name}-${i}`, size));
    check.equal(
      sizesOf(dropOld(toDeployment(d), old)),
      oldRSSizes.map(() => 0),
    );
  },
  TestOldPodsRunning: ({ newRS, oldRSs, podMap, hasOldPodsRunning }, check) => {
    const pods = Object.entries<Raw>(podMap ?? {}).map(([uid, all]) => [uid, all.map(toPod)] as const);
    const fresh = newRS && toReplicaSet(newRS);
    check.equal(hasOldPods(fresh, (oldRSs ?? []).map(toReplicaSet), new Map(pods)), hasOldPodsRunning);
  },
  TestDeploymentController_reconcileNewReplicaSet: (row, check) => {
    const deployment = rollingDeployment(row.deploymentReplicas, row.maxSurge, 0);
    const fresh = sizedReplicaSet("foo-v2", row.newReplicas);
    const growth = growNew(deployment, fresh, [fresh, sizedReplicaSet("foo-v1", row.oldReplicas)]);
    check.equal(growth && sizeOf(growth.to), row.scaleExpected ? row.expectedNewReplicas : undefined);
  },
  TestDeploymentController_reconcileOldReplicaSets: (row, check) => {
    const deployment = rollingDeployment(row.deploymentReplicas, 0, row.maxUnavailable);
    const fresh = sizedReplicaSet("foo-new", row.newReplicas, row.readyPodsFromNewRS);
    const old = sizedReplicaSet("foo-old", row.oldReplicas, row.readyPodsFromOldRS);
    const expected = row.scaleExpected ? row.expectedOldReplicas : undefined;
    check.equal(sizesOf(shrinkOld(deployment, fresh, [old])).at(-1), expected);
  },
  TestDeploymentController_cleanupUnhealthyReplicas: (row, check) => {
    const old = sizedReplicaSet("foo-v2", row.oldReplicas, row.readyPods);
    const { resizes } = dropUnhealthy(rollingDeployment(10, 2, 2), [old], row.maxCleanupCount);
    check.equal(takenBy(resizes), row.cleanupCountExpected);
  },
  TestDeploymentController_scaleDownOldReplicaSetsForRollingUpdate: (row, check) => {
    const deployment = rollingDeployment(row.deploymentReplicas, 0, row.maxUnavailable);
    const old = sizedReplicaSet("foo-v2", row.oldReplicas, row.readyPods);
    const { resizes } = dropAvailable(deployment, [old], row.readyPods);
    check.equal(sizesOf(resizes).at(-1), row.scaleExpected ? row.expectedOldReplicas : undefined);
  },
  TestScale: scale,
  TestDeploymentController_cleanupDeployment: (row, check) => check.equal(historyOf(row).length, row.expectedDeletions),
  TestDeploymentController_cleanupDeploymentOrder: (row, check) =>
    check.equal(historyOf(row).toSorted(), Object.keys(row.expectedDeletedRSs ?? {}).toSorted()),
  TestDeploymentController_generateReplicaSetName: ({ deploymentName, wantDeploymentPortion }, check) => {
    const template = { metadata: { labels: { foo: "bar" } } };
    const deployment = toDeployment({ metadata: { name: deploymentName }, spec: { replicas: 1, template } });
    const { name } = draftReplicaSet({ ...deployment, spec: { ...deployment.spec, selector: {} } }, []).metadata;
    check.ok(name.length <= 253, "no longer than 253 characters");
    // Upstream's tallest hash has ten characters; one of fewer leaves more of the name.
    const portion = name.slice(0, name.lastIndexOf("-"));
    check.ok(portion.startsWith(wantDeploymentPortion) && deploymentName.startsWith(portion), "the name's beginning");
  },
  TestGenerateReplicaSetName: ({ deploymentName, hash, want }, check) =>
    check.equal(replicaSetName(deploymentName, hash), want),
};

export const rolling = (file: Raw, sheet: Sheet) => replayTables(file, sheet, TABLES);
