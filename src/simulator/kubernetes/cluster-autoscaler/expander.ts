/** Which of several node groups is made larger. Kubernetes autoscaler 1.36.1, expander/. */
import type { Pod } from "../api/pod.ts";
import { milliOf, unitsOf } from "../api/quantity.ts";
import type { Random } from "../../kernel/random.ts";
import type { NodeInfo } from "../scheduler/node-info.ts";
import { podRequests } from "../scheduler/resources.ts";
import type { AutoscalerSettings } from "./settings.ts";

/** So many nodes of a group would take these pods. */
export type Option = { groupId: string; nodeCount: number; pods: Pod[]; template: NodeInfo };

type Filter = (options: readonly Option[]) => Option[];

/** All with the least of a figure. */
function least(options: readonly Option[], figure: (option: Option) => number): Option[] {
  const figures = options.map(figure);
  const best = Math.min(...figures);
  return options.filter((_, i) => figures[i] === best);
}

/** The shares of cpu and of memory that nobody asked for, added up (waste.go). */
function wasteOf({ pods, nodeCount, template }: Option): number {
  let [cpu, memory] = [0, 0];
  for (const pod of pods) {
    const requests = podRequests(pod);
    cpu += requests.get("cpu") ?? 0;
    memory += requests.get("memory") ?? 0;
  }
  const capacity = template.node.status.capacity ?? {};
  const availableCpu = milliOf(capacity["cpu"]) * nodeCount;
  const availableMemory = unitsOf(capacity["memory"]) * nodeCount;
  return (availableCpu - cpu) / availableCpu + (availableMemory - memory) / availableMemory;
}

export const leastWaste: Filter = (options) => least(options, wasteOf);
export const mostPods: Filter = (options) => least(options, ({ pods }) => -pods.length);
export const leastNodes: Filter = (options) =>
  least(
    options.filter(({ nodeCount }) => nodeCount > 0),
    ({ nodeCount }) => nodeCount,
  );

/** All of the highest priority that any group's name matches; all of them when none does (priority.go). */
export function byPriority(options: readonly Option[], priorities: AutoscalerSettings["priorities"]): Option[] {
  const priorityOf = ({ groupId }: Option) =>
    Math.max(
      -1,
      ...priorities
        .filter(({ patterns }) => patterns.some((pattern) => new RegExp(pattern, "u").test(groupId)))
        .map(({ priority }) => priority),
    );
  const best = Math.max(-1, ...options.map(priorityOf));
  return best < 0 ? [...options] : options.filter((option) => priorityOf(option) === best);
}

/** The chain of expanders, each of which leaves some; chance decides among what is left at the end (factory/chain.go). */
export function bestOption(
  options: readonly Option[],
  { expanders, priorities }: Pick<AutoscalerSettings, "expanders" | "priorities">,
  random: Random,
): Option | undefined {
  const filters: Record<AutoscalerSettings["expanders"][number], Filter> = {
    "least-waste": leastWaste,
    "most-pods": mostPods,
    "least-nodes": leastNodes,
    priority: (some) => byPriority(some, priorities),
    random: (some) => some.slice(0, 0).concat(some[random.below(some.length)] ?? []),
  };
  let left = [...options];
  for (const name of expanders) {
    left = filters[name](left);
    if (left.length === 1) return left[0];
  }
  return left[random.below(left.length)];
}
