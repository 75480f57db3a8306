import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Swarm } from "../../../src/simulator/swarm/swarm-api.ts";
import { isWanted, makeService, makeSwarm, runningTasks } from "./make.ts";

const RUNS = { numRuns: 25 };

/** Calls after every change, once what was done in that instant is there to be seen. */
function watchAll(swarm: Swarm, until: number, look: () => void): void {
  swarm.onChange(look);
  swarm.run(until);
  look();
}

const serviceCase = fc.record({
  replicas: fc.integer({ min: 1, max: 9 }),
  parallelism: fc.integer({ min: 1, max: 4 }),
  delayMs: fc.constantFrom(0, 1_000, 7_000),
  seed: fc.string({ maxLength: 4 }),
});

type ServiceCase = { replicas: number; parallelism: number; delayMs: number; seed: string };

function updating({ replicas, parallelism, delayMs, seed }: ServiceCase, order: "stop-first" | "start-first") {
  const update = { parallelism, delayMs, order, failureAction: "pause", maxFailureRatio: 0 } as const;
  const swarm = makeSwarm({ services: [makeService({ mode: { kind: "replicated", replicas }, update })], seed });
  swarm.updateService("web", { image: "app:v2" });
  return swarm;
}

const running = (swarm: Swarm) => swarm.tasks("web").filter(({ status }) => status.state === "running").length;

describe("updates of tasks that start well", () => {
  test("start-first: never fewer than the replicas run", () => {
    fc.assert(
      fc.property(serviceCase, (given) => {
        const swarm = updating(given, "start-first");
        watchAll(swarm, 200_000, () => expect(running(swarm)).toBeGreaterThanOrEqual(given.replicas));
        expect(swarm.service("web")?.updateStatus?.state).toBe("completed");
      }),
      RUNS,
    );
  });

  test("stop-first: never more than the parallelism are away, never more than the replicas run", () => {
    fc.assert(
      fc.property(serviceCase, (given) => {
        const swarm = updating(given, "stop-first");
        watchAll(swarm, 200_000, () => {
          expect(runningTasks(swarm).length).toBeGreaterThanOrEqual(given.replicas - given.parallelism);
          expect(running(swarm)).toBeLessThanOrEqual(given.replicas);
        });
        expect(runningTasks(swarm).every(({ spec }) => spec.image === "app:v2")).toBe(true);
      }),
      RUNS,
    );
  });
});

/** Things that happen to a swarm: [what, a number], two seconds and a bit apart. */
const happenings = fc.array(fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 9 })), {
  maxLength: 12,
});

function happen(swarm: Swarm, [what, how]: [number, number]): void {
  const node = `n${(how % 4) + 1}`;
  const image = ["app:v1", "app:v2", "app:bad", "app:lost"][how % 4] ?? "app:v1";
  const deeds = [
    () => swarm.scale("web", how),
    () => swarm.updateService("web", { image }),
    () => swarm.updateNode(node, { availability: "drain" }),
    () => swarm.updateNode(node, { availability: "active" }),
    () => swarm.killNode(node),
    () => swarm.startNode(node),
    () => swarm.rollback("web"),
    () => swarm.updateNode(node, { availability: "pause" }),
  ];
  deeds[what]?.();
}

/** `stops` more halts on the way, which should make no difference. */
function play(
  steps: [number, number][],
  seed: string,
  look: (swarm: Swarm) => void = () => undefined,
  stops = 0,
): Swarm {
  const swarm = makeSwarm({
    nodes: 4,
    managers: 3,
    services: [
      makeService({}, { reservations: { nanoCpus: 900e6 } }),
      makeService({ name: "all", mode: { kind: "global" } }),
    ],
    settings: { assignmentMs: 100, reportMs: 100 },
    seed,
  });
  swarm.onChange(() => look(swarm));
  for (const [index, step] of steps.entries()) {
    happen(swarm, step);
    swarm.run((index + 1) * 2_300);
  }
  const from = steps.length * 2_300;
  for (let stop = 1; stop <= stops; stop++) swarm.run(from + Math.floor((stop * 120_000) / (stops + 1)));
  swarm.run(from + 120_000);
  return swarm;
}

describe("whatever happens", () => {
  test("no node gives more than it has, no slot keeps more history than allowed, no task goes back", () => {
    const order = ["new", "pending", "assigned", "accepted", "preparing", "ready", "starting", "running", "complete"];
    fc.assert(
      fc.property(happenings, fc.string({ maxLength: 3 }), (steps, seed) => {
        const furthest = new Map<string, number>();
        const swarm = play(steps, seed, (seen) => {
          for (const { id, resources } of seen.nodes()) {
            const live = seen
              .tasks()
              .filter(
                (task) =>
                  task.nodeId === id && order.indexOf(task.status.state) < 8 && order.includes(task.status.state),
              );
            const reserved = live.reduce((sum, { spec }) => sum + (spec.reservations?.nanoCpus ?? 0), 0);
            expect(reserved).toBeLessThanOrEqual(resources.nanoCpus);
          }
          for (const { id, status } of seen.tasks()) {
            const at = order.includes(status.state) ? order.indexOf(status.state) : order.length;
            expect(at).toBeGreaterThanOrEqual(furthest.get(id) ?? 0);
            furthest.set(id, at);
          }
        });
        const slots = new Map<string, number>();
        for (const task of swarm.tasks().filter(({ status }) => !order.slice(0, 8).includes(status.state))) {
          const key = `${task.serviceId} ${task.slot} ${task.slot === 0 ? task.nodeId : ""}`;
          slots.set(key, (slots.get(key) ?? 0) + 1);
        }
        expect(Math.max(0, ...slots.values())).toBeLessThanOrEqual(6);
      }),
      RUNS,
    );
  });

  test("a slot is not wanted twice once things are calm, and there are as many as wished", () => {
    fc.assert(
      fc.property(happenings, fc.string({ maxLength: 3 }), (steps, seed) => {
        const swarm = play(steps, seed);
        for (const name of ["n1", "n2", "n3", "n4"]) swarm.startNode(name);
        swarm.run(swarm.now() + 120_000);
        for (const name of ["n1", "n2", "n3", "n4"]) swarm.updateNode(name, { availability: "active" });
        swarm.updateService("web", { image: "app:v1", update: { parallelism: 0 } });
        swarm.run(swarm.now() + 300_000);
        const { desired } = swarm.service("web") ?? {};
        const wanted = swarm.tasks("web").filter(isWanted);
        expect(wanted).toHaveLength(desired ?? -1);
        expect(new Set(wanted.map(({ slot }) => slot)).size).toBe(wanted.length);
        expect(swarm.tasks("all").filter(isWanted)).toHaveLength(4);
      }),
      RUNS,
    );
  });

  test("the same setup, seed and commands give the same, in however many steps; another seed gives something else", () => {
    fc.assert(
      fc.property(happenings, fc.string({ maxLength: 3 }), (steps, seed) => {
        expect(play(steps, seed).hash()).toBe(play(steps, seed, undefined, 7).hash());
        expect(play(steps, seed).hash()).not.toBe(play(steps, `${seed}!`).hash());
      }),
      { numRuns: 10 },
    );
  });
});
