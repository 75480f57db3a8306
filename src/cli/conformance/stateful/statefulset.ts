/** more/statefulset.json, table by table. */
import type { ControllerRevision, StatefulSet } from "../../../simulator/kubernetes/api/apps.ts";
import { templateOf } from "../../../simulator/kubernetes/revision/hash.ts";
import { isEqualRevision } from "../../../simulator/kubernetes/revision/history.ts";
import { maxUnavailableOf } from "../../../simulator/kubernetes/statefulset/availability.ts";
import { podNameOf, REVISION } from "../../../simulator/kubernetes/statefulset/identity.ts";
import { decideRevisions, newRevision, revisionsOf } from "../../../simulator/kubernetes/statefulset/revisions.ts";
import { statusOf } from "../../../simulator/kubernetes/statefulset/status.ts";
import type { Adapt } from "../adapters.ts";
import { NOW, readPod, type Row } from "../batch/values.ts";
import { readTimes } from "../foreign.ts";
import type { Sheet } from "../sheet.ts";
import { CLAIM_TABLES, type Table } from "./claims.ts";
import { FLOW_TABLES } from "./flows.ts";

export const readSet = (value: Row): StatefulSet => {
  const { metadata, spec, status = {} } = readTimes(value, NOW);
  return { kind: "StatefulSet", metadata, spec, status: { replicas: 0, ...status } };
};

/** The capture drops empty objects; a container always has its resources when Go prints it. */
const readRevision = (value: Row): ControllerRevision => {
  const { metadata, data, revision } = readTimes(value, NOW);
  const containers = data.spec.template.spec.containers.map((one: Row) => ({ ...one, resources: one.resources ?? {} }));
  const template = { ...data.spec.template, spec: { ...data.spec.template.spec, containers } };
  return { kind: "ControllerRevision", metadata, data: { ...data, spec: { ...data.spec, template } }, revision };
};

const setRevisions: Table = (row, check) => {
  const set = readSet(row.set);
  const existing: ControllerRevision[] = (row.existing ?? []).map(readRevision);
  const { current, update } = decideRevisions(set, existing);
  check.equal(row.err, false, "error");
  check.equal(existing.length + (update.kind === "create" ? 1 : 0), row.expectedCount, "count");
  for (const [name, actual, value] of [
    ["current", current, row.expectedCurrent],
    ["update", update.revision, row.expectedUpdate],
  ] as const) {
    const expected = readRevision(value);
    check.ok(isEqualRevision(actual, expected.data), `${name} keeps the same template`);
    check.equal(actual.revision, expected.revision, name);
    check.equal(actual.metadata.name, expected.metadata.name, `${name}: name with its hash`);
  }
};

const compatibility: Table = (row, check) => {
  const revisions: ControllerRevision[] = row.revisions.map(readRevision);
  const { current, update } = decideRevisions(readSet(row.set), revisions);
  const newest = revisions.at(-1)?.metadata.name;
  check.equal(update.kind, "none", "nothing new");
  check.equal([current.metadata.name, update.revision.metadata.name], [newest, newest], "the newest");
};

/** A pod of the set that has been ready for as long as the row says. */
const availability: Table = (row, check) => {
  const set = readSet(row.inputSTS);
  const revision = newRevision(set, 1, 0);
  const since = NOW + readTimes(row.readyDuration, NOW);
  const pod = readPod(
    {
      metadata: { name: podNameOf(set, 0), labels: { [REVISION]: revision.metadata.name } },
      spec: templateOf(revision.data).spec,
      status: { phase: "Running", conditions: [{ type: "Ready", status: "True", lastTransitionTime: since }] },
    },
    NOW,
  );
  const { availableReplicas } = statusOf(set, revisionsOf(revision, revision), [pod], NOW);
  check.equal(availableReplicas, row.expectedActiveReplicas);
};

const TABLES: Record<string, Table> = {
  ...CLAIM_TABLES,
  ...FLOW_TABLES,
  TestStatefulSetControl_getSetRevisions: setRevisions,
  TestStatefulSetCompatibility: compatibility,
  TestStatefulSetAvailability: availability,
  TestGetStatefulSetMaxUnavailable: (row, check) =>
    check.equal(maxUnavailableOf(row.maxUnavailable, row.replicaCount), row.expectedMaxUnavailable),
};

const REFUSED_STATUS = "a status update that the API server refuses: the simulated one does not";

/** Tables whose rows (or those that `holds` tells) no lab can show, and why. */
const LEFT_OUT: Record<string, { reason: string; holds?: (row: Row) => boolean }[]> = {
  TestStatefulPodControlConsistencyStore: [{ reason: "mocks of the informers' consistency store" }],
  TestStatefulSetMetrics: [{ reason: "Prometheus metrics of the controller" }],
  TestStatefulSetControlRollingUpdateWithMaxUnavailable: [
    {
      reason:
        "functions that hand the control stale lists of pods, under a feature gate (MaxUnavailableStatefulSet) that is off by default",
    },
  ],
  TestStatefulSetStatusUpdate: [{ reason: REFUSED_STATUS, holds: (row) => row.hasStatusErr }],
  TestStatefulSetControl: [
    { reason: REFUSED_STATUS, holds: (row) => row.fn.func.endsWith("UpdateSetStatusFailure") },
    {
      reason: "a pod with the name of another set, which no controller hands to the control",
      holds: (row) => row.fn.func.endsWith(".UpdatePodFailure"),
    },
  ],
  TestHasUnexpectedController: [
    {
      reason: "policies that upstream's test runs each named row with: no rows of their own",
      holds: (row) => row.refs === undefined && row.name === undefined,
    },
  ],
};

const reasonAgainst = (test: string, row: Row) => LEFT_OUT[test]?.find(({ holds }) => !holds || holds(row))?.reason;

export const statefulSetVectors: Adapt = ({ tests }, sheet: Sheet) => {
  for (const [test, { cases }] of Object.entries<Row>(tests)) {
    const leftOut = new Map<string, number>();
    for (const { i, key, case: row } of cases) {
      const reason = reasonAgainst(test, row);
      if (reason !== undefined) {
        leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
        continue;
      }
      sheet.row(`${test}: ${key ?? row.name ?? row.desc ?? i}`, (check) => {
        const table = TABLES[test];
        check.ok(table !== undefined, `there is a reader for ${test}`);
        table?.(row, check);
      });
    }
    for (const [reason, count] of leftOut) sheet.leaveOut(test, count, reason);
  }
};
