// A scenario as its author wrote it -> what the simulator is set up with.
import type { Scenario } from "../knowledge/scenario.ts";
import type { ClusterSetup, Resources, Traffic } from "../simulator/kubernetes/cluster-api.ts";

type Written = Scenario["cluster"];

/** The cluster of a scenario. */
export function setupOf({ cluster }: Scenario): ClusterSetup {
  return {
    nodes: cluster.nodes.map(({ name, cpu, memory, ...rest }) => ({ name, cpu, memory, ...present(rest) })),
    deployments: cluster.deployments.map(({ limits, requests, workload, labels, strategy, ...rest }) => ({
      ...rest,
      ...present({ labels, strategy }),
      requests: resourcesOf(requests),
      ...(limits ? { limits: resourcesOf(limits) } : {}),
      workload: {
        startMs: workload.start,
        stopMs: workload.stop,
        cpuPerRequestMs: workload.cpuPerRequest,
        idleCpu: workload.idleCpu,
        parallelism: workload.parallelism,
      },
    })),
    services: cluster.services.map((service) => ({ ...service, traffic: trafficOf(service.traffic) })),
  };
}

const resourcesOf = (resources: { cpu?: number | undefined; memory?: number | undefined }): Resources =>
  present(resources);

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the keys that are undefined. */
function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Present<T>;
}

function trafficOf(traffic: Written["services"][number]["traffic"]): Traffic {
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
