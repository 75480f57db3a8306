/** Single rules, by hand. */
import { expect, test } from "@jest/globals";
import type { Deployment, ReplicaSet } from "../../../src/simulator/kubernetes/api/apps.ts";
import type { Pod } from "../../../src/simulator/kubernetes/api/pod.ts";
import { newReplicaSetAnnotations } from "../../../src/simulator/kubernetes/deployment/annotations.ts";
import { isSameTemplate, splitReplicaSets } from "../../../src/simulator/kubernetes/deployment/replica-sets.ts";
import { shrinkOld, stepRolling } from "../../../src/simulator/kubernetes/deployment/rolling.ts";
import { stepScaling } from "../../../src/simulator/kubernetes/deployment/scale.ts";
import { podTemplateHash } from "../../../src/simulator/kubernetes/deployment/template-hash.ts";
import { podsToDelete } from "../../../src/simulator/kubernetes/replicaset/victims.ts";
import { slowStartBatches } from "../../../src/simulator/kubernetes/slow-start.ts";

const template = { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "c", image: "v1" }] } };
const metadata = (name: string, creationTimestamp = 0) => ({
  name,
  namespace: "default",
  uid: name,
  generation: 1,
  creationTimestamp,
});

const makeDeployment = (replicas: number, maxSurge: number, maxUnavailable: number): Deployment => ({
  kind: "Deployment",
  metadata: metadata("web"),
  spec: {
    replicas,
    selector: {},
    template,
    strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge, maxUnavailable } },
  },
  status: {},
});

function makeReplicaSet(name: string, replicas: number, availableReplicas: number, created = 0): ReplicaSet {
  const status = { replicas, availableReplicas };
  return { kind: "ReplicaSet", metadata: metadata(name, created), spec: { replicas, selector: {}, template }, status };
}

const sizes = (resizes: { to: ReplicaSet }[]) => resizes.map(({ to }) => `${to.metadata.name} ${to.spec.replicas}`);

test("batches double until nothing is left", () => {
  expect(slowStartBatches(0)).toEqual([]);
  expect(slowStartBatches(10)).toEqual([1, 2, 4, 3]);
  expect(slowStartBatches(5, 4)).toEqual([4, 1]);
});

test("a rolling update goes up before it goes down, and takes what is not available first", () => {
  const deployment = makeDeployment(10, 2, 2);
  const older = makeReplicaSet("older", 4, 3, 1);
  const old = makeReplicaSet("old", 6, 6, 2);
  expect(sizes(stepRolling(deployment, makeReplicaSet("new", 0, 0, 3), [old, older]))).toEqual(["new 2"]);
  // Eight must stay of nine that are available: the one that is not goes, then one more of the oldest.
  expect(sizes(stepRolling(deployment, makeReplicaSet("new", 2, 0, 3), [old, older]))).toEqual(["older 3", "older 2"]);
});

test("a count of available replicas above the size makes the step wait", () => {
  const deployment = makeDeployment(4, 1, 0);
  expect(shrinkOld(deployment, makeReplicaSet("new", 3, 3), [makeReplicaSet("old", 2, 4)])).toEqual([]);
});

test("scaling in the middle of a rollout keeps the proportions, and the rest goes to the largest", () => {
  const annotated = (one: ReplicaSet): ReplicaSet => ({
    ...one,
    metadata: {
      ...one.metadata,
      annotations: {
        "deployment.kubernetes.io/desired-replicas": "10",
        "deployment.kubernetes.io/max-replicas": "13",
      },
    },
  });
  const old = annotated(makeReplicaSet("old", 8, 8, 1));
  const fresh = annotated(makeReplicaSet("new", 5, 0, 2));
  expect(sizes(stepScaling(makeDeployment(20, 5, 5), { fresh, old: [old] }))).toEqual(["old 15", "new 10"]);
});

test("the new ReplicaSet is the oldest with the Deployment's template, whatever its hash label says", () => {
  const labelled = { ...template, metadata: { labels: { app: "web", "pod-template-hash": "abc" } } };
  const [first, second] = [makeReplicaSet("b", 1, 1, 5), makeReplicaSet("a", 1, 1, 9)];
  const withLabel: ReplicaSet = { ...first, spec: { ...first.spec, template: labelled } };
  const { fresh, old } = splitReplicaSets(makeDeployment(1, 1, 0), [second, withLabel]);
  expect(fresh?.metadata.name).toBe("b");
  expect(old.map(({ metadata: { name } }) => name)).toEqual(["a"]);
  const other = { ...template, spec: { containers: [{ name: "c", image: "v2" }] } };
  expect(isSameTemplate(template, other)).toBe(false);
  expect(isSameTemplate(template, { spec: template.spec, metadata: { annotations: {}, labels: { app: "web" } } })).toBe(
    true,
  );
});

test("a template's hash is the same for the same template, and another after a collision", () => {
  expect(podTemplateHash(template, undefined)).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{1,10}$/);
  expect(podTemplateHash({ spec: template.spec, metadata: template.metadata }, undefined)).toBe(
    podTemplateHash(template, undefined),
  );
  expect(new Set([undefined, 0, 1, 2].map((count) => podTemplateHash(template, count))).size).toBe(4);
});

test("a ReplicaSet that becomes the new one again keeps its earlier revisions, the oldest forgotten in the end", () => {
  const deployment = makeDeployment(1, 1, 0);
  const history = "deployment.kubernetes.io/revision-history";
  const revision = "deployment.kubernetes.io/revision";
  expect(newReplicaSetAnnotations(deployment, undefined, 1)).toEqual({ [revision]: "1" });
  expect(newReplicaSetAnnotations(deployment, { [revision]: "3", [history]: "1" }, 5)).toEqual({
    [revision]: "5",
    [history]: "1,3",
  });
  expect(newReplicaSetAnnotations(deployment, { [revision]: "7" }, 5)).toEqual({ [revision]: "7" });
  const long = `${"1".repeat(1_001)},${"2".repeat(990)}`;
  const shortened = newReplicaSetAnnotations(deployment, { [revision]: "12345678", [history]: long }, 12345679);
  expect(shortened[history]).toBe(`${"2".repeat(990)},12345678`);
});

test("of pods that differ in nothing else, the one on the fullest node goes, then one that is cheaper to lose", () => {
  const makePod = (name: string, nodeName: string, cost?: string): Pod => ({
    kind: "Pod",
    metadata: {
      ...metadata(name, 1_000),
      ...(cost !== undefined && { annotations: { "controller.kubernetes.io/pod-deletion-cost": cost } }),
    },
    spec: { nodeName, containers: [] },
    status: { phase: "Running", conditions: [{ type: "Ready", status: "True", lastTransitionTime: 2_000 }] },
  });
  const pods = [
    makePod("a", "n1"),
    makePod("b", "n2"),
    makePod("c", "n2"),
    makePod("d", "n1", "-5"),
    makePod("e", "n3"),
  ];
  const foreign = [makePod("x", "n3"), makePod("y", "n3")];
  const gone = podsToDelete(pods, [...pods, ...foreign], 3, 60_000);
  expect(gone.map(({ metadata: { name } }) => name)).toEqual(["d", "e", "a"]);
});
