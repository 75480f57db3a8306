import { expect, test } from "@jest/globals";
import type { CronJob } from "../../../src/simulator/kubernetes/api/batch.ts";
import type { Pod } from "../../../src/simulator/kubernetes/api/pod.ts";
import { startCronJobController } from "../../../src/simulator/kubernetes/cronjob/controller.ts";
import { startJobController } from "../../../src/simulator/kubernetes/job/controller.ts";
import { type Life, makeWorld, template, type TestWorld } from "./world.ts";

/** Simulated time 0 is half a minute after noon. */
const EPOCH = Date.parse("2026-05-01T12:00:30Z");

function makeCronJob(
  spec: Partial<CronJob["spec"]>,
  lifeOf: (pod: Pod) => Life = () => ({ startMs: 500, exitMs: 1_000 }),
): TestWorld {
  const world = makeWorld(
    (started) => {
      startJobController(started);
      startCronJobController(started);
    },
    lifeOf,
    { epoch: EPOCH },
  );
  const jobTemplate = { spec: { template: template() } };
  world.api.create({
    kind: "CronJob",
    metadata: { name: "tick" },
    spec: { schedule: "* * * * *", jobTemplate, ...spec },
  });
  return world;
}

const jobsIn = ({ store }: TestWorld) => store.list("Job");
const cronJobIn = ({ store }: TestWorld) => store.get("CronJob", "tick");
const startsIn = (world: TestWorld) => jobsIn(world).map(({ metadata }) => metadata.creationTimestamp);

test("a Job is made each minute, a tenth of a second late, and named by the minute", () => {
  const world = makeCronJob({});
  world.run(100_000);
  expect(startsIn(world)).toEqual([30_100, 90_100]);
  const minute = (EPOCH + 30_000) / 60_000;
  expect(jobsIn(world).map(({ metadata }) => metadata.name)).toEqual([`tick-${minute}`, `tick-${minute + 1}`]);
  expect(jobsIn(world)[0]?.metadata.annotations).toEqual({
    "batch.kubernetes.io/cronjob-scheduled-timestamp": "2026-05-01T12:01:00Z",
  });
  expect(cronJobIn(world)?.status.lastScheduleTime).toBe(90_000);
});

test("three successful Jobs and one failed Job are kept", () => {
  let count = 0;
  const world = makeCronJob({ jobTemplate: { spec: { backoffLimit: 0, template: template() } } }, () => ({
    startMs: 500,
    exitMs: 1_000,
    exitCode: count++ % 4 === 3 ? 1 : 0,
  }));
  world.run(900_000);
  const ended = (type: string) =>
    jobsIn(world).filter(({ status }) => status.conditions?.some((one) => one.type === type && one.status === "True"));
  expect(ended("Complete")).toHaveLength(3);
  expect(ended("Failed")).toHaveLength(1);
});

test("Forbid leaves a run out while one is active, and makes up for it when that ends", () => {
  const world = makeCronJob({ concurrencyPolicy: "Forbid" }, () => ({ startMs: 500, exitMs: 75_000 }));
  world.run(100_000);
  expect(startsIn(world)).toEqual([30_100]);
  expect(world.events("JobAlreadyActive")).toHaveLength(1);
  world.run(120_000);
  // The pod ends at 105.65 s, its Job a second later.
  expect(startsIn(world)[1]).toBeGreaterThan(106_000);
  expect(startsIn(world)[1]).toBeLessThan(107_500);
});

test("Replace deletes the Job that still runs", () => {
  const world = makeCronJob({ concurrencyPolicy: "Replace" }, () => ({ startMs: 500 }));
  world.run(100_000);
  expect(startsIn(world)).toEqual([90_100]);
  expect(world.events("SuccessfulDelete").map(({ message }) => message.replace(/\d+/, "N"))).toContain(
    "Deleted job tick-N",
  );
});

test("a suspended CronJob starts nothing; resumed, it makes up for the last run if the deadline allows it", () => {
  const world = makeCronJob({ schedule: "0 13 * * *", suspend: true, startingDeadlineSeconds: 60 });
  const one = cronJobIn(world);
  // 13:00:00 is at 3570 s.
  world.run(3_700_000);
  expect(jobsIn(world)).toEqual([]);
  if (one) world.api.update({ ...one, spec: { ...one.spec, suspend: false } });
  world.run(3_800_000);
  expect(jobsIn(world)).toEqual([]);
  if (one) world.api.update({ ...one, spec: { ...one.spec, suspend: false, startingDeadlineSeconds: 600 } });
  world.run(3_900_000);
  expect(jobsIn(world)).toHaveLength(1);
});

test("more than a hundred missed runs are told of, and only the last is made", () => {
  const world = makeCronJob({ suspend: true });
  world.run(7_200_000);
  const one = cronJobIn(world);
  if (one) world.api.update({ ...one, spec: { ...one.spec, suspend: false } });
  world.run(7_201_000);
  expect(jobsIn(world)).toHaveLength(1);
  expect(world.events("TooManyMissedTimes")).toHaveLength(1);
});

test("a schedule that cannot be read, and an unknown time zone, are told of", () => {
  const world = makeCronJob({ schedule: "61 * * * *" });
  world.run(1_000);
  expect(world.events("UnparseableSchedule")[0]?.message).toBe(
    'unparseable schedule: "61 * * * *" : end of range (61) above maximum (59): 61',
  );
  const other = makeCronJob({ timeZone: "Mars/Olympus" });
  other.run(1_000);
  expect(other.events("UnknownTimeZone")[0]?.message).toBe(
    'invalid timeZone: "Mars/Olympus": unknown time zone Mars/Olympus',
  );
});
