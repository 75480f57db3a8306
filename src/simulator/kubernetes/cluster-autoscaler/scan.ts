/** One look at the cluster, and what follows from it. Kubernetes autoscaler 1.36.1, core/static_autoscaler.go (RunOnce). */
import type { Node } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import { createNodeInfo } from "../scheduler/node-info.ts";
import { createListers } from "../scheduler/listers.ts";
import { sourceOf } from "../scheduler/store-source.ts";
import { quotasOf, type Autoscaler } from "./autoscaler.ts";
import { NODE_GROUP_LABEL } from "./cloud.ts";
import { nodeGroups } from "./groups.ts";
import { durationText, noScaleUpText, scaleUpText } from "./messages.ts";
import { allAreNew, isUnschedulable, podsToHelp } from "./pending.ts";
import { isExpendable } from "./pod-kinds.ts";
import { createMaxTracker } from "./quotas.ts";
import { isNodeReady } from "./readiness.ts";
import { scaleDown } from "./scale-down.ts";
import { planScaleUp } from "./scale-up.ts";
import { createSimulation, type Simulation } from "./simulation.ts";
import { nodeFromTemplate } from "./template.ts";

/** Every node with the pods that are on it, or have been promised it; those of no account left out. */
function simulationOf({ world, settings, podInfo }: Autoscaler): Simulation {
  const { store } = world;
  const promised = store.list("Pod").filter(({ spec, status }) => !spec.nodeName && status.nominatedNodeName);
  const podsOf = (node: string): Pod[] =>
    [...store.podsOn(node), ...promised.filter(({ status }) => status.nominatedNodeName === node)].filter(
      (pod) => !isExpendable(pod, settings.expendablePodsPriorityCutoff),
    );
  const infos = store.list("Node").map((node) => createNodeInfo(node, podsOf(node.metadata.name).map(podInfo)));
  return createSimulation(infos, createListers(sourceOf(store)));
}

/** Nodes that are on their way are taken to be there, in place of those that are there and not ready; these are answered. */
function injectUpcoming({ cloud, state, world }: Autoscaler, simulation: Simulation): Set<string> {
  const notStarted = new Set<string>();
  for (const { id, template } of nodeGroups(cloud, world.store)) {
    const { count, registered } = state.upcoming(id, world.loop.now());
    for (let i = 0; i < count; i++) simulation.addNode(nodeFromTemplate(template, `upcoming-${i}`));
    for (const name of registered) {
      simulation.removeNode(name);
      notStarted.add(name);
    }
  }
  return notStarted;
}

/** Scale-ups that did not come, and instances that have been no nodes for too long. */
function settleCloud({ cloud, state, world, reports }: Autoscaler, nodes: readonly Node[]): void {
  const { log } = reports;
  for (const { group, waitedMs, notReverted } of state.update(nodes, world.loop.now())) {
    const wait = durationText(waitedMs);
    log("ScaleUpTimedOut", `Nodes added to group ${group} failed to register within ${wait}`, "Warning");
    const failure = `Failed to decrease target size for group ${group} after scale-up timeout: ${notReverted}`;
    if (notReverted !== undefined) log("FailedToRevertScaleUp", failure, "Warning");
  }
  for (const { name, minSize } of cloud.specs) {
    const room = Math.max(0, cloud.targetSize(name) - minSize);
    const late = state.longUnregistered(name).slice(0, room);
    cloud.deleteNodes(late);
    for (const instance of late) log("DeleteUnregistered", `Removed unregistered node ${instance}`);
  }
}

const BLOCKED_BY_TOTAL = "max total nodes in cluster reached";

function tellNoScaleUp({ reports }: Autoscaler, pod: Pod, why: string): void {
  reports.tell(pod, "NotTriggerScaleUp", `pod didn't trigger scale-up: ${why}`);
}

