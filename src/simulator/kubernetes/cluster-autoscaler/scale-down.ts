/** One scan's look at nodes that are not needed. Kubernetes autoscaler 1.36.1, core/static_autoscaler.go (scaleDown), core/scaledown/planner/planner.go (NodesToDelete). */
import type { Node } from "../api/core.ts";
import { cropNodes, type Bucket } from "./budgets.ts";
import { podsToMove } from "./drainability.ts";
import { drainText } from "./messages.ts";
import { updatePlanner } from "./planner.ts";
import { createMinTracker } from "./quotas.ts";
import type { Removable } from "./removal.ts";
import { drainContext, quotasOf, type Autoscaler } from "./autoscaler.ts";
import type { Simulation } from "./simulation.ts";
import { isToBeDeleted, updateSoftTaints } from "./taints.ts";
import { removableAt } from "./unneeded.ts";
import { utilizationOf } from "./utilization.ts";

/** GetScaleDownCandidates: of groups that are larger than they must be. */
function candidatesOf({ cloud }: Autoscaler, nodes: readonly Node[]): Node[] {
  return nodes.filter((node) => {
    const spec = cloud.specs.find(({ name }) => name === cloud.groupOfNode(node));
    return spec !== undefined && cloud.targetSize(spec.name) > spec.minSize;
  });
}

/** Empty nodes first, then those that were found to be unneeded before (emptycandidates, previouscandidates). */
function inOrder(autoscaler: Autoscaler, nodes: readonly Node[], simulation: Simulation): string[] {
  const context = drainContext(autoscaler);
  const isEmpty = (name: string) => {
    const move = podsToMove(
      (simulation.node(name)?.pods ?? []).map(({ pod }) => pod),
      context,
    );
    return move.pods.length === 0 && !move.blocking;
  };
  const ranked = nodes.map(({ metadata: { name } }) => ({
    name,
    empty: isEmpty(name),
    known: autoscaler.planner.unneeded.has(name),
  }));
  return ranked
    .toSorted((a, b) => Number(b.empty) - Number(a.empty) || Number(b.known) - Number(a.known))
    .map(({ name }) => name);
}

function plan(autoscaler: Autoscaler, simulation: Simulation, nodes: readonly Node[]): void {
  const { world, settings, cloud, actuator } = autoscaler;
  const { empty, drain } = actuator.deletions();
  const byName = new Map(nodes.map((node) => [node.metadata.name, node]));
  const { state } = updatePlanner(autoscaler.planner, {
    now: world.loop.now(),
    simulation,
    candidates: inOrder(autoscaler, candidatesOf(autoscaler, nodes), simulation),
    destinations: nodes.map(({ metadata }) => metadata.name),
    deleting: new Set([...empty, ...drain]),
    isAutoscaled(name) {
      const node = byName.get(name);
      return node !== undefined && cloud.groupOfNode(node) !== undefined;
    },
    drain: drainContext(autoscaler),
    settings: settings.scaleDown,
  });
  autoscaler.planner = state;
}

function isInCooldown({ world, settings, ...last }: Autoscaler): boolean {
  const { delayAfterAddMs, delayAfterDeleteMs, delayAfterFailureMs } = settings.scaleDown;
  const until = Math.max(
    last.lastScaleUp + delayAfterAddMs,
    last.lastScaleDownDelete + delayAfterDeleteMs,
    last.lastScaleDownFail + delayAfterFailureMs,
  );
  return until > world.loop.now();
}

