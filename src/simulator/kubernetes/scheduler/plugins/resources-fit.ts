/** Whether a node has room for what the pod requests. Kubernetes 1.36, plugins/noderesources/fit.go (fitsRequest). */
import type { Plugin, Status } from "../framework.ts";
import type { NodeInfo, Sums } from "../node-info.ts";
import type { PodShape } from "../pod-info.ts";
import { isExtended, type Resources } from "../resources.ts";
import { checkStrategy, resourceScorer, type ScoringStrategy } from "./resource-score.ts";

/** A resource that is short: `unresolvable` when even the empty node has too little. */
export type Shortage = {
  resource: string;
  reason: string;
  requested: number;
  used: number;
  capacity: number;
  unresolvable: boolean;
};

/** NodeResourcesFitArgs: extended resources that another scheduler extender looks after, by name or by the part before the slash. */
export type FitOptions = {
  ignoredResources?: string[];
  ignoredResourceGroups?: string[];
  strategy?: ScoringStrategy;
};

export type Room = {
  allocatable: Resources;
  requested: Resources | Sums;
  allowedPods: number;
  pods: readonly unknown[];
};

const NAMES = [
  ["cpu", "milliCpu"],
  ["memory", "memory"],
  ["ephemeral-storage", "ephemeralStorage"],
] as const;

function shortage(resource: string, requested: number, used: number, capacity: number): Shortage[] {
  if (requested === 0 || requested <= capacity - used) return [];
  const reason = `Insufficient ${resource}`;
  return [{ resource, reason, requested, used, capacity, unresolvable: requested > capacity }];
}

const isIgnored = (name: string, { ignoredResources = [], ignoredResourceGroups = [] }: FitOptions) =>
  isExtended(name) &&
  (ignoredResources.includes(name) || ignoredResourceGroups.includes(name.slice(0, name.indexOf("/"))));

/** Everything that is short, in the order: pods, cpu, memory, ephemeral-storage, then the others. */
export function shortagesOf(requests: Resources, room: Room, options: FitOptions = {}): Shortage[] {
  const { allocatable, requested, allowedPods, pods } = room;
  const short: Shortage[] = [];
  if (pods.length + 1 > allowedPods) {
    short.push({
      resource: "pods",
      reason: "Too many pods",
      requested: 1,
      used: pods.length,
      capacity: allowedPods,
      unresolvable: false,
    });
  }
  for (const [resource, field] of NAMES) {
    short.push(...shortage(resource, requests[field], requested[field], allocatable[field]));
  }
  for (const [name, amount] of requests.scalar) {
    if (isIgnored(name, options)) continue;
    short.push(...shortage(name, amount, requested.scalar.get(name) ?? 0, allocatable.scalar.get(name) ?? 0));
  }
  return short;
}

const fits = (requested: number, free: number) => requested === 0 || requested <= free;

/** The same question, answered without a list: most nodes have room. */
export function hasRoom(requests: Resources, info: NodeInfo): boolean {
  const { allocatable, requested, pods, allowedPods } = info;
  if (pods.length >= allowedPods) return false;
  if (!fits(requests.milliCpu, allocatable.milliCpu - requested.milliCpu)) return false;
  if (!fits(requests.memory, allocatable.memory - requested.memory)) return false;
  if (!fits(requests.ephemeralStorage, allocatable.ephemeralStorage - requested.ephemeralStorage)) return false;
  for (const [name, amount] of requests.scalar) {
    if (!fits(amount, (allocatable.scalar.get(name) ?? 0) - (requested.scalar.get(name) ?? 0))) return false;
  }
  return true;
}

function fitStatus({ requests }: PodShape, info: NodeInfo, options: FitOptions): Status | undefined {
  const short = shortagesOf(requests, info, options);
  if (short.length === 0) return undefined;
  return {
    code: short.some(({ unresolvable }) => unresolvable) ? "UnschedulableAndUnresolvable" : "Unschedulable",
    reasons: short.map(({ reason }) => reason),
  };
}

/** Throws for a strategy with which the scheduler would not start, or could not score. */
export function nodeResourcesFit(options: FitOptions = {}): Plugin {
  if (options.strategy) checkStrategy(options.strategy);
  return {
    name: "NodeResourcesFit",
    weight: 1,
    preFilter: ({ shape }) => ({ filter: (info) => fitStatus(shape, info, options) }),
    preScore: ({ pod }) => ({ score: resourceScorer(pod, options.strategy) }),
  };
}
