/** more/statefulset.json: whose a set's claims are. */
import type { StatefulSet } from "../../../simulator/kubernetes/api/apps.ts";
import type { OwnerReference } from "../../../simulator/kubernetes/api/meta.ts";
import { isSame } from "../../../simulator/kubernetes/canonical.ts";
import {
  claimOwners,
  hasNonControllerOwner,
  hasOwner,
  hasStaleClaim,
  hasUnexpectedController,
  isClaimUpToDate,
  matchesReference,
  withController,
} from "../../../simulator/kubernetes/statefulset/claims.ts";
import { createActor } from "../../../simulator/kubernetes/statefulset/hands.ts";
import type { Check } from "../sheet.ts";
import { createFlowWorld } from "./flow-world.ts";
import type { Row } from "../batch/values.ts";

export type Table = (row: Row, check: Check) => void;

type Policy = StatefulSet["spec"]["persistentVolumeClaimRetentionPolicy"];

const setOf = (name: string, uid: string, replicas: number, policy?: Policy): StatefulSet => ({
  kind: "StatefulSet",
  metadata: { name, uid, namespace: "default", creationTimestamp: 0, generation: 1 },
  spec: {
    replicas,
    selector: {},
    template: { spec: { containers: [] } },
    ...(policy && { persistentVolumeClaimRetentionPolicy: policy }),
  },
  status: { replicas: 0 },
});

const podOf = (name: string, uid: string) => ({ kind: "Pod" as const, metadata: { name, uid } });

const BOTH = [false, true];

/** The references of a claim, in each combination that upstream's test goes through. */
function combinations(set: StatefulSet, pod: ReturnType<typeof podOf>, others: OwnerReference[]) {
  return BOTH.flatMap((byPod) =>
    BOTH.flatMap((bySet) =>
      BOTH.map((withOthers) => {
        const ofPod = byPod ? withController([], pod) : [];
        const ofBoth = bySet ? withController(ofPod, set) : ofPod;
        return { byPod, bySet, refs: withOthers ? [...ofBoth, ...others] : ofBoth };
      }),
    ),
  );
}

const STRANGERS = ["rand1", "rand2"].map((name) => ({ name, apiVersion: "v1", kind: "Pod", uid: `${name}-uid` }));

const claimUpToDate: Table = (row, check) => {
  const policy = { whenScaled: row.scaleDownPolicy, whenDeleted: row.setDeletePolicy };
  const set = setOf("stateful-set", "ss-456", row.replicas, policy);
  const pod = podOf(`pod-${row.ordinal}`, "pod-123");
  for (const { byPod, bySet, refs } of combinations(set, pod, STRANGERS)) {
    const wanted = byPod === row.needsPodRef && bySet === row.needsSetRef;
    check.equal(isClaimUpToDate(refs, { set, pod }), wanted, `pod ${byPod}, set ${bySet}`);
  }
};

const isController = (refs: OwnerReference[], uid: string) => refs.find((ref) => ref.uid === uid)?.controller === true;

const updateOwners: Table = (row, check) => {
  const policy = { whenScaled: row.scaleDownPolicy, whenDeleted: row.setDeletePolicy };
  const set = setOf("ss", "ss-123", 5, policy);
  const pod = podOf(row.condemned ? "pod-8" : "pod-1", "pod-456");
  const other = { apiVersion: "custom/v1", kind: "random", name: "random", uid: "abc" };
  const stranger = { apiVersion: "custom/v1", kind: "Unknown", name: "unknown", uid: "xyz", controller: true };
  for (const { byPod, bySet, refs } of combinations(set, pod, [other])) {
    const after = claimOwners(row.unexpectedController ? [...refs, stranger] : refs, { set, pod });
    check.equal(isController(after, "pod-456"), row.needsPodRef, `pod, from pod ${byPod}, set ${bySet}`);
    check.equal(isController(after, "ss-123"), row.needsSetRef, `set, from pod ${byPod}, set ${bySet}`);
  }
};

const DELETE_BOTH = { whenScaled: "Delete", whenDeleted: "Delete" } as const;

/** Upstream compares without order, and its expectations leave blockOwnerDeletion out (ownerRefsChanged). */
const names = (refs: Row[]) =>
  refs.map(({ apiVersion, kind, name, uid = "" }) => `${apiVersion}/${kind}/${name}/${uid}`).toSorted();

