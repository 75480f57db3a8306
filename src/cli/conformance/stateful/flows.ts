/**
 * more/statefulset.json: tables whose rows are functions. Each is done here as upstream's function of that name does it, over the simulator's own sync;
 * rows of the update tables are told apart by their names ("burst image update and scale up").
 */
import type { StatefulSet } from "../../../simulator/kubernetes/api/apps.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { POD_INDEX, ordinalOf } from "../../../simulator/kubernetes/statefulset/identity.ts";
import { podsToUpdate } from "../../../simulator/kubernetes/statefulset/update.ts";
import type { Row } from "../batch/values.ts";
import type { Check } from "../sheet.ts";
import type { Table } from "./claims.ts";
import {
  burstInvariant,
  collectClaims,
  type Invariant,
  monotonicInvariant,
  scaleDown,
  scaleUp,
  update,
} from "./flow-drive.ts";
import { createFlowWorld, type FlowWorld } from "./flow-world.ts";
import { CONTROL_FLOWS } from "./flows-control.ts";

type Spec = StatefulSet["spec"];

/** Upstream runs most tables under each of them (runTestOverPVCRetentionPolicies). */
export const POLICIES = (["Retain", "Delete"] as const).flatMap((whenDeleted) =>
  (["Retain", "Delete"] as const).map((whenScaled) => ({ whenDeleted, whenScaled })),
);

const ORIGINAL = "nginx";
const UPDATED = "foo";

const withImage = ({ spec }: StatefulSet, image: string): Pick<Spec, "template"> => {
  const containers = spec.template.spec.containers.map((one) => ({ ...one, image }));
  return { template: { ...spec.template, spec: { ...spec.template.spec, containers } } };
};

const images = (pods: Pod[]) => pods.map(({ spec }) => spec.containers[0]?.image);

/** What a row's name says of the set and of what is done to it. */
function readName(name: string): { spec: Partial<Spec>; replicas: number; invariant: Invariant } {
  const isBurst = name.startsWith("burst");
  const isSmaller = name.endsWith("scale down");
  return {
    spec: { replicas: isSmaller ? 5 : 3, ...(isBurst && { podManagementPolicy: "Parallel" }) },
    replicas: name.endsWith("scale up") ? 5 : 3,
    invariant: isBurst ? burstInvariant : monotonicInvariant,
  };
}

/** The set, up; then its image and number of replicas changed, and settled. */
function updated(row: Row, check: Check, more: Partial<Spec>): FlowWorld {
  const { spec, replicas, invariant } = readName(row.name);
  const flow = createFlowWorld({ ...spec, ...more });
  scaleUp(flow, check, invariant);
  flow.change({ ...withImage(flow.set(), UPDATED), replicas });
  update(flow, check);
  return flow;
}

const rollingUpdate: Table = (row, check) => {
  const flow = updated(row, check, {});
  check.equal(
    images(flow.pods()),
    flow.pods().map(() => UPDATED),
    "images",
  );
};

const partitioned: Table = (row, check) => {
  for (const policy of POLICIES) {
    const flow = updated(row, check, {
      persistentVolumeClaimRetentionPolicy: policy,
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: row.partition } },
    });
    const wanted = flow.pods().map((_, i) => (i < row.partition ? ORIGINAL : UPDATED));
    check.equal(images(flow.pods()), wanted, "images");
  }
};

/** Pods that are there stay; those that come, then or after all have gone, are new. */
const onDelete: Table = (row, check) => {
  for (const policy of POLICIES) {
    const { invariant, replicas } = readName(row.name);
    const flow = updated(row, check, {
      persistentVolumeClaimRetentionPolicy: policy,
      updateStrategy: { type: "OnDelete" },
    });
    collectClaims(flow);
    check.equal(
      images(flow.pods()),
      flow.pods().map((_, i) => (i < 3 ? ORIGINAL : UPDATED)),
      "images after the update",
    );
    flow.change({ replicas: 0 });
    scaleDown(flow, check, invariant);
    flow.change({ replicas });
    scaleUp(flow, check, invariant);
    check.equal(
      images(flow.pods()),
      flow.pods().map(() => UPDATED),
      "images after a new beginning",
    );
  }
};

const rollback: Table = (row, check) => {
  const flow = updated(row, check, {});
  check.equal(
    images(flow.pods()),
    flow.pods().map(() => UPDATED),
    "images after the update",
  );
  flow.change(withImage(flow.set(), ORIGINAL));
  update(flow, check);
  check.equal(
    images(flow.pods()),
    flow.pods().map(() => ORIGINAL),
    "images after the way back",
  );
  check.equal(flow.world.store.list("ControllerRevision").length, 2, "revisions");
};

const LIMITS: Record<string, number> = { zero: 0, negative: -2, positive: 5 };

const limitsHistory: Table = (row, check) => {
  const { spec, invariant } = readName(row.name);
  const limit = LIMITS[row.name.split(" ")[0]] ?? 2;
  const flow = createFlowWorld({ ...spec, revisionHistoryLimit: limit });
  scaleUp(flow, check, invariant);
  for (let i = 0; i < 10; i++) {
    flow.change(withImage(flow.set(), `foo-${i}`));
    update(flow, check);
    flow.step();
    const count = flow.world.store.list("ControllerRevision").length;
    check.ok(limit < 0 ? count === i + 2 : count <= limit + 2, `revision ${i}: ${count} kept`);
  }
};

