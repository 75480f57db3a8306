/** The lab on Kubernetes. */
import type { ScenarioOn } from "../../knowledge/scenario.ts";
import type { Cluster } from "../../simulator/kubernetes/cluster-api.ts";
import { createCluster } from "../../simulator/kubernetes/cluster.ts";
import { startNode, stopNode } from "../../simulator/kubernetes/kubelet/nodes.ts";
import { createAll } from "../../simulator/kubernetes/manifest/create-all.ts";
import { changesCluster, runKubectl } from "../kubectl/kubectl.ts";
import { kubectlContext } from "../kubectl-context.ts";
import { isReady } from "../pod.ts";
import { podStatus } from "../print/columns/pod-row.ts";
import { keepAroundBudget } from "./around-budget.ts";
import { autoscalerOf } from "./autoscaler.ts";
import { noteReady } from "./became-ready.ts";
import { keepBlockedDrains } from "./blocked-drains.ts";
import { watchDrained } from "./drained.ts";
import { kubernetesFacts } from "./kubernetes-facts.ts";
import { kubernetesMissing, podsOf } from "./kubernetes-missing.ts";
import { kubernetesNews } from "./kubernetes-news.ts";
import { kubernetesSetup } from "./kubernetes-setup.ts";
import { kubernetesStalls } from "./kubernetes-stalls.ts";
import { withoutPower } from "./missing.ts";
import { isOutOnKubernetes } from "./release.ts";
import { rolloutFacts } from "./rollout-facts.ts";
import { keepStalls } from "./stalls.ts";
import { createTimeline, type Happen } from "./timeline.ts";
import type { Gauges, World } from "./world.ts";

type KubernetesScenario = ScenarioOn<"kubernetes">;

function readGauges(cluster: Cluster, name: string): Gauges {
  const pods = podsOf(cluster, name);
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
  const { world } = cluster.kubernetes;
  createAll(world, scenario.cluster.manifests ?? "", `${scenario.id}: cluster.manifests`);
  const becameReady = noteReady(cluster);
  const drains = keepBlockedDrains(cluster);
  const around = keepAroundBudget(cluster);
  const happen: Happen = {
    machine: (node, goes) => (goes === "down" ? stopNode(world, node) : startNode(world, node)),
    carryOut: (call) =>
      runKubectl(
        { ...kubectlContext(cluster, call, { run, through: around.noting }), noteRefused: drains.note },
        call.words,
      ),
  };
  const timeline = createTimeline(cluster, scenario.faults, happen);
  /** Commands that wait do not wait beyond the scenario's end. */
  const run = (until: number) => timeline.run(Math.min(until, Math.max(scenario.span, cluster.now())));
  const workload = scenario.cluster.services[0]?.deployment ?? "";
  const off = () => withoutPower(scenario.faults, cluster.now());
  const stalls = keepStalls(timeline, scenario.span, (isAsked) => kubernetesStalls(cluster, off, isAsked));
  const unmet = watchDrained(cluster, scenario, workload, { watch: timeline.watch, around });
  return {
    now: cluster.now,
    run: timeline.run,
    samples: cluster.samples,
    instanceMs: () => cluster.cost().podMs,
    nodeMs: () => cluster.cost().nodeMs,
    hash: cluster.hash,
    changes: ({ words }) => changesCluster(words),
    carryOut: happen.carryOut,
    gauges: () => readGauges(cluster, workload),
    missing: () => kubernetesMissing(cluster, workload, off()),
    autoscaler: () => autoscalerOf(cluster, workload),
    watch: timeline.watch,
    isOut: (image) => isOutOnKubernetes(cluster, workload, image),
    unmet,
    obstacles: () => [...drains.obstacles(), ...stalls()],
    isReady: () => areAllReady(cluster),
    news: (fromMs) => [...timeline.told(fromMs), ...kubernetesNews(cluster, fromMs, becameReady(fromMs))],
    facts: () => [...kubernetesFacts(cluster), ...rolloutFacts(cluster, kubernetesStalls(cluster, off, true))],
  };
}
