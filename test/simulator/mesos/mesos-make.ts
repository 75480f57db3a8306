/** A small Mesos cluster that the tests of the whole share. */
import type { AppJson } from "../../../src/simulator/mesos/marathon/app.ts";
import type { MesosSetup, MesosWorkload } from "../../../src/simulator/mesos/mesos-api.ts";
import { createMesos } from "../../../src/simulator/mesos/mesos.ts";

export const workload: MesosWorkload = {
  fetchMs: [500, 1_500],
  startMs: [2_000, 4_000],
  stopMs: 1_000,
  cpuPerRequestMs: 10,
  idleCpu: 5,
  parallelism: 2_000,
};

/** Checked every 2 s; killed at the second failure in a row after 20 s of grace. */
export const CHECKS = [{ gracePeriodSeconds: 20, intervalSeconds: 2, maxConsecutiveFailures: 1 }];

export const makeWeb = (json: AppJson = {}): AppJson => ({
  id: "/web",
  container: { docker: { image: "web:1" } },
  instances: 4,
  cpus: 0.5,
  mem: 256,
  healthChecks: CHECKS,
  ...json,
});

/** Four agents of 4 CPUs and 4 GB, on two racks. */
export function makeSetup(given: Partial<MesosSetup> = {}): MesosSetup {
  return {
    agents: [1, 2, 3, 4].map((i) => ({ name: `n${i}`, cpus: 4, mem: 4_096, attributes: { rack: `r${i % 2}` } })),
    apps: [makeWeb()],
    workloads: { web: workload, "web:hangs": { ...workload, answers: false } },
    ...given,
  };
}

export const make = (given: Partial<MesosSetup> = {}, seed = "mesos") => createMesos(makeSetup(given), seed);

export const image = (name: string): AppJson => ({ container: { docker: { image: name } } });
