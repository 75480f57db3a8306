/**
 * Which changes each plugin listens to, and whether a rejected pod is worth another try. Kubernetes 1.36, pkg/scheduler/framework/events.go
 * and the EventsToRegister of each plugin.
 */
import type { Node } from "../../api/core.ts";
import type { Pod } from "../../api/pod.ts";
import { podRequests } from "../resources.ts";
import type { Listers } from "../snapshot.ts";
import { sameContent, type NodeChange, type PodChange } from "./change.ts";
import { interPodAfterNodeChange, interPodAfterPodChange } from "./inter-pod.ts";
import { affinityMatches, bearsCordon, taintsBearable, toleratesMore, uncordoned } from "./nodes.ts";
import { portsAfterPodDeleted } from "./ports.ts";
import { fitAfterNodeChange, fitAfterPodChange } from "./resources-fit.ts";
import { spreadAfterNodeChange, spreadAfterPodChange } from "./spread.ts";

export type ClusterEvent = { resource: "Pod"; change: PodChange } | { resource: "Node"; change: NodeChange };

export type Action =
  | "add"
  | "delete"
  | "label"
  | "taint"
  | "toleration"
  | "scaleDown"
  | "gatesEliminated"
  | "allocatable"
  | "condition"
  | "update";

/** Whether any request has become smaller, or is gone. */
function isScaledDown(before: Pod, after: Pod): boolean {
  const now = podRequests(after);
  return [...podRequests(before)].some(([name, amount]) => amount > (now.get(name) ?? -1));
}

const gatesOf = ({ spec }: Pod) => (spec.schedulingGates ?? []).length;
const tolerationsOf = ({ spec }: Pod) => (spec.tolerations ?? []).length;

/** PodSchedulingPropertiesChange. */
function podUpdates(before: Pod, after: Pod): Action[] {
  const actions: Action[] = [];
  if (!sameContent(before.metadata.labels, after.metadata.labels)) actions.push("label");
  if (before.spec !== after.spec && isScaledDown(before, after)) actions.push("scaleDown");
  if (gatesOf(after) === 0 && gatesOf(before) > 0) actions.push("gatesEliminated");
  if (tolerationsOf(before) !== tolerationsOf(after)) actions.push("toleration");
  return actions.length > 0 ? actions : ["update"];
}

const statuses = ({ status }: Node) =>
  Object.fromEntries((status.conditions ?? []).map((condition) => [condition.type, condition.status]));

/** NodeSchedulingPropertiesChange; an end of cordoning is told as a change of taints. Nothing for what concerns no plugin, such as a heartbeat. */
function nodeUpdates(before: Node, after: Node): Action[] {
  const actions: Action[] = [];
  if (before.spec.unschedulable && !after.spec.unschedulable) actions.push("taint");
  if (!sameContent(before.status.allocatable, after.status.allocatable)) actions.push("allocatable");
  if (!sameContent(before.metadata.labels, after.metadata.labels)) actions.push("label");
  if (!sameContent(before.spec.taints, after.spec.taints)) actions.push("taint");
  if (!sameContent(statuses(before), statuses(after))) actions.push("condition");
  return actions;
}

export function actionsOf({ resource, change }: ClusterEvent): Action[] {
  if (!change.before) return ["add"];
  if (!change.after) return ["delete"];
  return resource === "Pod"
    ? podUpdates(change.before as Pod, change.after as Pod)
    : nodeUpdates(change.before as Node, change.after as Node);
}

type Interest<T> = { actions: Action[]; hint: (pod: Pod, change: T, listers: Listers) => boolean };
type Interests = { pod?: Interest<PodChange>; node?: Interest<NodeChange> };

const always = () => true;

const INTERESTS: Record<string, Interests> = {
  NodeUnschedulable: {
    pod: { actions: ["toleration"], hint: bearsCordon },
    node: { actions: ["add", "taint"], hint: uncordoned },
  },
  NodeName: { node: { actions: ["add"], hint: always } },
  TaintToleration: {
    pod: { actions: ["toleration"], hint: toleratesMore },
    node: { actions: ["add", "taint"], hint: taintsBearable },
  },
  NodeAffinity: { node: { actions: ["add", "label"], hint: (pod, change) => affinityMatches(pod, change) } },
  NodePorts: {
    pod: { actions: ["delete"], hint: portsAfterPodDeleted },
    node: { actions: ["add"], hint: always },
  },
  NodeResourcesFit: {
    pod: { actions: ["delete", "scaleDown"], hint: fitAfterPodChange },
    node: { actions: ["add", "allocatable"], hint: fitAfterNodeChange },
  },
  PodTopologySpread: {
    pod: { actions: ["add", "label", "toleration", "delete"], hint: spreadAfterPodChange },
    node: { actions: ["add", "delete", "label", "taint"], hint: spreadAfterNodeChange },
  },
  InterPodAffinity: {
    pod: { actions: ["add", "label", "delete"], hint: interPodAfterPodChange },
    node: { actions: ["add", "label"], hint: interPodAfterNodeChange },
  },
  SchedulingGates: {
    pod: {
      actions: ["gatesEliminated"],
      hint: (pod, { after }) => after?.metadata.uid === pod.metadata.uid,
    },
  },
};

const isHeard = <T>(interest: Interest<T> | undefined, actions: readonly Action[]) =>
  interest !== undefined && actions.some((one) => interest.actions.includes(one));

/** Whether any of the plugins listens to such events at all (isEventOfInterest). */
export const isOfInterest = (
  plugins: Iterable<string>,
  resource: ClusterEvent["resource"],
  actions: readonly Action[],
) =>
  [...plugins].some((name) =>
    resource === "Pod" ? isHeard(INTERESTS[name]?.pod, actions) : isHeard(INTERESTS[name]?.node, actions),
  );

/** Whether the event, which amounts to these actions, may help a pod that these plugins have rejected. */
export function isWorthRetrying(
  pod: Pod,
  plugins: Iterable<string>,
  event: ClusterEvent,
  listers: Listers,
  actions: readonly Action[] = actionsOf(event),
): boolean {
  return [...plugins].some((name) => {
    const { pod: ofPods, node: ofNodes } = INTERESTS[name] ?? {};
    if (event.resource === "Pod") return isHeard(ofPods, actions) && ofPods?.hint(pod, event.change, listers);
    return isHeard(ofNodes, actions) && ofNodes?.hint(pod, event.change, listers);
  });
}
