/** PodDisruptionBudgets: vectors pdb-oracle and disruption. */
import type { PodDisruptionBudget } from "../../../simulator/kubernetes/api/core.ts";
import type { IntOrString, LabelSelector } from "../../../simulator/kubernetes/api/meta.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { reconcileBudget } from "../../../simulator/kubernetes/disruption/reconcile.ts";
import {
  deploymentScale,
  replicaSetScale,
  statefulSetScale,
  type FindScale,
} from "../../../simulator/kubernetes/disruption/scale.ts";
import { withoutStaleTarget } from "../../../simulator/kubernetes/disruption/stale-target.ts";
import type { Adapt } from "../adapters.ts";
import type { Sheet } from "../sheet.ts";
import { dumped, nameOf, podOf, rowsOf, timesRead, type Foreign } from "./values.ts";
import { bareWorld } from "./world.ts";

const metadata = (name: string, uid = name) => ({
  name,
  namespace: "default",
  uid,
  creationTimestamp: 0,
  generation: 1,
});

const intOrString = (text: string): IntOrString => (text.endsWith("%") ? text : Number(text));

function replicaSet(name: string, uid: string, replicas: number, owner?: Foreign) {
  return {
    kind: "ReplicaSet" as const,
    metadata: { ...metadata(name, uid), ...(owner ? { ownerReferences: [{ ...owner, controller: true }] } : {}) },
    spec: { replicas, selector: {}, template: { spec: { containers: [] } } },
    status: { replicas },
  };
}

function podsOf(count: number, healthy: number): Pod[] {
  const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "rs", uid: "rs", controller: true };
  return Array.from({ length: count }, (_, i) => ({
    kind: "Pod",
    metadata: { ...metadata(`pod-${i}`), labels: { app: "x" }, ownerReferences: [owner] },
    spec: { containers: [] },
    status: { phase: "Running", conditions: [{ type: "Ready", status: i < healthy ? "True" : "False" }] },
  }));
}

function budgetOf(spec: PodDisruptionBudget["spec"]): PodDisruptionBudget {
  const status = { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 };
  return { kind: "PodDisruptionBudget", metadata: metadata("budget"), spec, status };
}

/** The numbers that the controller writes for a budget over these pods of one ReplicaSet. */
function numbersFor(spec: PodDisruptionBudget["spec"], pods: Pod[], replicas: number) {
  const { store } = bareWorld().world;
  store.put(replicaSet("rs", "rs", replicas));
  for (const pod of pods) store.put(pod);
  const budget = budgetOf(spec);
  const status = reconcileBudget(store, budget, 0).status ?? budget.status;
  const { disruptionsAllowed, currentHealthy, desiredHealthy, expectedPods } = status;
  return { disruptionsAllowed, currentHealthy, desiredHealthy, expectedPods };
}

export const adaptPdbOracle: Adapt = (file, sheet) => {
  for (const [i, row] of (file.cases as Foreign[]).entries()) {
    const { minAvailable, maxUnavailable, pods, healthy, controllerReplicas, expect } = row;
    sheet.row(`${i} ${JSON.stringify(row)}`, (check) => {
      const spec = {
        selector: { matchLabels: { app: "x" } },
        ...(minAvailable === undefined ? {} : { minAvailable: intOrString(minAvailable) }),
        ...(maxUnavailable === undefined ? {} : { maxUnavailable: intOrString(maxUnavailable) }),
      };
      check.equal(numbersFor(spec, podsOf(pods, healthy), controllerReplicas), expect);
    });
  }
};

const FINDERS: Record<string, FindScale> = {
  getPodReplicaSet: replicaSetScale,
  getPodStatefulSet: statefulSetScale,
  getPodDeployment: deploymentScale,
};

function adaptFinders(file: Foreign, sheet: Sheet): void {
  const test = "TestBasicFinderFunctions";
  let others = 0;
  for (const row of rowsOf(file, test)) {
    const { apiVersion, kind, name, uid, finderFunc, findsScale, expectedScale } = row.case;
    const [, finder = ""] = /\)\.(\w+)-fm$/.exec(finderFunc.func) ?? [];
    const find = FINDERS[finder];
    if (!find) {
      others++;
      continue;
    }
    sheet.row(nameOf(test, row), (check) => {
      const { store } = bareWorld().world;
      // The test's own objects: a ReplicaSet of 10 and a StatefulSet of 14, both named foobar.
      store.put(replicaSet("foobar", uid, 10));
      const stateful = { ...replicaSet("foobar", uid, 14), kind: "StatefulSet" as const };
      store.put(stateful);
      const scale = find(store, { apiVersion, kind, name, uid }, "default");
      check.equal(scale, findsScale ? { uid, replicas: expectedScale } : undefined);
    });
  }
  if (others > 0)
    sheet.leaveOut(test, others, "finders of ReplicationControllers, a kind that the simulator does not have");
}

function adaptDeploymentFinder(file: Foreign, sheet: Sheet): void {
  const test = "TestDeploymentFinderFunction";
  for (const row of rowsOf(file, test)) {
    const { rsApiVersion, rsKind, depApiVersion, depKind, findsScale, expectedScale } = row.case;
    sheet.row(nameOf(test, row), (check) => {
      const { store } = bareWorld().world;
      // The test's own objects: a Deployment of 10 whose ReplicaSet has 5.
      const { spec } = replicaSet("dep", "dep", 10);
      store.put({ kind: "Deployment", metadata: metadata("dep"), spec, status: {} });
      store.put(replicaSet("rs", "rs", 5, { apiVersion: depApiVersion, kind: depKind, name: "dep", uid: "dep" }));
      const owner = { apiVersion: rsApiVersion, kind: rsKind, name: "rs", uid: "rs" };
      const scale = deploymentScale(store, owner, "default");
      check.equal(scale, findsScale ? { uid: "dep", replicas: expectedScale } : undefined);
    });
  }
}

function adaptSelectors(file: Foreign, sheet: Sheet): void {
  const test = "TestInvalidSelectors";
  for (const row of rowsOf(file, test)) {
    sheet.row(nameOf(test, row), (check) => {
      // The test's budget asks for three, and its status must stay as it was, all zero.
      const spec = { minAvailable: 3, selector: row.case.labelSelector as LabelSelector };
      const zero = { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 };
      check.equal(numbersFor(spec, [], 0), zero);
    });
  }
}

function adaptStale(file: Foreign, sheet: Sheet): void {
  const test = "TestStalePodDisruption";
  for (const row of rowsOf(file, test)) {
    const { pod, timePassed, wantConditions } = row.case;
    sheet.row(nameOf(test, row), (check) => {
      const before = podOf(pod);
      const after = withoutStaleTarget(before, timesRead(timePassed)) ?? before.status;
      check.equal(dumped(after.conditions), dumped(wantConditions));
    });
  }
}

export const adaptDisruption: Adapt = (file, sheet) => {
  adaptFinders(file, sheet);
  adaptDeploymentFinder(file, sheet);
  adaptSelectors(file, sheet);
  adaptStale(file, sheet);
  const custom = rowsOf(file, "TestScaleFinderNoResource").length;
  if (custom > 0)
    sheet.leaveOut(
      "TestScaleFinderNoResource",
      custom,
      "custom resources and the discovery API, which the simulator does not have",
    );
};
