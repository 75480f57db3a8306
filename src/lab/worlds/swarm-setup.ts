// A scenario on Docker Swarm as its author wrote it -> what the simulator is set up with.
import type { ScenarioOn } from "../../knowledge/scenario.ts";
import { DEFAULT_UPDATE } from "../../simulator/swarm/defaults.ts";
import type { Resources, ServiceSpec } from "../../simulator/swarm/objects.ts";
import type { NodeSetup, SwarmSetup } from "../../simulator/swarm/swarm-api.ts";
import { registryOf } from "./registry-of.ts";
import { present } from "./present.ts";
import { trafficOf } from "./traffic.ts";

type Written = ScenarioOn<"swarm">["cluster"];

const NANO_A_MILLICORE = 1e6;

function nodeOf({ name, cpu, memory, ...rest }: Written["nodes"][number]): NodeSetup {
  return { name, cpus: cpu / 1_000, memoryBytes: memory, ...present(rest) };
}

type Amounts = { cpu?: number | undefined; memory?: number | undefined };

const resourcesOf = ({ cpu, memory }: Amounts): Partial<Resources> =>
  present({ nanoCpus: cpu === undefined ? undefined : cpu * NANO_A_MILLICORE, memoryBytes: memory });

function serviceOf(service: Written["services"][number]): ServiceSpec {
  const { name, image, replicas, reservations, limits, constraints, publish, update } = service;
  return {
    name,
    mode: { kind: "replicated", replicas },
    task: {
      image,
      ...(reservations ? { reservations: resourcesOf(reservations) } : {}),
      ...(limits ? { limits: resourcesOf(limits) } : {}),
      ...(constraints ? { placement: { constraints } } : {}),
    },
    ...(publish
      ? {
          ports: [
            {
              protocol: "tcp" as const,
              targetPort: publish.target,
              publishedPort: publish.published,
              publishMode: "ingress" as const,
            },
          ],
        }
      : {}),
    ...(update ? { update: updateOf(update) } : {}),
  };
}

function updateOf({ delay, ...rest }: NonNullable<Written["services"][number]["update"]>) {
  return { ...DEFAULT_UPDATE, ...rest, delayMs: delay };
}

export function swarmSetup(scenario: ScenarioOn<"swarm">): SwarmSetup {
  const { cluster } = scenario;
  return {
    hasImage: registryOf(scenario),
    nodes: cluster.nodes.map(nodeOf),
    services: cluster.services.map(serviceOf),
    behaviours: Object.fromEntries(
      Object.entries(cluster.images).map(([image, { prepare, start, stop, failAfter, missing }]) => [
        image,
        {
          prepareMs: prepare,
          startMs: start,
          stopMs: stop,
          ...present({ failAfterMs: failAfter, isMissing: missing }),
        },
      ]),
    ),
    traffic: cluster.load.map(({ service, traffic, cpuPerRequest, idleCpu, parallelism }) => ({
      service,
      traffic: trafficOf(traffic),
      // How tasks start and stop is their image's business here.
      workload: { startMs: [0, 0], stopMs: 0, cpuPerRequestMs: cpuPerRequest, idleCpu, parallelism },
    })),
  };
}
