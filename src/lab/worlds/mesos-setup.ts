// A scenario on Mesos with Marathon as its author wrote it -> what the simulator is set up with.
import type { ScenarioOn } from "../../knowledge/scenario.ts";
import type { AppJson } from "../../simulator/mesos/marathon/app.ts";
import type { MesosSetup } from "../../simulator/mesos/mesos-api.ts";
import { registryOf } from "./registry-of.ts";
import { present } from "./present.ts";
import { trafficOf, workloadOf } from "./traffic.ts";

type Written = ScenarioOn<"mesos">["cluster"];

function appOf({ id, image, instances, cpus, mem, ...rest }: Written["apps"][number]): AppJson {
  return { id, instances, cpus, mem, container: { docker: { image } }, ...present(rest) };
}

function batchOf({ run, start, ...batch }: NonNullable<Written["batches"]>[number]) {
  return { ...batch, runMs: run, ...present({ startMs: start }) };
}

export function mesosSetup(scenario: ScenarioOn<"mesos">): MesosSetup {
  const { agents, role, apps, workloads, batches, weights, services } = scenario.cluster;
  return {
    hasImage: registryOf(scenario),
    agents,
    role,
    apps: apps.map(appOf),
    workloads: Object.fromEntries(Object.entries(workloads).map(([of, workload]) => [of, workloadOf(workload)])),
    batches: (batches ?? []).map(batchOf),
    ...present({ weights }),
    services: services.map((service) => ({ ...service, traffic: trafficOf(service.traffic) })),
    // Without it a task takes what is idle on its agent, and adding instances would teach nothing.
    enforceCpuLimits: true,
  };
}