/** At most two syncs for each change of size, and calls side by side. */
const parallelScale: Table = (row, check) => {
  const flow = createFlowWorld({ podManagementPolicy: "Parallel", replicas: row.replicas });
  for (const replicas of [row.replicas, row.desiredReplicas]) {
    flow.change({ replicas });
    for (let i = 0; i < 2; i++) flow.step();
    check.equal(flow.set().status.replicas, replicas, "replicas");
    burstInvariant(flow, check);
  }
  check.ok(flow.mostAtOnce() >= row.expectedMinParallelRequests, `${flow.mostAtOnce()} calls side by side`);
};

const staleOwner: Table = (row, check) => {
  const { whenDeleted, whenScaled } = row;
  const flow = createFlowWorld({ persistentVolumeClaimRetentionPolicy: { whenDeleted, whenScaled } });
  const { store, api } = flow.world;
  const claimOf = () => store.get("PersistentVolumeClaim", "datadir-foo-2");
  const stale = [{ apiVersion: "v1", kind: "Pod", name: "foo-2", uid: "stale" }];
  scaleUp(flow, check, monotonicInvariant);
  flow.change({ replicas: 2 });
  for (let i = 0; i < 2; i++) flow.step();
  const claim = claimOf();
  check.equal(
    claim?.metadata.ownerReferences?.map(({ name }) => name),
    ["foo-2"],
    "goes with its pod",
  );
  if (claim) api.update({ ...claim, metadata: { ...claim.metadata, ownerReferences: stale } });
  flow.change({ replicas: 3 });
  for (let i = 0; i < 10; i++) flow.step();
  check.equal(flow.set().status.replicas, 2, "waits for the stale claim to go");
  check.equal(claimOf()?.metadata.ownerReferences, stale, "leaves it alone");
  store.remove("PersistentVolumeClaim", "datadir-foo-2");
  scaleUp(flow, check, monotonicInvariant);
  check.equal(flow.set().status.replicas, 3, "goes on");
};

/** Six pods, partition 3, two of which may be down: of those that are the rest. */
const maxUnavailableInvariant: Table = (row, check) => {
  const updateStrategy = {
    type: "RollingUpdate" as const,
    rollingUpdate: { partition: 3, maxUnavailable: 2 },
  };
  const flow = createFlowWorld({ replicas: 6, updateStrategy });
  scaleUp(flow, check, burstInvariant);
  const pods = flow.pods().map((pod): Pod => {
    const isGoing = row.ordinalOfPodToTerminate.includes(ordinalOf(pod));
    return isGoing ? { ...pod, metadata: { ...pod.metadata, deletionTimestamp: 0 } } : pod;
  });
  const inputs = { set: flow.set(), revisions: { update: "" }, now: 0, honoursMaxUnavailable: true };
  check.equal(podsToUpdate(inputs, pods).length, Math.max(0, 2 - row.ordinalOfPodToTerminate.length));
};

/** A refused call is told of, and the status written all the same. */
const statusUpdate: Table = (row, check) => {
  const flow = createFlowWorld({});
  if (row.hasSyncErr) flow.failing.create = 0;
  check.equal(flow.step(), row.hasSyncErr, "fails");
  check.ok(flow.set().status.currentRevision !== undefined, "the status is written");
};

const control: Table = (row, check) => {
  const name = row.fn.func.replace(/^statefulset\./, "");
  const run = CONTROL_FLOWS[name];
  check.ok(run !== undefined, `there is a stand-in for ${name}`);
  for (const policy of POLICIES) {
    const spec = { persistentVolumeClaimRetentionPolicy: policy };
    run?.(spec, check, monotonicInvariant);
    run?.({ ...spec, podManagementPolicy: "Parallel" }, check, burstInvariant);
  }
};

export const FLOW_TABLES: Record<string, Table> = {
  TestStatefulSetControl: control,
  TestStatefulSetControlWithStartOrdinal: (row, check) => {
    check.equal(row.fn.func, "statefulset.CreatesPodsWithStartOrdinal", "function");
    const flow = createFlowWorld({ ordinals: { start: 2 } });
    scaleUp(flow, check, () => {});
    check.equal(flow.pods().map(ordinalOf), [2, 3, 4], "ordinals");
    check.equal(
      flow.pods().map(({ metadata }) => metadata.labels?.[POD_INDEX]),
      ["2", "3", "4"],
      "labels",
    );
  },
  TestStatefulSetControlRollingUpdate: rollingUpdate,
  TestStatefulSetControlRollingUpdateWithPartition: partitioned,
  TestStatefulSetControlOnDeleteUpdate: onDelete,
  TestStatefulSetControlRollback: rollback,
  TestStatefulSetControlLimitsHistory: limitsHistory,
  TestStatefulSetControlRollingUpdateWithMaxUnavailableInOrderedModeVerifyInvariant: maxUnavailableInvariant,
  TestParallelScale: parallelScale,
  TestStaleOwnerRefOnScaleup: staleOwner,
  TestStatefulSetStatusUpdate: statusUpdate,
};
