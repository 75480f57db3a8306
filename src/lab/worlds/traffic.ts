// Traffic and processes as an author writes them -> as the simulators take them.
import type { z } from "zod";
import type { traffic as schema, workload as workloadSchema } from "../../knowledge/scenario/parts.ts";
import type { Traffic, Workload } from "../../simulator/kubernetes/cluster-api.ts";

export function trafficOf(traffic: z.infer<typeof schema>): Traffic {
  switch (traffic.kind) {
    case "ramp":
      return { kind: "ramp", from: traffic.from, to: traffic.to, startMs: traffic.start, endMs: traffic.end };
    case "spike": {
      const { base, peak, start, end, edge } = traffic;
      return { kind: "spike", base, peak, startMs: start, endMs: end, edgeMs: edge };
    }
    case "diurnal":
      return { kind: "diurnal", low: traffic.low, high: traffic.high, periodMs: traffic.period };
    default:
      return traffic;
  }
}

export function workloadOf(workload: z.infer<typeof workloadSchema>): Workload {
  return {
    startMs: workload.start,
    stopMs: workload.stop,
    cpuPerRequestMs: workload.cpuPerRequest,
    idleCpu: workload.idleCpu,
    parallelism: workload.parallelism,
  };
}
