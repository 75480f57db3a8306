import { describe, expect, test } from "@jest/globals";
import type { UpdateConfig } from "../../../src/simulator/swarm/objects.ts";
import type { Swarm } from "../../../src/simulator/swarm/swarm-api.ts";
import { madeAt, makeService, makeSwarm, runningTasks } from "./make.ts";

const config = (given: Partial<UpdateConfig> = {}): UpdateConfig => ({
  parallelism: 2,
  delayMs: 0,
  order: "stop-first",
  monitorMs: 5_000,
  failureAction: "pause",
  maxFailureRatio: 0,
  ...given,
});

const T = 1_000;

/** A service of six, updated at T. */
function updating(given: Partial<UpdateConfig>, image = "app:v2", restart = {}): Swarm {
  const swarm = makeSwarm({
    services: [makeService({ update: config(given) }, { restart: { condition: "any", ...restart } })],
  });
  swarm.run(T);
  expect(swarm.updateService("web", { image })).toEqual({ kind: "changed", text: "web" });
  return swarm;
}

const status = (swarm: Swarm) => swarm.service("web")?.updateStatus;
const images = (swarm: Swarm) => runningTasks(swarm).map(({ spec }) => spec.image);

describe("a rolling update", () => {
  test("goes in batches: stop 500 ms, start from 50 ms in 2 s, the next at once; five seconds of watching at the end", () => {
    const swarm = updating({});
    swarm.run(T + 11_149);
    expect(madeAt(swarm, "app:v2", T)).toEqual([0, 0, 2_050, 2_050, 4_100, 4_100]);
    expect(status(swarm)).toEqual({ state: "updating", message: "update in progress", startedAt: T });
    swarm.run(T + 11_150);
    expect(status(swarm)).toMatchObject({ state: "completed", message: "update completed", completedAt: T + 11_150 });
    expect(images(swarm)).toEqual(Array.from({ length: 6 }, () => "app:v2"));
  });

  test("waits the delay after each task, also the last, and watches a second longer than that", () => {
    const swarm = updating({ delayMs: 10_000 });
    swarm.run(T + 60_000);
    expect(madeAt(swarm, "app:v2", T)).toEqual([0, 0, 12_050, 12_050, 24_100, 24_100]);
    expect(status(swarm)?.completedAt).toBe(T + 3 * 12_050 + 11_000);
  });

  test("with parallelism 0 does all at once", () => {
    const swarm = updating({ parallelism: 0 });
    swarm.run(T + 10_000);
    expect(madeAt(swarm, "app:v2", T)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test("start-first stops the old task when the new one runs", () => {
    const swarm = updating({ order: "start-first", parallelism: 6 });
    swarm.run(T + 2_049);
    expect(images(swarm)).toEqual(Array.from({ length: 6 }, () => "app:v1"));
    swarm.run(T + 2_051);
    expect(images(swarm)).toEqual(Array.from({ length: 6 }, () => "app:v2"));
  });

  test("that changes nothing of the tasks has no status", () => {
    const swarm = makeSwarm();
    swarm.updateService("web", { update: { parallelism: 3 } });
    swarm.run(30_000);
    expect(status(swarm)).toBeUndefined();
    expect(swarm.tasks()).toHaveLength(6);
  });

  test("of constraints that the nodes meet leaves the tasks alone", () => {
    const swarm = makeSwarm();
    swarm.updateService("web", { constraintsAdd: ["node.platform.os==linux"] });
    swarm.run(30_000);
    expect(swarm.tasks()).toHaveLength(6);
  });

  test("is called off by another, which finishes the work", () => {
    const swarm = updating({ delayMs: 10_000 });
    swarm.run(T + 5_000);
    swarm.updateService("web", { image: "app:v1" });
    swarm.run(T + 60_000);
    expect(images(swarm)).toEqual(Array.from({ length: 6 }, () => "app:v1"));
    expect(status(swarm)?.state).toBe("completed");
  });
});

describe("an update whose tasks fail", () => {
  test("pauses, with the task that did it", () => {
    const swarm = updating({}, "app:bad");
    swarm.run(T + 60_000);
    const failed = swarm.tasks().find(({ status: { state } }) => state === "failed");
    expect(failed?.status.err).toBe("task: non-zero exit (1)");
    expect(status(swarm)?.state).toBe("paused");
    expect(status(swarm)?.message).toMatch(/^update paused due to failure or early termination of task [0-9a-z]{25}$/u);
    expect(images(swarm).filter((image) => image === "app:v1").length).toBeGreaterThanOrEqual(2);
  });

  test("rolls back to the old wishes, which are then the only ones", () => {
    const swarm = updating({ failureAction: "rollback" }, "app:bad");
    swarm.run(T + 60_000);
    expect(status(swarm)).toMatchObject({ state: "rollback_completed", message: "rollback completed" });
    expect(images(swarm)).toEqual(Array.from({ length: 6 }, () => "app:v1"));
    expect(swarm.rollback("web").text).toMatch(/does not have a previous spec$/u);
  });

  test("goes on when told so", () => {
    const swarm = updating({ failureAction: "continue" }, "app:bad");
    swarm.run(T + 12_000);
    expect(madeAt(swarm, "app:bad", T).filter((at) => at < 5_000)).toEqual([
      0, 0, 2_050, 2_050, 3_050, 3_050, 4_100, 4_100,
    ]);
    expect(status(swarm)?.state).toBe("completed");
  });

  test("may fail as often as the ratio says, counting each failed task", () => {
    // Three of six are a half: more than 0.4, not more than 0.5.
    const state = (maxFailureRatio: number) => {
      const given = { parallelism: 3, maxFailureRatio, delayMs: 4_000 };
      const swarm = updating(given, "app:bad", { condition: "none" });
      swarm.run(T + 4_000);
      return status(swarm)?.state;
    };
    expect(state(0.4)).toBe("paused");
    expect(state(0.5)).toBe("updating");
  });

  test("of an image that does not exist is rejected and paused", () => {
    const swarm = updating({}, "app:lost");
    swarm.run(T + 20_000);
    const rejected = swarm.tasks().find((task) => task.status.state === "rejected");
    expect(rejected?.status.err).toBe("No such image: app:lost");
    expect(status(swarm)?.state).toBe("paused");
  });

  test("does not count a failure after the watching", () => {
    const swarm = updating({ monitorMs: 500 }, "app:bad");
    swarm.run(T + 20_000);
    expect(status(swarm)?.state).toBe("completed");
  });
});

test("docker service rollback goes back, and back again", () => {
  const swarm = updating({});
  swarm.run(T + 20_000);
  expect(swarm.rollback("web")).toEqual({ kind: "changed", text: "web" });
  expect(status(swarm)).toMatchObject({ state: "rollback_started", message: "manually requested rollback" });
  swarm.run(T + 60_000);
  expect(images(swarm)).toEqual(Array.from({ length: 6 }, () => "app:v1"));
  expect(status(swarm)?.state).toBe("rollback_completed");
  swarm.rollback("web");
  swarm.run(T + 120_000);
  expect(images(swarm)).toEqual(Array.from({ length: 6 }, () => "app:v2"));
});
