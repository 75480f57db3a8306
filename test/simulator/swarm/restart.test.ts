import { describe, expect, test } from "@jest/globals";
import type { RestartPolicy, Task } from "../../../src/simulator/swarm/objects.ts";
import { excessOf } from "../../../src/simulator/swarm/orchestrator/reaper.ts";
import { madeAt, makeService, makeSwarm, makeTask } from "./make.ts";

/** One task that fails every time a second after it runs; it begins running at 0. */
function failing(restart: RestartPolicy | undefined, taskHistoryLimit = -1) {
  const service = makeService(
    { mode: { kind: "replicated", replicas: 1 } },
    { image: "app:bad", ...(restart ? { restart } : {}) },
  );
  return makeSwarm({ services: [service], settings: { taskHistoryLimit } });
}

describe("a task that fails", () => {
  test("is replaced at once, and the replacement started after five seconds", () => {
    const swarm = failing(undefined);
    swarm.run(10_000);
    // It fails at 1 s; 5 s delay, 1 s to start, 1 s until it fails again.
    expect(madeAt(swarm, "app:bad")).toEqual([0, 1_000, 8_000]);
  });

  test("waits as long as its policy says", () => {
    const swarm = failing({ condition: "any", delayMs: 20_000 });
    swarm.run(30_000);
    expect(madeAt(swarm, "app:bad")).toEqual([0, 1_000, 23_000]);
  });

  test("stays down under none", () => {
    const swarm = failing({ condition: "none" });
    swarm.run(60_000);
    expect(swarm.tasks()).toHaveLength(1);
    expect(swarm.tasks()[0]).toMatchObject({ desiredState: "shutdown", status: { state: "failed", exitCode: 1 } });
  });

  test("is given up after its attempts", () => {
    const swarm = failing({ condition: "any", delayMs: 1_000, maxAttempts: 3 });
    swarm.run(120_000);
    expect(swarm.tasks()).toHaveLength(4);
    expect(swarm.tasks().every(({ desiredState }) => desiredState === "shutdown")).toBe(true);
  });

  test("has its attempts back when they lie before the window", () => {
    // A restart every 3 s: never one within the two seconds before an end.
    const made = (windowMs: number) => {
      const swarm = failing({ condition: "any", delayMs: 1_000, maxAttempts: 2, windowMs });
      let count = 0;
      swarm.onChange((_, { action, object }) => void (count += Number(action === "create" && object.kind === "task")));
      swarm.run(120_000);
      return count;
    };
    expect(made(2_000)).toBeGreaterThan(30);
    expect(made(10_000)).toBe(2);
  });
});

test("a task that completes is replaced under any, not under on-failure", () => {
  const after = (condition: RestartPolicy["condition"]) => {
    const swarm = makeSwarm({
      services: [
        makeService({ mode: { kind: "replicated", replicas: 1 } }, { image: "job:ok", restart: { condition } }),
      ],
    });
    swarm.run(20_000);
    return swarm.tasks().length;
  };
  expect(after("any")).toBeGreaterThan(1);
  expect(after("on-failure")).toBe(1);
});

describe("history", () => {
  test("holds five tasks of a slot, as many as the attempts plus one if those are limited, or all", () => {
    const kept = (limit: number, restart?: RestartPolicy) => {
      const swarm = failing(restart, limit);
      swarm.run(600_000);
      return swarm.tasks().length;
    };
    expect(kept(5)).toBe(5);
    expect(kept(2)).toBe(2);
    expect(kept(-1)).toBeGreaterThan(80);
    expect(kept(1, { condition: "any", maxAttempts: 100, windowMs: 60_000 })).toBeGreaterThan(80);
  });

  test("loses the oldest that are over, never what runs", () => {
    const task = (id: string, at: number, state: Task["status"]["state"]) =>
      makeTask(id, { status: { state, at, message: "" } });
    const history = [task("c", 3, "failed"), task("a", 1, "running"), task("b", 2, "failed"), task("d", 4, "running")];
    expect(excessOf(history, 3)).toEqual({ excess: [task("b", 2, "failed")], isDirty: false });
    expect(excessOf(history, 1).excess.map(({ id }) => id)).toEqual(["b", "c"]);
    expect(excessOf(history, 1).isDirty).toBe(true);
    expect(excessOf(history, -1).excess).toEqual([]);
  });
});
