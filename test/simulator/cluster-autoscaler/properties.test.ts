import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { milliOf } from "../../../src/simulator/kubernetes/api/quantity.ts";
import { clusterOf, deploymentOf, groupOf, MINUTE, pending, SECOND } from "./make.ts";

type Cluster = ReturnType<typeof clusterOf>;

const CPU = 300;

const plan = fc.record({
  groups: fc.array(
    fc.record({
      minSize: fc.integer({ min: 0, max: 2 }),
      more: fc.integer({ min: 1, max: 5 }),
      cores: fc.integer({ min: 1, max: 4 }),
      provisionS: fc.integer({ min: 5, max: 240 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  // Up and down again.
  sizes: fc.array(
    fc.record({
      up: fc.integer({ min: 4, max: 24 }),
      upMinutes: fc.integer({ min: 1, max: 12 }),
      down: fc.integer({ min: 0, max: 8 }),
      downMinutes: fc.integer({ min: 1, max: 25 }),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  balanceSimilarNodeGroups: fc.boolean(),
  seed: fc.string({ maxLength: 4 }),
});

type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

const groupsOf = ({ groups }: Plan) =>
  groups.map(({ minSize, more, cores, provisionS }, i) =>
    groupOf({
      name: `group-${i}`,
      minSize,
      maxSize: minSize + more,
      capacity: { cpu: `${cores}`, memory: "16Gi", pods: "110" },
      provisionMs: [provisionS * SECOND, (provisionS + 10) * SECOND],
    }),
  );

/** Plays the plan, and then as long as everything needs to come to rest. */
function play(wish: Plan, begin: (cluster: Cluster) => void = () => {}): Cluster {
  const cluster = clusterOf(groupsOf(wish), { balanceSimilarNodeGroups: wish.balanceSimilarNodeGroups }, wish.seed);
  begin(cluster);
  cluster.run(SECOND);
  const resize = (replicas: number, minutes: number) => {
    cluster.apply(deploymentOf(replicas, { cpu: `${CPU}m` }));
    cluster.run(cluster.loop.now() + minutes * MINUTE);
  };
  for (const { up, upMinutes, down, downMinutes } of wish.sizes) {
    resize(up, upMinutes);
    resize(down, downMinutes);
  }
  cluster.run(cluster.loop.now() + 45 * MINUTE);
  return cluster;
}

const PLAYS = { numRuns: 12 };

test("a group never has fewer nodes than its least size nor more than its largest", () => {
  fc.assert(
    fc.property(plan, (wish) => {
      const sizes = new Map<string, Set<number>>();
      const { cloud } = play(wish, ({ autoscaler, store }) => {
        const look = ({ name }: { name: string }) => {
          const seen = sizes.get(name) ?? new Set();
          sizes.set(name, seen.add(autoscaler.cloud.targetSize(name)).add(autoscaler.cloud.instances(name).length));
        };
        store.watch(() => autoscaler.cloud.specs.forEach(look));
      }).autoscaler;
      for (const { name, minSize, maxSize } of cloud.specs) {
        const seen = [...(sizes.get(name) ?? [])];
        expect(Math.min(...seen)).toBeGreaterThanOrEqual(minSize);
        expect(Math.max(...seen)).toBeLessThanOrEqual(maxSize);
      }
    }),
    PLAYS,
  );
});

/** How many more pods of the one size that all have a node would take. */
function roomOn({ store }: Cluster, name: string): number {
  const node = store.get("Node", name);
  if (!node || node.spec.unschedulable) return 0;
  const free = milliOf(node.status.allocatable?.["cpu"]) - CPU * store.podsOn(name).length;
  return Math.max(0, Math.floor(free / CPU));
}

test("no node is given up whose pods do not fit elsewhere", () => {
  fc.assert(
    fc.property(plan, (wish) => {
      play(wish, (cluster) => {
        cluster.store.watch(({ object, before }) => {
          if (object.kind !== "Node" || before?.kind !== "Node") return;
          if (!object.spec.unschedulable || before.spec.unschedulable) return;
          const pods = cluster.store.podsOn(object.metadata.name);
          const others = cluster.store.list("Node").filter(({ metadata }) => metadata.name !== object.metadata.name);
          const room = others.reduce((sum, { metadata }) => sum + roomOn(cluster, metadata.name), 0);
          expect(room).toBeGreaterThanOrEqual(pods.filter(({ metadata }) => !metadata.deletionTimestamp).length);
        });
      });
    }),
    PLAYS,
  );
});

test("in the end pods wait only when no group can grow, and no node is idle that could go", () => {
  fc.assert(
    fc.property(plan, (wish) => {
      const cluster = play(wish);
      const { cloud } = cluster.autoscaler;
      const growing = cloud.specs.filter(({ name, maxSize }) => cloud.targetSize(name) < maxSize);
      expect(pending(cluster) > 0 ? growing : []).toEqual([]);
      const idle = cluster.store.list("Node").filter((node) => {
        const spec = cloud.specs.find(({ name }) => name === cloud.groupOfNode(node));
        const isIdle = cluster.store.podsOn(node.metadata.name).length === 0;
        return isIdle && spec && cloud.targetSize(spec.name) > spec.minSize;
      });
      expect(idle).toEqual([]);
    }),
    PLAYS,
  );
});

test("the same plan ends in the same way", () => {
  fc.assert(
    fc.property(plan, (wish) => {
      expect(play(wish).hash()).toBe(play(wish).hash());
    }),
    { numRuns: 4 },
  );
});
