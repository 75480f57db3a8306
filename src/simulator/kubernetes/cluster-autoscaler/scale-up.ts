/**
 * From pods that fit nowhere to node groups that are made larger. Kubernetes autoscaler 1.36.1, core/scaleup/orchestrator/orchestrator.go
 * (without creating node groups, all-or-nothing and zero-or-max groups).
 */
import type { Node } from "../api/core.ts";
import type { Pod } from "../api/pod.ts";
import type { Random } from "../../kernel/random.ts";
import type { NodeInfo } from "../scheduler/node-info.ts";
import { balanceScaleUp, type ScaleUpInfo } from "./balancing.ts";
import { estimate, type PodGroup } from "./estimator.ts";
import { groupPods } from "./equivalence.ts";
import { bestOption, type Option } from "./expander.ts";
import { clusterCapacityLimit, createLimiter, similarGroupsLimit } from "./limits.ts";
import type { ExceededQuota, QuotaTracker } from "./quotas.ts";
import type { AutoscalerSettings } from "./settings.ts";
import { isSimilar } from "./similar.ts";
import type { Simulation } from "./simulation.ts";

/** A node group as the autoscaler sees it: how large it is to be, and what a new node of it would be. */
export type NodeGroup = { id: string; minSize: number; maxSize: number; targetSize: number; template: NodeInfo };

/** Why a group is not asked at all (skippedreasons.go). */
export const SKIPPED = {
  notReady: "not ready for scale-up",
  backoff: "in backoff after failed scale-up",
  maxSize: "max node group size reached",
};

export const exceededReasons = (exceeded: readonly ExceededQuota[]): string[] =>
  exceeded.map(({ id, resources }) => `exceeded quota: "${id}", resources: ${resources.join(", ")}`);

/** `errors`: why the group's pods do not fit on a node group's nodes, by its id. */
type Candidate = PodGroup & { schedulableOn: string[]; errors: Map<string, string[]> };

export type NoScaleUp = { pod: Pod; rejected: Map<string, string[]>; skipped: Map<string, string[]> };

export type ScaleUpOutcome = {
  result: "successful" | "noOptions" | "error";
  infos: ScaleUpInfo[];
  /** The pods that the new nodes are for, and those that no group would help. */
  triggered: Pod[];
  remaining: NoScaleUp[];
  /** The option that was taken, before limits. */
  best: Option | undefined;
  options: Option[];
};

export type ScaleUpInput = {
  /** Pending pods that fit on no node. */
  pods: readonly Pod[];
  /** All nodes, also those that are on their way. */
  nodes: readonly Node[];
  groups: readonly NodeGroup[];
  simulation: Simulation;
  /** Why the group may not be scaled up now, if it may not. */
  unsafe(id: string): string | undefined;
  quotas: QuotaTracker;
  settings: AutoscalerSettings;
  random: Random;
  /** Labels that similar groups may differ in. */
  ignoredLabels: ReadonlySet<string>;
};

function skipReasons(group: NodeGroup, { unsafe, quotas }: ScaleUpInput): string[] {
  const reason = unsafe(group.id);
  if (reason !== undefined) return [reason];
  if (group.targetSize >= group.maxSize) return [SKIPPED.maxSize];
  return exceededReasons(quotas.check(group.template.node, 1).exceeded);
}

/** SchedulablePodGroups: the candidates whose first pod fits on an empty node of the group. */
function schedulableOn(group: NodeGroup, candidates: Candidate[], { simulation }: ScaleUpInput): Candidate[] {
  const fork = simulation.fork();
  fork.addNode(group.template);
  return candidates.filter((candidate) => {
    const rejection = fork.check(candidate.pods[0] as Pod, group.template.name);
    if (rejection) candidate.errors.set(group.id, rejection.reasons);
    else candidate.schedulableOn.push(group.id);
    return !rejection;
  });
}

/** What is worked out once for one scale-up. */
type Plan = {
  input: ScaleUpInput;
  candidates: Candidate[];
  skipped: Map<string, string[]>;
  fitting: Map<string, Candidate[]>;
};

/** matchingSchedulablePodGroups: whether the other group takes all that this one takes. */
const takesAll = (own: Candidate[], other: Candidate[] | undefined) => own.every((one) => other?.includes(one));

