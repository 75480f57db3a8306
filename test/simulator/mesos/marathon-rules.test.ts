/** Marathon's small rules: which instances go first, how a restart begins, and when health checks kill. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { DEFAULT_HEALTH_CHECK } from "../../../src/simulator/mesos/marathon/app.ts";
import { planOf } from "../../../src/simulator/mesos/marathon/deploy/deployments.ts";
import { afterCheck, isAlive, UNKNOWN } from "../../../src/simulator/mesos/marathon/health.ts";
import { propose } from "../../../src/simulator/mesos/marathon/kill-order.ts";
import { restartStrategy } from "../../../src/simulator/mesos/marathon/restart-strategy.ts";
import { timestamp } from "../../../src/simulator/mesos/marathon/rest.ts";
import { makeApp, makeInstance } from "./marathon-make.ts";

describe("scaling down", () => {
  const ids = (instances: { id: string }[]) => instances.map(({ id }) => id);
  const three = [1, 2, 3].map((i) => makeInstance(`i${i}`, { since: i * 1_000 }));

  test("kills the youngest first, or the oldest when it is asked to", () => {
    expect(ids(propose(makeApp(), three, 1).toKill)).toEqual(["i3", "i2"]);
    expect(ids(propose(makeApp({ killSelection: "OLDEST_FIRST" }), three, 1).toKill)).toEqual(["i1", "i2"]);
  });

  /** core/deployment/ScalingProposition.scala: unreachable, staging, starting, running. */
  test("kills unreachable and staging instances before running ones", () => {
    const staging = makeInstance("staging", { condition: "Staging", since: 500 });
    const unreachable = makeInstance("unreachable", { condition: "Unreachable" });
    expect(ids(propose(makeApp(), [...three, staging, unreachable], 2).toKill)).toEqual([
      "unreachable",
      "staging",
      "i3",
    ]);
  });

  test("instances that are given up do not count, and what is missing is started", () => {
    const inactive = makeInstance("gone", { condition: "UnreachableInactive" });
    expect(propose(makeApp(), [...three, inactive], 5)).toEqual({ toKill: [], toStart: 2 });
  });
});

describe("the restart strategy", () => {
  const app = (instances: number, minimumHealthCapacity: number, maximumOverCapacity: number, resident = false) => ({
    instances,
    upgradeStrategy: { minimumHealthCapacity, maximumOverCapacity },
    resident,
  });

  test("rounds what must stay up, and what may be on top down", () => {
    expect(restartStrategy(app(5, 0.5, 0.5), 5, 5)).toEqual({ maxCapacity: 7, nrToKillImmediately: 2 });
  });

  test("where there is no room, allows one more; a resident app goes one below", () => {
    expect(restartStrategy(app(4, 1, 0), 4, 4)).toEqual({ maxCapacity: 5, nrToKillImmediately: 0 });
    expect(restartStrategy(app(4, 1, 0, true), 4, 4)).toEqual({ maxCapacity: 4, nrToKillImmediately: 1 });
  });

  test("kills what an overridden deployment left too many", () => {
    expect(restartStrategy(app(3, 1, 1), 6, 6)).toEqual({ maxCapacity: 6, nrToKillImmediately: 3 });
  });

  test("never begins below the minimum, and can always begin", () => {
    const share = fc.integer({ min: 0, max: 20 }).map((twentieth) => twentieth / 20);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), share, share, (instances, minimum, over) => {
        const { maxCapacity, nrToKillImmediately } = restartStrategy(
          app(instances, minimum, over),
          instances,
          instances,
        );
        expect(instances - nrToKillImmediately).toBeGreaterThanOrEqual(Math.ceil(instances * minimum));
        expect(nrToKillImmediately > 0 || maxCapacity > instances).toBe(true);
      }),
    );
  });
});

describe("health", () => {
  const check = { ...DEFAULT_HEALTH_CHECK, gracePeriodSeconds: 10, maxConsecutiveFailures: 3 };
  const fail = (health: typeof UNKNOWN, now: number) => afterCheck(health, check, { passed: false, now, since: 0 });

  test("failures do not count in the grace period before the first success", () => {
    expect(fail(UNKNOWN, 9_999)).toEqual({ health: UNKNOWN, kill: false });
    expect(fail(UNKNOWN, 10_000).health.consecutiveFailures).toBe(1);
  });

  test("after a success they count even in the grace period", () => {
    const { health } = afterCheck(UNKNOWN, check, { passed: true, now: 1_000, since: 0 });
    expect(isAlive(health)).toBe(true);
    const failed = fail(health, 2_000).health;
    expect([isAlive(failed), failed.consecutiveFailures]).toEqual([false, 1]);
  });

  /** HealthCheckActor.scala looks at the count before it adds this failure: with 3 allowed, the fourth kills. */
  test("kills at the failure after the last allowed", () => {
    let health = UNKNOWN;
    const kills = [20, 21, 22, 23].map((second) => {
      const next = fail(health, second * 1_000);
      ({ health } = next);
      return next.kill;
    });
    expect(kills).toEqual([false, false, false, true]);
  });
});

describe("the plan of a deployment", () => {
  const app = makeApp({ instances: 3 });

  test.each([
    ["a new app", undefined, app, ["StartApplication", "ScaleApplication"]],
    ["an app that goes", app, undefined, ["StopApplication"]],
    ["another number", app, { ...app, instances: 5, version: 2 }, ["ScaleApplication"]],
    ["another command", app, { ...app, cmd: "true", version: 2, configVersion: 2 }, ["RestartApplication"]],
    ["a restart", app, { ...app, version: 2, configVersion: 2 }, ["RestartApplication"]],
    [
      "another command and none of it",
      app,
      { ...app, cmd: "true", instances: 0, version: 2, configVersion: 2 },
      ["ScaleApplication"],
    ],
    ["nothing", app, app, []],
  ])("%s", (_, before, after, actions) => {
    expect(planOf(before, after)).toEqual(actions);
  });
});

test("versions are written as Marathon does", () => {
  expect(timestamp(0)).toBe("1970-01-01T00:00:00.000Z");
  expect(timestamp(86_400_000 + 3_661_042)).toBe("1970-01-02T01:01:01.042Z");
});