/** NodesToDelete: those with the greatest chance of success first, and none that must wait for a pod to end. */
function nodesToDelete({ world, settings, cloud, actuator, planner }: Autoscaler, nodes: readonly Node[]) {
  const byName = new Map(nodes.map((node) => [node.metadata.name, node]));
  const { empty, needDrain } = removableAt(planner.unneeded, {
    now: world.loop.now(),
    groupOf(name) {
      const node = byName.get(name);
      const spec = node && cloud.specs.find((one) => one.name === cloud.groupOfNode(node));
      return spec && { id: spec.name, minSize: spec.minSize, targetSize: cloud.targetSize(spec.name) };
    },
    deletions: actuator.count,
    quotas: createMinTracker(quotasOf(settings, "min"), nodes),
    settings: settings.scaleDown,
  });
  const free = (all: Removable[]) => all.filter(({ onCompletion }) => onCompletion.length === 0);
  return { empty: free(empty), drain: free(needDrain).toSorted((a, b) => Number(a.risky) - Number(b.risky)) };
}

function bucketsOf({ cloud }: Autoscaler, nodes: Removable[]): Bucket<Removable>[] {
  const groups = Map.groupBy(nodes, ({ node }) => cloud.groupOfNode(node) ?? "");
  return [...groups].map(([id, own]) => ({ group: { id, targetSize: cloud.targetSize(id) }, nodes: own }));
}

function tellDeletion({ world, settings, reports }: Autoscaler, simulation: Simulation, removable: Removable): void {
  const { name } = removable.node.metadata;
  const { log } = reports;
  const info = simulation.node(name);
  const { ignoreDaemonSetsUtilization, ignoreMirrorPodsUtilization } = settings.scaleDown;
  const options = {
    ignoreDaemonSets: ignoreDaemonSetsUtilization,
    ignoreMirrorPods: ignoreMirrorPodsUtilization,
    now: world.loop.now(),
  };
  if (removable.pods.length === 0) log("ScaleDownEmpty", `Scale-down: removing empty node "${name}"`);
  else log("ScaleDown", drainText(name, info && utilizationOf(info, options), removable.pods));
}

/** StartDeletion: as many at once as the budgets allow; whether any were. A node that cannot be marked ends it, and puts the next one off. */
function startDeletions(autoscaler: Autoscaler, simulation: Simulation, nodes: readonly Node[]): boolean {
  const { world, settings, actuator } = autoscaler;
  const { empty, drain } = nodesToDelete(autoscaler, nodes);
  const { empty: emptyNow, drain: drainNow } = actuator.deletions();
  const cropped = cropNodes(
    { empty: bucketsOf(autoscaler, empty), drain: bucketsOf(autoscaler, drain) },
    { empty: emptyNow.length, drain: drainNow.length },
    settings.scaleDown,
  );
  const start = (buckets: Bucket<Removable>[], isDrain: boolean): boolean => {
    const removables = buckets.flatMap((bucket) => bucket.nodes);
    const started = actuator.start(
      removables.map(({ node }) => node),
      isDrain,
    );
    for (const removable of started ? removables : []) tellDeletion(autoscaler, simulation, removable);
    return started;
  };
  if (!start(cropped.empty, false) || !start(cropped.drain, true)) {
    autoscaler.lastScaleDownFail = world.loop.now();
    return false;
  }
  return [...cropped.empty, ...cropped.drain].some((bucket) => bucket.nodes.length > 0);
}

/** Whether nodes began to go. `forbidden`: new pods wait, so that nothing may go in this scan. */
export function scaleDown(
  autoscaler: Autoscaler,
  simulation: Simulation,
  nodes: readonly Node[],
  forbidden: boolean,
): boolean {
  const { world, cloud } = autoscaler;
  const staying = nodes.filter((node) => !isToBeDeleted(node));
  plan(autoscaler, simulation, nodes);
  const started = !forbidden && !isInCooldown(autoscaler) && startDeletions(autoscaler, simulation, nodes);
  const own = staying.filter((node) => cloud.groupOfNode(node) !== undefined);
  const fresh = own.flatMap(({ metadata }) => world.store.get("Node", metadata.name) ?? []);
  updateSoftTaints(world, fresh, new Set(autoscaler.planner.unneeded.keys()));
  return started;
}
