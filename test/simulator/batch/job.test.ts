import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { JobSpec } from "../../../src/simulator/kubernetes/api/batch.ts";
import type { Pod } from "../../../src/simulator/kubernetes/api/pod.ts";
import { startJobController } from "../../../src/simulator/kubernetes/job/controller.ts";
import { completionIndexOf, INDEX_FAILURES } from "../../../src/simulator/kubernetes/job/index-annotations.ts";
import { startTtlAfterFinishedController } from "../../../src/simulator/kubernetes/job/ttl.ts";
import { type Life, makeWorld, template, type TestWorld } from "./world.ts";

const QUICK: Life = { startMs: 500, exitMs: 1_000 };

function makeJob(spec: Partial<JobSpec>, lifeOf: (pod: Pod) => Life = () => QUICK, seed = "job"): TestWorld {
  const world = makeWorld(
    (started) => {
      startJobController(started);
      startTtlAfterFinishedController(started);
    },
    lifeOf,
    { seed },
  );
  world.api.create({ kind: "Job", metadata: { name: "work" }, spec: { template: template(), ...spec } });
  return world;
}

const jobIn = ({ store }: TestWorld) => store.get("Job", "work");
const conditionsIn = (world: TestWorld) =>
  (jobIn(world)?.status.conditions ?? []).map(({ type, status, reason }) => `${type}=${status}:${reason}`);

test("no more pods run at once than parallelism, and each success is counted once", () => {
  const world = makeJob({ completions: 5, parallelism: 2 });
  let most = 0;
  world.store.watch(() => {
    const alive = world.pods().filter(({ status }) => status.phase === "Pending" || status.phase === "Running");
    most = Math.max(most, alive.length);
  });
  world.run(20_000);
  expect(most).toBe(2);
  expect(world.pods()).toHaveLength(5);
  expect(jobIn(world)?.status).toMatchObject({ active: 0, succeeded: 5, terminating: 0 });
  expect(conditionsIn(world)).toEqual([
    "SuccessCriteriaMet=True:CompletionsReached",
    "Complete=True:CompletionsReached",
  ]);
  expect(world.events("Completed")).toHaveLength(1);
  expect(world.pods().every(({ metadata }) => metadata.finalizers?.length === 0)).toBe(true);
});

test("failed pods are replaced after 10 s, 20 s and 40 s, counted from whole seconds, until backoffLimit is exceeded", () => {
  const made: number[] = [];
  const world = makeJob({ backoffLimit: 3 }, () => ({ ...QUICK, exitCode: 1 }));
  world.store.watch(({ verb, object }) => {
    if (verb === "added" && object.kind === "Pod") made.push(world.loop.now());
  });
  world.run(200_000);
  // Each pod ends 1.5 s after it is made; the end is told in whole seconds.
  expect(made).toEqual([20, 11_000, 32_000, 73_000]);
  expect(jobIn(world)?.status.failed).toBe(4);
  expect(conditionsIn(world)).toEqual(["FailureTarget=True:BackoffLimitExceeded", "Failed=True:BackoffLimitExceeded"]);
});

test("an Indexed Job gives each pod its index, and fills gaps first", () => {
  const world = makeJob({ completions: 3, parallelism: 3, completionMode: "Indexed" }, (pod) =>
    completionIndexOf(pod) === 1 ? { startMs: 500, exitMs: 30_000 } : QUICK,
  );
  world.run(10_000);
  expect(world.pods().map(completionIndexOf)).toEqual([0, 1, 2]);
  expect(world.pods().map(({ spec }) => spec.hostname)).toEqual(["work-0", "work-1", "work-2"]);
  expect(jobIn(world)?.status).toMatchObject({ completedIndexes: "0,2", succeeded: 2, active: 1 });
  world.run(60_000);
  expect(jobIn(world)?.status).toMatchObject({ completedIndexes: "0-2", succeeded: 3 });
});

test("with backoffLimitPerIndex one index fails alone, and its successor carries the count of failures", () => {
  const world = makeJob(
    { completions: 2, parallelism: 2, completionMode: "Indexed", backoffLimitPerIndex: 1 },
    (pod) => ({ ...QUICK, exitCode: completionIndexOf(pod) ?? 0 }),
  );
  const counts: (string | undefined)[] = [];
  world.store.watch(({ verb, object }) => {
    if (verb === "added" && object.kind === "Pod" && completionIndexOf(object) === 1)
      counts.push(object.metadata.annotations?.[INDEX_FAILURES]);
  });
  world.run(60_000);
  expect(counts).toEqual(["0", "1"]);
  expect(jobIn(world)?.status).toMatchObject({ completedIndexes: "0", failedIndexes: "1", succeeded: 1 });
  expect(conditionsIn(world)).toContain("Failed=True:FailedIndexes");
});

test("podFailurePolicy ends the Job at an exit code, and says which", () => {
  const rules = [{ action: "FailJob" as const, onExitCodes: { operator: "In" as const, values: [42] } }];
  const world = makeJob({ podFailurePolicy: { rules } }, () => ({ ...QUICK, exitCode: 42 }));
  world.run(30_000);
  const [pod] = world.names();
  const [failed] = world.events("PodFailurePolicy");
  expect(failed?.message).toBe(
    `Container c for pod default/${pod} failed with exit code 42 matching FailJob rule at index 0`,
  );
  expect(world.pods()).toHaveLength(1);
});