/** Whether nodes have been asked for. */
function scaleUp(autoscaler: Autoscaler, pods: readonly Pod[], simulation: Simulation): boolean {
  const { world, settings, cloud, state, reports } = autoscaler;
  const { tell, log } = reports;
  const now = world.loop.now();
  const nodes = simulation.nodes().map(({ node }) => node);
  const outcome = planScaleUp({
    pods,
    nodes,
    groups: nodeGroups(cloud, world.store),
    simulation,
    unsafe: (id) => state.unsafe(id, now),
    quotas: createMaxTracker(quotasOf(settings, "max"), nodes),
    settings,
    random: world.random,
    ignoredLabels: new Set([NODE_GROUP_LABEL]),
  });
  if (outcome.result === "noOptions")
    for (const info of outcome.remaining) tellNoScaleUp(autoscaler, info.pod, noScaleUpText(info));
  for (const { id, currentSize, newSize, maxSize } of outcome.infos) {
    const sizes = `${newSize} instead of ${currentSize} (max: ${maxSize})`;
    log("ScaledUpGroup", `Scale-up: setting group ${id} size to ${sizes}`);
    cloud.increase(id, newSize - currentSize);
    state.registerScaleUp(id, newSize - currentSize, now);
    log("ScaledUpGroup", `Scale-up: group ${id} size set to ${sizes}`);
  }
  if (outcome.infos.length === 0) return false;
  for (const pod of outcome.triggered)
    if (world.store.get("Pod", pod.metadata.name, pod.metadata.namespace))
      tell(pod, "TriggeredScaleUp", `pod triggered scale-up: ${scaleUpText(outcome.infos)}`);
  return true;
}

/** What a scan did about pods that wait: very new ones are left to the next scan, and nothing is removed meanwhile. */
type Help = "none" | "tooNew" | "scaledUp";

function help(autoscaler: Autoscaler, simulation: Simulation, nodes: readonly Node[]): Help {
  const { world, settings, actuator, reports } = autoscaler;
  const draining = actuator.deletions().drain;
  const waiting = world.store.list("Pod").filter((pod) => isUnschedulable(pod) && !pod.status.nominatedNodeName);
  const pods = podsToHelp(simulation, waiting, { draining, cutoff: settings.expendablePodsPriorityCutoff });
  if (pods.length === 0) return "none";
  const { maxNodesTotal } = settings;
  if (maxNodesTotal > 0 && nodes.filter(isNodeReady).length >= maxNodesTotal) {
    reports.log("MaxNodesTotalReached", `Max total nodes in cluster reached: ${maxNodesTotal}`, "Warning");
    for (const pod of pods) tellNoScaleUp(autoscaler, pod, BLOCKED_BY_TOTAL);
    return "none";
  }
  if (allAreNew(pods, world.loop.now())) return "tooNew";
  return scaleUp(autoscaler, pods, simulation) ? "scaledUp" : "none";
}

/** Answers whether anything was asked for or begun. */
export function scan(autoscaler: Autoscaler): boolean {
  const { world, settings, state, reports } = autoscaler;
  const nodes = world.store.list("Node");
  settleCloud(autoscaler, nodes);
  if (!state.isHealthy()) {
    autoscaler.planner = { ...autoscaler.planner, unneeded: new Map() };
    reports.log("ClusterUnhealthy", "Cluster is unhealthy", "Warning");
    return false;
  }
  const simulation = simulationOf(autoscaler);
  const notStarted = injectUpcoming(autoscaler, simulation);
  const helped = help(autoscaler, simulation, nodes);
  if (helped === "scaledUp") autoscaler.lastScaleUp = world.loop.now();
  if (!settings.scaleDown.enabled) return helped === "scaledUp";
  const started = nodes.filter(({ metadata }) => !notStarted.has(metadata.name));
  const removed = scaleDown(autoscaler, simulation, started, helped === "tooNew");
  if (removed) autoscaler.lastScaleDownDelete = world.loop.now();
  return removed || helped === "scaledUp";
}
