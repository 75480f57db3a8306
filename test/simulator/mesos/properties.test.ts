import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Mesos } from "../../../src/simulator/mesos/mesos-api.ts";
import { quantitiesOf } from "../../../src/simulator/mesos/pool.ts";
import { image, make, makeWeb } from "./mesos-make.ts";

const SECOND = 1_000;
const ENDED = new Set([
  "TASK_FINISHED",
  "TASK_FAILED",
  "TASK_KILLED",
  "TASK_ERROR",
  "TASK_DROPPED",
  "TASK_GONE",
  "TASK_LOST",
]);

type Command = (mesos: Mesos) => void;

const agent = fc.constantFrom("n1", "n2", "n3", "n4");

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.integer({ min: 0, max: 30 }).map(
    (count): Command =>
      (mesos) =>
        void mesos.scaleApp("web", count, { force: true }),
  ),
  fc.constantFrom("web:1", "web:2", "web:hangs").map(
    (name): Command =>
      (mesos) =>
        void mesos.updateApp("web", image(name), { force: true }),
  ),
  fc.constant<Command>((mesos) => void mesos.restartApp("web")),
  fc.tuple(agent, fc.constantFrom("power" as const, "network" as const)).map(
    ([name, how]): Command =>
      (mesos) =>
        void mesos.killAgent(name, how),
  ),
  agent.map(
    (name): Command =>
      (mesos) =>
        void mesos.startAgent(name),
  ),
  fc.nat(20).map(
    (i): Command =>
      (mesos) =>
        void mesos.killTask(mesos.instances("web")[i]?.task ?? ""),
  ),
);

type Amounts = Readonly<Record<string, number>>;

/** What is free, held in offers and used by tasks, by agent. */
function accounted(mesos: Mesos): [agent: string, amounts: Amounts][] {
  const isUsing = ({ state }: { state: string }) => !ENDED.has(state) && state !== "TASK_UNREACHABLE";
  return [
    ...mesos.agents().map(({ name, free }): [string, Amounts] => [name, free]),
    ...mesos.offers().map((offer): [string, Amounts] => [offer.agent, quantitiesOf(offer.resources)]),
    ...mesos
      .tasks()
      .filter(isUsing)
      .map((task): [string, Amounts] => [task.agent, task.resources]),
  ];
}

/** Not over, and nothing leaks either: what is free, offered and used is all that an agent has. */
function expectNoAgentOver(mesos: Mesos): void {
  const all = accounted(mesos);
  for (const { name, state, total } of mesos.agents()) {
    for (const resource of ["cpus", "mem"]) {
      const used = all.reduce(
        (sum, [agentName, amounts]) => sum + (agentName === name ? (amounts[resource] ?? 0) : 0),
        0,
      );
      expect(used).toBeCloseTo(state === "registered" ? (total[resource] ?? 0) : 0, 6);
    }
  }
}

test("whatever is done, what is used, offered and free on an agent is what it has", () => {
  const step = fc.record({ run: command, ms: fc.integer({ min: 10, max: 60 * SECOND }) });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 10 }), fc.string(), (steps, seed) => {
      const batches = [
        { name: "spark", role: "batch", cpus: 0.3, mem: 100, runMs: [2_000, 40_000] as const, tasks: 300 },
      ];
      const mesos = make({ batches }, seed);
      for (const { run, ms } of steps) {
        run(mesos);
        mesos.run(mesos.now() + ms);
        expectNoAgentOver(mesos);
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);

test("an upgrade from a healthy start never leaves its bounds, and ends", () => {
  const share = fc.integer({ min: 0, max: 10 }).map((tenth) => tenth / 10);
  const shape = fc.record({
    instances: fc.integer({ min: 1, max: 12 }),
    minimum: share,
    over: share,
    hasChecks: fc.boolean(),
    seed: fc.string(),
  });
  fc.assert(
    fc.property(shape, ({ instances, minimum, over, hasChecks, seed }) => {
      const upgradeStrategy = { minimumHealthCapacity: minimum, maximumOverCapacity: over };
      const json = makeWeb({ instances, upgradeStrategy, cpus: 0.25, ...(hasChecks ? {} : { healthChecks: [] }) });
      const mesos = make({ apps: [json] }, seed);
      mesos.updateApp("web", image("web:2"));
      const least = Math.ceil(instances * minimum);
      const room = Math.trunc(instances * (1 + over));
      // With no room either way Marathon allows itself one more.
      const most = least === room ? room + 1 : room;
      for (let at = 250; mesos.deployments().length > 0 && at < 1_800 * SECOND; at += 250) {
        mesos.run(at);
        const all = mesos.instances("web");
        const healthy = all.filter(
          ({ condition, healthy: result }) => condition === "Running" && (!hasChecks || result),
        );
        expect(healthy.length).toBeGreaterThanOrEqual(least);
        expect(all.length).toBeLessThanOrEqual(most);
      }
      expect(mesos.deployments()).toEqual([]);
      expect(mesos.app("web")).toMatchObject({ tasksRunning: instances });
    }),
    { numRuns: 15 },
  );
}, 60_000);

test("after whatever was done, an app that can run comes back to its number of healthy instances", () => {
  const step = fc.record({ run: command, ms: fc.integer({ min: 10, max: 40 * SECOND }) });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), fc.string(), (steps, seed) => {
      const mesos = make({}, seed);
      for (const { run, ms } of steps) {
        run(mesos);
        mesos.run(mesos.now() + ms);
      }
      for (const name of ["n1", "n2", "n3", "n4"]) {
        mesos.startAgent(name);
        mesos.reactivateAgent(name);
      }
      mesos.updateApp("web", { ...image("web:3"), instances: 5 }, { force: true });
      mesos.run(mesos.now() + 900 * SECOND);
      expect(mesos.app("web")).toMatchObject({ tasksHealthy: 5, tasksRunning: 5, tasksStaged: 0 });
      expect(mesos.deployments()).toEqual([]);
    }),
    { numRuns: 15 },
  );
}, 60_000);