const controllerRef: Table = (row, check) => {
  const set = setOf("sts", "123", 1, DELETE_BOTH);
  const after = claimOwners(row.originalRefs ?? [], { set, pod: podOf("pod-0", "456") });
  check.equal(names(after), names(row.expectedRefs ?? []));
};

const unexpectedController: Table = (row, check) => {
  const pod = podOf("pod", "pod-uid");
  const refs = row.refs ?? [];
  check.equal(hasUnexpectedController(refs, { set: setOf("set", "set-uid", 0), pod }), false, "without a policy");
  for (const [whenDeleted, whenScaled] of [
    ["Retain", "Delete"],
    ["Delete", "Retain"],
    ["Delete", "Delete"],
  ] as const) {
    const set = setOf("set", "set-uid", 0, { whenDeleted, whenScaled });
    const what = `${whenDeleted}, ${whenScaled}`;
    check.equal(hasUnexpectedController(refs, { set, pod }), row.shouldReportUnexpectedController, what);
  }
};

const REFERENCES: Record<string, OwnerReference[]> = {
  exists: [],
  stale: [{ apiVersion: "v1", kind: "Pod", name: "set-3", uid: "stale" }],
  "with-ref": [{ apiVersion: "v1", kind: "Pod", name: "set-3", uid: "123" }],
};

const staleClaim: Table = (row, check) => {
  const set = setOf("set", "", 0, { whenDeleted: "Retain", whenScaled: "Delete" });
  const claims = row.claimStates.map((state: string) => {
    const ownerReferences = REFERENCES[state];
    return ownerReferences && { metadata: { ownerReferences } };
  });
  check.equal(hasStaleClaim(set, podOf("set-3", row.skipPodUID ? "" : "123"), claims), row.expected);
};

/** A claim of the set's first pod, as the controller leaves it when it looks after the pod. */
const retention: Table = (row, check) => {
  const flow = createFlowWorld({});
  flow.step();
  const policy = { whenDeleted: "Delete", whenScaled: "Retain" } as const;
  flow.change({ persistentVolumeClaimRetentionPolicy: policy });
  const { store, api } = flow.world;
  const claimOf = () => store.get("PersistentVolumeClaim", "datadir-foo-0");
  const claim = claimOf();
  if (claim) api.update({ ...claim, metadata: { ...claim.metadata, ownerReferences: row.ownerRef ?? [] } });
  for (const pod of flow.pods()) createActor(flow.world, flow.set())({ kind: "repair", pod });
  check.equal(hasOwner(claimOf()?.metadata.ownerReferences ?? [], flow.set()), row.expectRef);
};

export const CLAIM_TABLES: Record<string, Table> = {
  TestIsClaimOwnerUpToDate: claimUpToDate,
  TestUpdateClaimOwnerRefForSetAndPod: updateOwners,
  TestUpdateClaimControllerRef: controllerRef,
  TestHasUnexpectedController: unexpectedController,
  TestPodClaimIsStale: staleClaim,
  TestStatefulPodControlUpdatePodClaimForRetentionPolicy: retention,
  TestClaimOwnerUpToDateEdgeCases: (row, check) => {
    const owners = { set: setOf("stateful-set", "ss-456", 1, row.policy), pod: podOf("pod-1", "pod-123") };
    check.equal(isClaimUpToDate(row.ownerRefs ?? [], owners), row.shouldMatch);
  },
  TestHasOwnerRef: (row, check) => {
    const refs = ["123", "456", "789"].map((uid) => ({ kind: "", name: "", uid }));
    check.equal(hasOwner(refs, { metadata: { uid: row.uid } }), row.hasRef);
  },
  TestNonController: (row, check) => {
    const owners = { set: setOf("set", row.setUID, 0), pod: podOf("pod", row.podUID) };
    check.equal(hasNonControllerOwner(row.refs ?? [], owners), row.nonController);
  },
  TestMatchesRef: (row, check) => {
    const { Kind: kind } = row.schema;
    check.equal(matchesReference(row.ref, { kind, metadata: { uid: "", ...row.obj } }), row.shouldMatch);
  },
  TestOwnerRefsChanged: (row, check) => {
    const read = (texts: string[]) =>
      texts
        .map((text) => text.split("/"))
        .map(([apiVersion = "", kind = "", name = ""]) => ({ apiVersion, kind, name, uid: "" }))
        .toSorted((a, b) => (names([a]).join() < names([b]).join() ? -1 : 1));
    check.equal(!isSame(read(row.orig), read(row.new)), row.changed);
  },
};
