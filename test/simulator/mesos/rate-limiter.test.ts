/** Facts of Marathon's src/test/scala/mesosphere/marathon/core/launchqueue/impl/RateLimiterTest.scala; times in ms. */
import { expect, test } from "@jest/globals";
import { configOf } from "../../../src/simulator/mesos/marathon/instances.ts";
import { createRateLimiter } from "../../../src/simulator/mesos/marathon/rate-limiter.ts";
import { makeApp } from "./marathon-make.ts";

const NOW = 1_000_000;

/** RateLimiterTest "addDelay" and "addDelay for existing delay" */
test("the first failure delays by backoffSeconds, the next by that times backoffFactor", () => {
  const limiter = createRateLimiter();
  const app = makeApp({ backoffSeconds: 10, backoffFactor: 2 });
  limiter.add(app, NOW);
  expect(limiter.deadline(configOf(app))).toBe(NOW + 10_000);
  limiter.add(app, NOW);
  expect(limiter.deadline(configOf(app))).toBe(NOW + 20_000);
});

/** RateLimiterTest "cleanUpOverdueDelays" */
test("a delay is forgotten once it began more than maxLaunchDelaySeconds ago", () => {
  const limiter = createRateLimiter();
  const overdue = { ...makeApp({ backoffSeconds: 10, maxLaunchDelaySeconds: 60 }), id: "/overdue" };
  const valid = { ...makeApp({ backoffSeconds: 20, maxLaunchDelaySeconds: 70 }), id: "/valid" };
  limiter.add(overdue, NOW);
  limiter.add(valid, NOW);
  limiter.cleanUp(NOW + 61_000);
  expect(limiter.deadline(configOf(overdue))).toBeUndefined();
  expect(limiter.deadline(configOf(valid))).toBe(NOW + 20_000);
});

/** RateLimiterTest "resetDelay" */
test("a delay that is reset is gone", () => {
  const limiter = createRateLimiter();
  const app = makeApp({ backoffSeconds: 10 });
  limiter.add(app, NOW);
  limiter.reset(app);
  expect(limiter.deadline(configOf(app))).toBeUndefined();
});

test("with the defaults, 1 s grows by 15 % with each failure, to 300 s at most, in whole ms rounded up", () => {
  const limiter = createRateLimiter();
  const app = makeApp();
  const delays = Array.from({ length: 60 }, () => {
    limiter.add(app, NOW);
    return (limiter.deadline(configOf(app)) ?? 0) - NOW;
  });
  expect(delays.slice(0, 5)).toEqual([1_000, 1_150, 1_323, 1_521, 1_750]);
  expect(delays.at(-1)).toBe(300_000);
});

test("a task that gets further begins the same delay anew, and only if there is one", () => {
  const limiter = createRateLimiter();
  const app = makeApp();
  limiter.advance(app, NOW);
  expect(limiter.deadline(configOf(app))).toBeUndefined();
  limiter.add(app, NOW);
  limiter.advance(app, NOW + 400);
  expect(limiter.deadline(configOf(app))).toBe(NOW + 1_400);
});

test("delays belong to a configuration, not to an app", () => {
  const limiter = createRateLimiter();
  const app = makeApp();
  limiter.add(app, NOW);
  expect(limiter.deadline(configOf({ ...app, configVersion: 2 }))).toBeUndefined();
});
