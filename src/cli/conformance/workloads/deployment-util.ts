/** deployment-util: pkg/controller/deployment/util/deployment_util_test.go. */
import type { Deployment } from "../../../simulator/kubernetes/api/apps.ts";
import { countFrom, needsSizes } from "../../../simulator/kubernetes/deployment/annotations.ts";
import { conditionOf, withNews, withoutCondition } from "../../../simulator/kubernetes/deployment/conditions.ts";
import {
  maxUnavailableOf,
  minAvailableOf,
  newReplicaSetReplicas,
  resolveFenceposts,
} from "../../../simulator/kubernetes/deployment/fenceposts.ts";
import {
  activeOf,
  actualOf,
  deploymentsFor,
  isSameTemplate,
  replicasOf,
  splitReplicaSets,
  terminatingOf,
} from "../../../simulator/kubernetes/deployment/replica-sets.ts";
import { fractionOf } from "../../../simulator/kubernetes/deployment/scale.ts";
import { hasProgressed, hasTimedOut, isComplete } from "../../../simulator/kubernetes/deployment/status.ts";
import type { Sheet } from "../sheet.ts";
import { rollingDeployment, sizedReplicaSet, toDeployment, toReplicaSet, withTimes, type Raw } from "./objects.ts";
import { replayTables, type Replay } from "./tables.ts";

const uidOf = ({ metadata }: { metadata: { uid: string } }) => metadata.uid;

/** What every function value `nowFn` of TestDeploymentTimedOut answers. */
const TIMED_OUT_NOW = Date.UTC(2016, 0, 1, 0, 1, 20);

/** The Deployments that TestGetDeploymentsForReplicaSet puts into its lister. */
const LISTED = [0, 1, 2].map((i) =>
  toDeployment({
    metadata: { name: `deployment-${i}`, namespace: "test" },
    spec: { selector: { matchLabels: { app: `test-${i}` } } },
  }),
);

const split = (row: Raw) => splitReplicaSets(toDeployment(row.deployment), (row.rsList ?? []).map(toReplicaSet));

function withStrategy(replicas: number, type: string, maxSurge: number): Deployment {
  const deployment = rollingDeployment(replicas, maxSurge, 1);
  return toDeployment({
    ...deployment,
    spec: { ...deployment.spec, strategy: { ...deployment.spec.strategy, type } },
  });
}

function replayFenceposts(row: Raw, check: Parameters<Replay>[1]): void {
  const resolve = () => resolveFenceposts(row.maxSurge ?? undefined, row.maxUnavailable ?? undefined, row.desired);
  if (!row.expectError) return check.equal(resolve(), { surge: row.expectSurge, unavailable: row.expectUnavailable });
  try {
    resolve();
    check.ok(false, "an error is thrown");
  } catch (error) {
    check.ok(error instanceof RangeError, "the error is a RangeError");
  }
}

const TABLES: Record<string, Replay> = {
  TestEqualIgnoreHash: ({ former, latter, expected }, check) => {
    check.equal(isSameTemplate(former, latter), expected);
    check.equal(isSameTemplate(latter, former), expected, "reverse");
  },
  TestFindNewReplicaSet: (row, check) =>
    check.equal(split(row).fresh?.metadata.uid, row.expected ? row.expected.metadata.uid : undefined),
  TestFindOldReplicaSets: (row, check) => {
    const { old } = split(row);
    check.equal(old.map(uidOf).toSorted(), (row.expected ?? []).map(uidOf).toSorted(), "all");
    check.equal(activeOf(old).map(uidOf), (row.expectedRequire ?? []).map(uidOf), "required");
  },
  TestGetReplicaCountForReplicaSets: (row, check) => {
    const all = row.sets.map(toReplicaSet);
    check.equal(replicasOf(all), row.expectedCount, "count");
    check.equal(actualOf(all), row.expectedActual, "actual");
    check.equal(terminatingOf(all), row.expectedTerminating ?? undefined, "terminating");
  },
  TestResolveFenceposts: replayFenceposts,
  TestNewRSNewReplicas: (row, check) => {
    const deployment = withStrategy(row.depReplicas, row.strategyType, row.maxSurge);
    // The list of all ReplicaSets holds another one, of five replicas.
    check.equal(newReplicaSetReplicas(deployment, row.newRSReplicas, 5), row.expected);
  },
  TestGetCondition: (row, check) =>
    check.equal(conditionOf(row.status?.conditions, row.condType) !== undefined, row.expected),
  TestSetCondition: (row, check) =>
    check.equal(
      withNews(withTimes(row.status?.conditions ?? []), withTimes(row.cond)),
      withTimes(row.expectedStatus?.conditions ?? []),
    ),
  TestRemoveCondition: (row, check) =>
    check.equal(withoutCondition(row.status?.conditions ?? [], row.condType), row.expectedStatus?.conditions ?? []),
  TestDeploymentComplete: ({ d, expected }, check) => {
    const deployment = toDeployment(d);
    check.equal(isComplete(deployment, deployment.status), expected);
  },
  TestDeploymentProgressing: ({ d, newStatus, expected }, check) =>
    check.equal(hasProgressed(toDeployment(d), newStatus ?? {}), expected),
  TestDeploymentTimedOut: ({ d, expected }, check) => {
    const deployment = toDeployment(d);
    check.equal(hasTimedOut(deployment, deployment.status, TIMED_OUT_NOW), expected);
  },
  TestMaxUnavailable: ({ deployment, expected }, check) =>
    check.equal(maxUnavailableOf(toDeployment(deployment)), expected),
  TestMinAvailable: ({ deployment, expected }, check) =>
    check.equal(minAvailableOf(toDeployment(deployment)), expected),
  TestGetNonNegativeInt32FromAnnotation: (row, check) => {
    const { value, error } = countFrom(row.annotations, "test");
    check.equal(value ?? 0, row.expectedValue, "value");
    check.equal(value !== undefined, row.expectedValid, "valid");
    check.equal(row.expectedErr ? (error ?? "").includes(row.expectedErr) : error === undefined, true, "error");
  },
  TestReplicasAnnotationsNeedUpdate: ({ replicaSet, expected }, check) =>
    check.equal(
      needsSizes(toReplicaSet(replicaSet), {
        "deployment.kubernetes.io/desired-replicas": "10",
        "deployment.kubernetes.io/max-replicas": "20",
      }),
      expected,
    ),
  // Upstream's error says that none was found.
  TestGetDeploymentsForReplicaSet: ({ rs, expect }, check) =>
    check.equal(
      deploymentsFor(toReplicaSet(rs), LISTED).map(({ metadata }) => metadata.name),
      (expect ?? []).map(({ metadata }: Raw) => metadata.name),
    ),
  TestGetReplicaSetFraction: (row, check) => {
    const deployment = rollingDeployment(row.deploymentReplicas, row.deploymentMaxSurge, 1);
    const replicaSet = sizedReplicaSet("rs", row.rsReplicas);
    const annotated = { ...replicaSet, metadata: { ...replicaSet.metadata, annotations: row.rsAnnotations ?? {} } };
    const scaled = { ...deployment, status: { replicas: row.deploymentStatusReplicas } };
    // Upstream's -0 is 0.
    check.equal(fractionOf(scaled, annotated) + 0, row.expectedFraction);
  },
};

export const util = (file: Raw, sheet: Sheet) => replayTables(file, sheet, TABLES);
