/** replicaset: pkg/controller/replicaset/*_test.go. */
import { createLoop } from "../../../simulator/kernel/loop.ts";
import type { ApiError } from "../../../simulator/kubernetes/api-server.ts";
import { relatedPods, replicaSetsFor, sameController } from "../../../simulator/kubernetes/replicaset/related.ts";
import { calculateStatus } from "../../../simulator/kubernetes/replicaset/status.ts";
import { podsToDelete } from "../../../simulator/kubernetes/replicaset/victims.ts";
import { createClient, slowStartBatches } from "../../../simulator/kubernetes/slow-start.ts";
import { keyOf } from "../../../simulator/kubernetes/keys.ts";
import type { World } from "../../../simulator/kubernetes/world.ts";
import type { Check, Sheet } from "../sheet.ts";
import { NOW, toPod, toReplicaSet, without, type Raw } from "./objects.ts";
import { replayTables, type Replay } from "./tables.ts";

const nameOf = ({ metadata }: Raw) => metadata.name;

const FAILURE: ApiError = { code: 500, reason: "BadRequest", message: "fake error" };

/** The row's function answers an error from its callLimit-th call on. */
function slowStart(row: Raw, check: Check): void {
  const loop = createLoop({ events: 10_000, spanMs: 3_600_000 });
  const client = createClient({ loop } as World);
  let calls = 0;
  let error: ApiError | undefined;
  const call = () => (++calls > row.callLimit ? FAILURE : undefined);
  client.inBatches("key", slowStartBatches(row.count), call, (failure) => (error = failure));
  loop.run(600_000);
  check.equal(calls, row.expectedCallCnt, "calls");
  check.equal(Math.min(calls, row.callLimit), row.expectedSuccesses, "successes");
  check.equal(error?.message, row.expectedErr?.error, "error");
}

function status(row: Raw, check: Check): void {
  const active = (row.activePods ?? []).map(toPod);
  const terminating = (row.terminatingPods ?? []).map(toPod);
  const { terminatingReplicas, ...counts } = calculateStatus(
    toReplicaSet(row.replicaset),
    active,
    terminating,
    undefined,
    NOW,
  );
  // The count of terminating pods has a feature gate, on by default, and other users of this function that do without.
  const { enableDeploymentReplicaSetTerminatingReplicas: gate, controllerFeatures: features } = row;
  const isCounted = gate && (!features || features.EnableStatusTerminatingReplicas);
  check.equal(isCounted ? { ...counts, terminatingReplicas } : counts, row.expectedReplicaSetStatus);
}

function statusConditions(row: Raw, check: Check): void {
  const active = (row.activePods ?? []).map(toPod);
  const { conditions = [] } = calculateStatus(
    toReplicaSet(row.replicaset),
    active,
    [],
    row.manageReplicasErr?.error,
    NOW,
  );
  // When a failure began is the lab's own instant.
  check.equal(
    without(conditions, "lastTransitionTime"),
    without(row.expectedReplicaSetConditions, "lastTransitionTime"),
  );
}

const TABLES: Record<string, Replay> = {
  TestGetReplicaSetsWithSameController: ({ rs, rss, expectedRSs }, check) =>
    check.equal(sameController(toReplicaSet(rs), rss.map(toReplicaSet)).map(nameOf), (expectedRSs ?? []).map(nameOf)),
  TestPodControllerLookup: ({ inRSs, pod, outRSName }, check) =>
    check.equal(replicaSetsFor(toPod(pod), inRSs.map(toReplicaSet)).map(nameOf), outRSName ? [outRSName] : []),
  TestRelatedPodsLookup: ({ rs, rss, pods, expectedPodNames }, check) =>
    check.equal(
      relatedPods(toReplicaSet(rs), rss.map(toReplicaSet), pods.map(toPod)).map(nameOf).toSorted(),
      (expectedPodNames ?? []).toSorted(),
    ),
  TestSlowStartBatch: slowStart,
  TestGetPodsToDelete: ({ pods = [], related, diff, expectedPodsToDelete }, check) => {
    const going = podsToDelete(pods.map(toPod), (related ?? pods).map(toPod), diff, NOW);
    check.equal(going, (expectedPodsToDelete ?? []).map(toPod));
  },
  TestGetPodKeys: ({ pods, expectedPodKeys }, check) =>
    check.equal(
      (pods ?? []).map((pod: Raw) => keyOf(toPod(pod))),
      expectedPodKeys ?? [],
    ),
  TestCalculateStatus: status,
  TestCalculateStatusConditions: statusConditions,
};

export const replicaSet = (file: Raw, sheet: Sheet) => replayTables(file, sheet, TABLES);

/** replicaset-oracle-victims: pods and how many are to go -> which, in order. */
export function victims(file: Raw, sheet: Sheet): void {
  for (const [i, { pods, diff, expectVictimsInOrder }] of file.cases.entries())
    sheet.row(`case ${i}`, (check) => {
      const all = pods.map((pod: Raw) => {
        const ready = {
          type: "Ready",
          status: pod.ready ? "True" : "False",
          ...(pod.readyAgeSec !== undefined && { lastTransitionTime: NOW - pod.readyAgeSec * 1_000 }),
        };
        const cost = pod.deletionCost;
        return toPod({
          metadata: {
            name: pod.name,
            uid: pod.uid,
            creationTimestamp: NOW - pod.createdAgeSec * 1_000,
            ...(cost !== undefined && { annotations: { "controller.kubernetes.io/pod-deletion-cost": cost } }),
          },
          spec: { nodeName: pod.node },
          status: { phase: pod.phase, conditions: [ready], containerStatuses: [{ restartCount: pod.restarts ?? 0 }] },
        });
      });
      check.equal(podsToDelete(all, all, diff, NOW).map(nameOf), expectVictimsInOrder);
    });
}