test("a suspended Job has no pods and no start time; resumed, it begins anew", () => {
  const world = makeJob({ completions: 2, parallelism: 2 }, () => ({ startMs: 500 }));
  world.run(5_000);
  const suspend = (value: boolean) => {
    const job = jobIn(world);
    if (job) world.api.update({ ...job, spec: { ...job.spec, suspend: value } });
  };
  suspend(true);
  world.run(10_000);
  expect(world.pods()).toEqual([]);
  expect(jobIn(world)?.status.startTime).toBeUndefined();
  expect(conditionsIn(world)).toEqual(["Suspended=True:JobSuspended"]);
  suspend(false);
  world.run(20_000);
  expect(world.pods()).toHaveLength(2);
  expect(jobIn(world)?.status.startTime).toBe(10_020);
  expect(world.events("Resumed")).toHaveLength(1);
});

test("activeDeadlineSeconds ends a Job and its pods; Failed waits until they are gone", () => {
  const world = makeJob({ activeDeadlineSeconds: 10 }, () => ({ startMs: 500, stopMs: 5_000 }));
  world.run(12_000);
  expect(conditionsIn(world)).toEqual(["FailureTarget=True:DeadlineExceeded"]);
  expect(jobIn(world)?.status.terminating).toBe(1);
  world.run(20_000);
  expect(conditionsIn(world)).toEqual(["FailureTarget=True:DeadlineExceeded", "Failed=True:DeadlineExceeded"]);
});

test("successPolicy ends an Indexed Job while other indexes still run", () => {
  const world = makeJob(
    {
      completions: 3,
      parallelism: 3,
      completionMode: "Indexed",
      successPolicy: { rules: [{ succeededIndexes: "0", succeededCount: 1 }] },
    },
    (pod) => (completionIndexOf(pod) === 0 ? QUICK : { startMs: 500 }),
  );
  world.run(30_000);
  expect(conditionsIn(world)).toEqual(["SuccessCriteriaMet=True:SuccessPolicy", "Complete=True:SuccessPolicy"]);
  expect(jobIn(world)?.status).toMatchObject({ succeeded: 1, completedIndexes: "0" });
  expect(world.pods()).toHaveLength(1);
});

test("with podReplacementPolicy Failed a deleted pod is replaced only when it has gone", () => {
  const made: number[] = [];
  const world = makeJob({ podReplacementPolicy: "Failed" }, () => ({ startMs: 500, stopMs: 8_000 }));
  world.run(5_000);
  world.store.watch(({ verb, object }) => {
    if (verb === "added" && object.kind === "Pod") made.push(world.loop.now());
  });
  world.api.delete("Pod", world.names()[0] ?? "");
  world.run(12_000);
  expect(made).toEqual([]);
  world.run(60_000);
  expect(made).toHaveLength(1);
});

test("what the API server refuses is told of, and tried again a second later, then two, then four", () => {
  const asked: number[] = [];
  const world = makeJob({ completions: 4, parallelism: 4 });
  world.api.admit((object) => {
    if (object.kind !== "Pod" || world.loop.now() > 5_000) return { ok: true, object };
    asked.push(world.loop.now());
    return { ok: false, error: { code: 403, reason: "Forbidden", message: "exceeded quota: small" } };
  });
  world.run(30_000);
  // One call at a time: the first of each batch costs the others.
  expect(asked).toEqual([20, 1_020, 3_020]);
  expect(world.events("FailedCreate")[0]?.message).toBe("Error creating: exceeded quota: small");
  expect(jobIn(world)?.status.succeeded).toBe(4);
});

test("a finished Job goes with its pods after ttlSecondsAfterFinished", () => {
  const world = makeJob({ ttlSecondsAfterFinished: 10 });
  world.run(10_000);
  expect(conditionsIn(world)).toContain("Complete=True:CompletionsReached");
  world.run(30_000);
  expect(jobIn(world)).toBeUndefined();
  expect(world.pods()).toEqual([]);
});

test("however pods end, no more succeed than completions, all are counted, and two runs are equal", () => {
  const codes = fc.array(fc.constantFrom(0, 0, 1), { minLength: 1, maxLength: 6 });
  const shape = fc.record({
    completions: fc.integer({ min: 1, max: 5 }),
    parallelism: fc.integer({ min: 1, max: 4 }),
    codes,
  });
  fc.assert(
    fc.property(shape, ({ completions, parallelism, codes: exits }) => {
      const run = () => {
        let started = 0;
        const lives = new Map<string, number>();
        const world = makeJob({ completions, parallelism, backoffLimit: 3 }, ({ metadata }) => {
          if (!lives.has(metadata.uid)) lives.set(metadata.uid, started++);
          return { ...QUICK, exitCode: exits[(lives.get(metadata.uid) ?? 0) % exits.length] ?? 0 };
        });
        let most = 0;
        world.store.watch(({ object }) => {
          if (object.kind === "Job") most = Math.max(most, object.status.succeeded ?? 0);
        });
        world.run(3_600_000);
        return { most, status: jobIn(world)?.status, digest: world.digest() };
      };
      const first = run();
      expect(first.most).toBeLessThanOrEqual(completions);
      expect(first.status?.uncountedTerminatedPods).toEqual({});
      expect(first.status?.conditions?.some(({ type }) => type === "Complete" || type === "Failed")).toBe(true);
      expect(run().digest).toBe(first.digest);
    }),
    { numRuns: 15 },
  );
});
