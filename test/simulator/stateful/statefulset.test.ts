import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { StatefulSet } from "../../../src/simulator/kubernetes/api/apps.ts";
import type { Pod } from "../../../src/simulator/kubernetes/api/pod.ts";
import { isReady } from "../../../src/simulator/kubernetes/pods.ts";
import type { Change } from "../../../src/simulator/kubernetes/change.ts";
import { startStatefulSetController } from "../../../src/simulator/kubernetes/statefulset/controller.ts";
import { revisionOf } from "../../../src/simulator/kubernetes/statefulset/identity.ts";
import { type Life, makeWorld, template, type TestWorld } from "../batch/world.ts";

type Spec = Partial<StatefulSet["spec"]>;

function makeSet(spec: Spec = {}, lifeOf: (pod: Pod) => Life = () => ({}), seed = "set"): TestWorld {
  const world = makeWorld((started) => startStatefulSetController(started), lifeOf, { seed });
  world.api.create({
    kind: "StatefulSet",
    metadata: { name: "db" },
    spec: { replicas: 3, serviceName: "db", selector: { matchLabels: { app: "x" } }, template: template(), ...spec },
  });
  return world;
}

const setIn = ({ store }: TestWorld): StatefulSet => {
  const set = store.get("StatefulSet", "db");
  if (!set) throw new Error("There is no StatefulSet db.");
  return set;
};

function reform(world: TestWorld, spec: Spec): void {
  const set = setIn(world);
  world.api.update({ ...set, spec: { ...set.spec, ...spec } });
}

/** What a change of a pod is in the story of a set. */
function stepOf({ verb, object, before }: Change): "add" | "delete" | "ready" | undefined {
  if (verb === "added") return "add";
  if (verb === "deleted" || object.kind !== "Pod" || before?.kind !== "Pod") return undefined;
  const isGoing = (pod: Pod) => pod.metadata.deletionTimestamp !== undefined;
  if (isGoing(object) && !isGoing(before)) return "delete";
  return isReady(object) && !isReady(before) ? "ready" : undefined;
}

/** "add db-0", "ready db-0", "delete db-0" and so on, from now on. */
function follow(world: TestWorld): string[] {
  const steps: string[] = [];
  world.store.watch((change) => {
    const step = change.object.kind === "Pod" ? stepOf(change) : undefined;
    if (step) steps.push(`${step} ${change.object.metadata.name}`);
  });
  return steps;
}

test("pods come one after the other, each when the one before is ready, with their names and labels", () => {
  const world = makeSet();
  const steps = follow(world);
  world.run(10_000);
  expect(steps).toEqual(["add db-0", "ready db-0", "add db-1", "ready db-1", "add db-2", "ready db-2"]);
  const [first] = world.pods();
  expect(first?.metadata.labels).toMatchObject({
    app: "x",
    "statefulset.kubernetes.io/pod-name": "db-0",
    "apps.kubernetes.io/pod-index": "0",
    "controller-revision-hash": setIn(world).status.currentRevision,
  });
  expect(first?.spec).toMatchObject({ hostname: "db-0", subdomain: "db" });
  expect(world.events("SuccessfulCreate").map(({ message }) => message)).toEqual(
    ["db-0", "db-1", "db-2"].map((name) => `Create Pod ${name} in StatefulSet db successful`),
  );
});

test("a pod that never becomes ready keeps the next ones waiting", () => {
  const world = makeSet({}, ({ metadata }) => ({ ready: metadata.name !== "db-1" }));
  world.run(60_000);
  expect(world.names()).toEqual(["db-0", "db-1"]);
});

test("Parallel makes all pods at once", () => {
  const world = makeSet({ podManagementPolicy: "Parallel" });
  const steps = follow(world);
  world.run(10_000);
  expect(steps.slice(0, 3)).toEqual(["add db-0", "add db-1", "add db-2"]);
});

test("the set shrinks from the highest ordinal, one pod at a time", () => {
  const world = makeSet();
  world.run(10_000);
  const steps = follow(world);
  reform(world, { replicas: 1 });
  world.run(10_400);
  expect(steps).toEqual(["delete db-2"]);
  world.run(20_000);
  expect(steps).toEqual(["delete db-2", "delete db-1"]);
  expect(world.names()).toEqual(["db-0"]);
});

test("an update goes from the highest ordinal down to the partition", () => {
  const world = makeSet();
  world.run(10_000);
  const steps = follow(world);
  const partition = { type: "RollingUpdate" as const, rollingUpdate: { partition: 1 } };
  reform(world, { template: template({ app: "x" }, "app:v2"), updateStrategy: partition });
  world.run(60_000);
  const image = ({ spec }: Pod) => spec.containers[0]?.image;
  expect(steps.filter((step) => step.startsWith("delete"))).toEqual(["delete db-2", "delete db-1"]);
  expect(
    world
      .pods()
      .toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
      .map(image),
  ).toEqual(["app:v1", "app:v2", "app:v2"]);
  const { currentRevision, updateRevision, updatedReplicas, currentReplicas } = setIn(world).status;
  expect(currentRevision).not.toBe(updateRevision);
  expect([updatedReplicas, currentReplicas]).toEqual([2, 1]);
});

