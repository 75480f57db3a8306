/**
 * How well a node's free resources suit a pod. Kubernetes 1.36, plugins/noderesources: resource_allocation.go, least_allocated.go,
 * most_allocated.go, requested_to_capacity_ratio.go, and plugins/helper/shape_score.go.
 */
import type { Pod } from "../../api/pod.ts";
import { MAX_SCORE } from "../normalize.ts";
import type { NodeInfo } from "../node-info.ts";
import { ASSUMED, isScalar, podRequests } from "../resources.ts";

export type ResourceWeight = { name: string; weight: number };
/** Points of a broken line: utilization in percent, score 0 to 10. */
export type ShapePoint = { utilization: number; score: number };

export type ScoringStrategy = {
  type: "LeastAllocated" | "MostAllocated" | "RequestedToCapacityRatio";
  resources: ResourceWeight[];
  shape?: ShapePoint[];
};

export const DEFAULT_RESOURCES: ResourceWeight[] = [
  { name: "cpu", weight: 1 },
  { name: "memory", weight: 1 },
];
const LEAST_ALLOCATED: ScoringStrategy = { type: "LeastAllocated", resources: DEFAULT_RESOURCES };

/** Resources there must be, and weights of 1 to 100 (pkg/scheduler/apis/config/validation, validateResources). */
export function checkStrategy({ resources }: ScoringStrategy): void {
  if (resources.length === 0) throw new RangeError("resources not found");
  const wrong = resources.flatMap(({ name, weight }, at) =>
    weight >= 1 && weight <= MAX_SCORE
      ? []
      : [`scoringStrategy.resources[${at}].weight: the weight of ${name} must be from 1 to 100, not ${weight}`],
  );
  if (wrong.length > 0) throw new RangeError(wrong.join("; "));
}

/** One resource of a node, with the pod on it (`requested`) and without (`allocated`). */
export type Allocation = { requested: number; allocated: number; allocatable: number; weight: number };

/** calculateResourceAllocatableRequest: cpu and memory with what is assumed of containers that say nothing, unless the true requests are wanted. */
function onNode(info: NodeInfo, name: string, trueRequests: boolean): [allocatable: number, allocated: number] {
  const { allocatable, requested } = info;
  const counted = trueRequests ? requested : info.nonZeroRequested;
  switch (name) {
    case "cpu":
      return [allocatable.milliCpu, counted.milliCpu];
    case "memory":
      return [allocatable.memory, counted.memory];
    case "ephemeral-storage":
      return [allocatable.ephemeralStorage, requested.ephemeralStorage];
    default:
      return [allocatable.scalar.get(name) ?? 0, requested.scalar.get(name) ?? 0];
  }
}

/** What comes into the score: not a scalar resource that the pod leaves alone, nor one that the node lacks. */
export function allocationsOn(
  info: NodeInfo,
  requests: ReadonlyMap<string, number>,
  resources: ResourceWeight[],
  trueRequests: boolean,
): Allocation[] {
  const allocations: Allocation[] = [];
  for (const { name, weight } of resources) {
    const own = requests.get(name) ?? 0;
    if (own === 0 && isScalar(name)) continue;
    const [allocatable, allocated] = onNode(info, name, trueRequests);
    if (allocatable !== 0) allocations.push({ requested: allocated + own, allocated, allocatable, weight });
  }
  return allocations;
}

function least({ requested, allocatable }: Allocation): number {
  return requested > allocatable ? 0 : Math.trunc(((allocatable - requested) * MAX_SCORE) / allocatable);
}

function most({ requested, allocatable }: Allocation): number {
  return Math.trunc((Math.min(requested, allocatable) * MAX_SCORE) / allocatable);
}

/** BuildBrokenLinearFunction: straight between the points, flat outside them; whole numbers. */
export function brokenLine(points: ShapePoint[]): (utilization: number) => number {
  return (utilization) => {
    const at = points.findIndex((point) => utilization <= point.utilization);
    const right = points[at] ?? points.at(-1);
    const left = points[at - 1];
    if (!right || !left || at < 0) return right?.score ?? 0;
    const rise = (right.score - left.score) * (utilization - left.utilization);
    return left.score + Math.trunc(rise / (right.utilization - left.utilization));
  };
}

/** The weighted mean, rounded down. */
function mean(allocations: Allocation[], scoreOf: (allocation: Allocation) => number): number {
  let sum = 0;
  let weights = 0;
  for (const allocation of allocations) {
    sum += scoreOf(allocation) * allocation.weight;
    weights += allocation.weight;
  }
  return weights === 0 ? 0 : Math.trunc(sum / weights);
}

/** The shape's scores reach 10, the framework's 100. Resources that score nothing do not count, and the mean is rounded to the nearest. */
function ratioOf(shape: ShapePoint[]): (allocations: Allocation[]) => number {
  const line = brokenLine(shape.map(({ utilization, score }) => ({ utilization, score: score * 10 })));
  return (allocations) => {
    let sum = 0;
    let weights = 0;
    for (const { requested, allocatable, weight } of allocations) {
      const score = line(requested > allocatable ? 100 : Math.trunc((requested * 100) / allocatable));
      if (score <= 0) continue;
      sum += score * weight;
      weights += weight;
    }
    return weights === 0 ? 0 : Math.round(sum / weights);
  };
}

function combine({ type, shape = [] }: ScoringStrategy): (allocations: Allocation[]) => number {
  switch (type) {
    case "LeastAllocated":
      return (allocations) => mean(allocations, least);
    case "MostAllocated":
      return (allocations) => mean(allocations, most);
    case "RequestedToCapacityRatio":
      return ratioOf(shape);
  }
}

/** NodeResourcesFit's score. The incoming pod counts by its containers alone: requests of the pod as a whole do not reach this scorer. */
export function resourceScorer(pod: Pod, strategy = LEAST_ALLOCATED): (info: NodeInfo) => number {
  const requests = podRequests(pod, { podLevel: false, assumed: ASSUMED });
  const score = combine(strategy);
  return (info) => score(allocationsOn(info, requests, strategy.resources, false));
}
