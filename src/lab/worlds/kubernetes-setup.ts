// A scenario on Kubernetes as its author wrote it -> what the simulator is set up with.
import type { ScenarioOn } from "../../knowledge/scenario.ts";
import { binaryQuantity, milliQuantity } from "../../simulator/kubernetes/api/quantity.ts";
import type { ClusterSetup, Resources } from "../../simulator/kubernetes/cluster-api.ts";
import { registryOf } from "./registry-of.ts";
import { present } from "./present.ts";
import { trafficOf, workloadOf } from "./traffic.ts";

type Written = ScenarioOn<"kubernetes">["cluster"];
type Images = NonNullable<ClusterSetup["images"]>;

/** What a kubelet lets run on one node. */
const MAX_PODS = "110";

const resourcesOf = (resources: { cpu?: number | undefined; memory?: number | undefined }): Resources =>
  present(resources);

/** The cluster of a scenario. */
export function kubernetesSetup(scenario: ScenarioOn<"kubernetes">): ClusterSetup {
  const { cluster } = scenario;
  return {
    hasImage: registryOf(scenario),
    nodes: cluster.nodes.map(({ name, cpu, memory, ...rest }) => ({ name, cpu, memory, ...present(rest) })),
    ...(cluster.nodeGroups ? { nodeGroups: cluster.nodeGroups.map(nodeGroupOf) } : {}),
    deployments: cluster.deployments.map(
      ({ limits, requests, workload, labels, strategy, pod, container, ...rest }) => ({
        ...rest,
        ...present({ labels, strategy, pod, container }),
        requests: resourcesOf(requests),
        ...(limits ? { limits: resourcesOf(limits) } : {}),
        workload: workloadOf(workload),
      }),
    ),
    services: cluster.services.map((service) => ({ ...service, traffic: trafficOf(service.traffic) })),
    ...present({ standing: cluster.standing, readyOnceRunning: cluster.readyOnceRunning }),
    ...(cluster.images ? { images: imagesOf(cluster.images) } : {}),
  };
}

function nodeGroupOf({ name, min, max, cpu, memory, provision }: NonNullable<Written["nodeGroups"]>[number]) {
  const capacity = { cpu: milliQuantity(cpu), memory: binaryQuantity(memory), pods: MAX_PODS };
  return { name, minSize: min, maxSize: max, capacity, provisionMs: provision };
}

function imagesOf(images: NonNullable<Written["images"]>): Images {
  return Object.fromEntries(
    Object.entries(images).map(
      ([name, { missing, neverReady, ready, exits, memory, hangs }]): [string, Images[string]] => [
        name,
        {
          ...(missing ? { pullError: {} } : {}),
          ...(ready ? { readyMs: ready } : {}),
          ...(neverReady ? { readyMs: "never" } : {}),
          ...(memory ? { memory: memory.map(([afterMs, used]) => ({ afterMs, bytes: used })) } : {}),
          ...(hangs ? { hang: { afterMs: hangs.after, ...present({ forMs: hangs.for }) } } : {}),
          ...(exits ? { exit: { afterMs: exits.after, codes: [exits.code] } } : {}),
        },
      ],
    ),
  );
}