/** ComputeSimilarNodeGroups. */
export function similarGroups(group: NodeGroup, { input, fitting }: Pick<Plan, "input" | "fitting">): NodeGroup[] {
  const own = fitting.get(group.id) ?? [];
  if (!input.settings.balanceSimilarNodeGroups || own.length === 0) return [];
  return input.groups.filter(
    (other) =>
      other.id !== group.id &&
      isSimilar(group.template, other.template, input.ignoredLabels) &&
      input.unsafe(other.id) === undefined &&
      takesAll(own, fitting.get(other.id)),
  );
}

/** ComputeExpansionOption. */
function optionOf(group: NodeGroup, plan: Plan): Option {
  const { settings, nodes, simulation } = plan.input;
  const limiter = createLimiter([
    settings.maxNodesPerScaleUp,
    similarGroupsLimit(group, similarGroups(group, plan)),
    clusterCapacityLimit(settings.maxNodesTotal, nodes.length),
  ]);
  const { nodes: nodeCount, pods } = estimate(simulation, plan.fitting.get(group.id) ?? [], group.template, limiter);
  return { groupId: group.id, nodeCount, pods, template: group.template };
}

/** capScaleUpsByQuota: each group takes what the quotas leave it; what it may not take goes to nobody. */
function cappedByQuota(infos: ScaleUpInfo[], { input }: Plan): ScaleUpInfo[] {
  return infos.flatMap((info) => {
    const group = input.groups.find(({ id }) => id === info.id);
    if (!group) return [];
    const { allowed } = input.quotas.check(group.template.node, info.newSize - info.currentSize);
    if (allowed > 0) input.quotas.consume(group.template.node, allowed);
    return allowed > 0 ? [{ ...info, newSize: info.currentSize + allowed }] : [];
  });
}

/** balanceScaleUps. */
function balanced(group: NodeGroup, newNodes: number, plan: Plan): ScaleUpInfo[] {
  const { quotas } = plan.input;
  const similar = similarGroups(group, plan).filter(
    ({ template }) => quotas.check(template.node, 1).exceeded.length === 0,
  );
  return cappedByQuota(balanceScaleUp([group, ...similar], newNodes), plan);
}

/** GetRemainingPods. */
const remainingOf = ({ candidates, skipped }: Plan): NoScaleUp[] =>
  candidates
    .filter((candidate) => candidate.schedulableOn.length === 0)
    .flatMap(({ pods, errors }) => pods.map((pod) => ({ pod, rejected: errors, skipped })));

function noScaleUp(plan: Plan, result: "noOptions" | "error", options: Option[], best?: Option): ScaleUpOutcome {
  const triggered = result === "error" ? (best?.pods ?? []) : [];
  return { result, infos: [], triggered, remaining: remainingOf(plan), best, options };
}

function planOf(input: ScaleUpInput): Plan {
  const candidates = groupPods(input.pods).map((group) => ({ ...group, schedulableOn: [], errors: new Map() }));
  const skipped = new Map<string, string[]>();
  const fitting = new Map<string, Candidate[]>();
  for (const group of input.groups) {
    const reasons = skipReasons(group, input);
    if (reasons.length > 0) skipped.set(group.id, reasons);
  }
  for (const group of input.groups)
    if (!skipped.has(group.id)) fitting.set(group.id, schedulableOn(group, candidates, input));
  return { input, candidates, skipped, fitting };
}

/** Decides; who asks makes the groups larger. The quotas are used up by what is decided. */
export function planScaleUp(input: ScaleUpInput): ScaleUpOutcome {
  const plan = planOf(input);
  const { settings, groups, nodes, quotas } = input;
  const options = groups
    .filter(({ id }) => plan.fitting.has(id))
    .map((group) => optionOf(group, plan))
    .filter(({ pods, nodeCount }) => pods.length > 0 && nodeCount > 0);
  const best = options.length > 0 ? bestOption(options, settings, input.random) : undefined;
  const group = groups.find(({ id }) => id === best?.groupId);
  if (!best || !group) return noScaleUp(plan, "noOptions", options);
  const room = settings.maxNodesTotal > 0 ? settings.maxNodesTotal - nodes.length : best.nodeCount;
  if (room < 1) return noScaleUp(plan, "error", options, best);
  const { allowed } = quotas.check(group.template.node, Math.min(best.nodeCount, room));
  const infos = balanced(group, allowed, plan);
  return {
    result: "successful",
    infos,
    triggered: best.pods,
    remaining: remainingOf(plan),
    best,
    options,
  };
}
