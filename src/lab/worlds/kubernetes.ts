/** The lab on Kubernetes. */
import type { ScenarioOn } from "../../knowledge/scenario.ts";
import type { Cluster } from "../../simulator/kubernetes/cluster-api.ts";
import { createCluster } from "../../simulator/kubernetes/cluster.ts";
import { startNode, stopNode } from "../../simulator/kubernetes/kubelet/nodes.ts";
import { readManifests } from "../../simulator/kubernetes/manifest/read.ts";
import { createManifest, kindOf } from "../../simulator/kubernetes/manifest/write.ts";
import { isMap } from "../../simulator/kubernetes/patch/json.ts";
import { changesCluster, runKubectl } from "../kubectl/kubectl.ts";
import { kubectlContext } from "../kubectl-context.ts";
import { isReady } from "../pod.ts";
import { podStatus } from "../print/columns/pod-row.ts";
import { kubernetesFacts } from "./kubernetes-facts.ts";
import { kubernetesNews } from "./kubernetes-news.ts";
import { kubernetesSetup } from "./kubernetes-setup.ts";
import { createTimeline, type Happen } from "./timeline.ts";
import type { Gauges, World } from "./world.ts";

type KubernetesScenario = ScenarioOn<"kubernetes">;

/** What the scenario has besides its Deployments and Services, created as it begins. Throws RangeError for what the API server refuses. */
function createManifests({ kubernetes }: Cluster, { id, cluster }: KubernetesScenario): void {
  const { manifests, problem } = readManifests(cluster.manifests ?? "", `${id}: cluster.manifests`);
  if (problem !== undefined) throw new RangeError(problem);
  for (const manifest of manifests) {
    const kind = isMap(manifest) ? kindOf(manifest) : undefined;
    if (!isMap(manifest) || !kind) throw new RangeError(`${id}: a manifest is of no kind that the cluster has.`);
    const answer = createManifest(kubernetes.world, manifest, kind);
    if (!answer.ok) throw new RangeError(`${id}: ${answer.error.message}`);
  }
}

function readGauges(cluster: Cluster, name: string): Gauges {
  const pods = cluster.list("Pod").filter((pod) => pod.metadata.deletionTimestamp === undefined);
  return {
    name: `the Deployment \`${name}\``,
    desired: cluster.get("Deployment", name)?.spec.replicas ?? 0,
    ready: pods.filter(isReady).length,
    pending: pods.filter((pod) => podStatus(pod) === "Pending").length,
    nodes: cluster.list("Node").length,
  };
}

function areAllReady(cluster: Cluster): boolean {
  return cluster
    .list("Deployment")
    .every(
      ({ spec, status }) =>
        (status.readyReplicas ?? 0) >= (spec.replicas ?? 0) && (status.replicas ?? 0) === spec.replicas,
    );
}

export function createKubernetesWorld(scenario: KubernetesScenario, seed: string): World {
  return playedOn(scenario, createCluster(kubernetesSetup(scenario), seed));
}

/** The lab on a cluster that is there already. */
export function playedOn(scenario: KubernetesScenario, cluster: Cluster): World {
  createManifests(cluster, scenario);
  const { world } = cluster.kubernetes;
  const happen: Happen = {
    machine: (node, goes) => (goes === "down" ? stopNode(world, node) : startNode(world, node)),
    carryOut: ({ words, stdin }) => runKubectl(kubectlContext(cluster, stdin, run), words),
  };
  const timeline = createTimeline(cluster, scenario.faults, happen);
  /** Commands that wait do not wait beyond the scenario's end. */
  const run = (until: number) => timeline.run(Math.min(until, Math.max(scenario.span, cluster.now())));
  return {
    now: cluster.now,
    run: timeline.run,
    samples: cluster.samples,
    instanceMs: () => cluster.cost().podMs,
    hash: cluster.hash,
    changes: ({ words }) => changesCluster(words),
    carryOut: happen.carryOut,
    gauges: () => readGauges(cluster, scenario.cluster.services[0]?.deployment ?? ""),
    isReady: () => areAllReady(cluster),
    news: (fromMs) => [...timeline.told(fromMs), ...kubernetesNews(cluster, fromMs)],
    facts: () => kubernetesFacts(cluster),
  };
}