test("OnDelete leaves old pods alone until somebody deletes them", () => {
  const world = makeSet({ updateStrategy: { type: "OnDelete" } });
  world.run(10_000);
  reform(world, { template: template({ app: "x" }, "app:v2") });
  world.run(30_000);
  expect(setIn(world).status.updatedReplicas).toBe(0);
  world.api.delete("Pod", "db-1");
  world.run(60_000);
  expect(setIn(world).status.updatedReplicas).toBe(1);
});

test("a template that was there before gets its revision back as the newest", () => {
  const world = makeSet({ replicas: 1 });
  world.run(5_000);
  const first = setIn(world).status.currentRevision;
  const original = setIn(world).spec.template;
  reform(world, { template: template({ app: "x" }, "app:v2") });
  world.run(20_000);
  reform(world, { template: original });
  world.run(40_000);
  const revisions = world.store.list("ControllerRevision").map(({ metadata, revision }) => [metadata.name, revision]);
  expect(setIn(world).status.currentRevision).toBe(first);
  expect(revisions).toContainEqual([first, 3]);
  expect(revisions).toHaveLength(2);
});

test("no more old revisions are kept than revisionHistoryLimit", () => {
  const world = makeSet({ replicas: 1, revisionHistoryLimit: 1 });
  for (let version = 2; version < 6; version++) {
    world.run(version * 10_000);
    reform(world, { template: template({ app: "x" }, `app:v${version}`) });
  }
  world.run(100_000);
  expect(world.store.list("ControllerRevision").map(({ revision }) => revision)).toEqual([4, 5]);
});

test("each pod has claims of its own, which outlive it unless the policy says otherwise", () => {
  const volumeClaimTemplates = [{ metadata: { name: "data" } }];
  const claims = ({ store }: TestWorld) => store.list("PersistentVolumeClaim");
  const world = makeSet({ replicas: 2, volumeClaimTemplates });
  world.run(10_000);
  expect(claims(world).map(({ metadata, status }) => [metadata.name, status.phase])).toEqual([
    ["data-db-0", "Bound"],
    ["data-db-1", "Bound"],
  ]);
  expect(world.pods()[0]?.spec.volumes).toEqual([{ name: "data", persistentVolumeClaim: { claimName: "data-db-0" } }]);
  reform(world, { replicas: 1 });
  world.run(20_000);
  expect(claims(world)).toHaveLength(2);
  const owned = makeSet({
    replicas: 2,
    volumeClaimTemplates,
    persistentVolumeClaimRetentionPolicy: { whenScaled: "Delete", whenDeleted: "Retain" },
  });
  owned.run(10_000);
  reform(owned, { replicas: 1 });
  owned.run(10_100);
  expect(claims(owned)[1]?.metadata.ownerReferences).toMatchObject([{ kind: "Pod", name: "db-1" }]);
});

test("with minReadySeconds the next pod waits for as long", () => {
  const world = makeSet({ replicas: 2, minReadySeconds: 10 });
  world.run(10_000);
  expect(world.names()).toEqual(["db-0"]);
  world.run(13_000);
  expect(world.names()).toEqual(["db-0", "db-1"]);
});

test("ordinals may begin elsewhere", () => {
  const world = makeSet({ replicas: 2, ordinals: { start: 5 } });
  world.run(10_000);
  expect(world.names()).toEqual(["db-5", "db-6"]);
});

test("while the set grows in order at most one pod is not ready, no ordinal has two pods, and two runs are equal", () => {
  const orders = fc.array(
    fc.record({ replicas: fc.integer({ min: 0, max: 5 }), afterMs: fc.integer({ min: 50, max: 6_000 }) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  );
  fc.assert(
    fc.property(orders, (steps) => {
      const run = () => {
        const world = makeSet({ replicas: 0 });
        world.store.watch(() => {
          const ordinals = world.names();
          expect(new Set(ordinals).size).toBe(ordinals.length);
          const growing = world.pods().filter((pod) => !isReady(pod) && pod.metadata.deletionTimestamp === undefined);
          expect(growing.length).toBeLessThanOrEqual(1);
        });
        let at = 0;
        for (const { replicas, afterMs } of steps) {
          world.run((at += afterMs));
          reform(world, { replicas });
        }
        world.run(at + 60_000);
        return world;
      };
      const world = run();
      const wanted = steps.at(-1)?.replicas ?? 0;
      expect(world.names().toSorted()).toEqual(Array.from({ length: wanted }, (_, i) => `db-${i}`));
      expect(new Set(world.pods().map(revisionOf)).size).toBeLessThanOrEqual(1);
      expect(run().digest()).toBe(world.digest());
    }),
    { numRuns: 15 },
  );
});
