/**
 * What is remembered of pods of one shape: for each node whether it will do and what it scores, as far as that hangs on the node alone.
 * The part that hangs on the node's pods is worked out again when they have changed.
 */
import type { LabelSelector } from "../../api/meta.ts";
import { matchesSelector } from "../../api/selector.ts";
import type { Cache } from "../cache.ts";
import type { Check } from "../framework.ts";
import type { NodeInfo } from "../node-info.ts";
import type { PodInfo } from "../pod-info.ts";
import { balanceScorer } from "../plugins/balanced-allocation.ts";
import { imageScorer } from "../plugins/image-locality.ts";
import { nodeAffinity, preferenceOf, preferredTerms } from "../plugins/node-affinity.ts";
import { nodeName } from "../plugins/node-name.ts";
import { nodePorts } from "../plugins/node-ports.ts";
import { nodeUnschedulable } from "../plugins/node-unschedulable.ts";
import { resourceScorer } from "../plugins/resource-score.ts";
import { hasRoom } from "../plugins/resources-fit.ts";
import { constraintsOf, SYSTEM_DEFAULTS, type Constraint } from "../plugins/spread-constraints.ts";
import { taintToleration, untoleratedPreferences } from "../plugins/taint-toleration.ts";
import { createNeighbours, type Neighbours } from "./neighbours.ts";
import type { Counting, SpreadCounter } from "./spread-counter.ts";

/** By the position of the node. `verdicts`, as far as its pods do not matter: 0 not looked at, 1 will do, 2 will not. */
type Columns = {
  verdicts: Uint8Array;
  taints: Int32Array;
  preferences: Int32Array;
  /** Of Cache.touched when `resources` was worked out, 0 for never. */
  seen: Int32Array;
  /** The scores of NodeResourcesFit, NodeResourcesBalancedAllocation and ImageLocality together; -1 when it will not do. */
  resources: Int32Array;
};

export type Template = {
  pod: PodInfo;
  /** What it was made for; another default selector needs another template. */
  selector: LabelSelector | undefined;
  hard: SpreadCounter[];
  /** By the position in `hard`: 1 when the pod itself matches. */
  own: number[];
  soft: SpreadCounter[];
  neighbours: Neighbours;
  hasPreferences: boolean;
  /** Whether `soft` scores only nodes that have all its topology keys. */
  needsAllKeys: boolean;
  columns: Columns;
  /** To be called before each pod: counts are those of now after it. */
  catchUp(): void;
  /** Whether the node will do as far as it and its pods alone are concerned; fills in its scores. */
  look(at: number): boolean;
};

export type CounterOf = (constraint: Constraint, counting: Counting) => SpreadCounter;

const createColumns = (nodes: number): Columns => ({
  verdicts: new Uint8Array(nodes),
  taints: new Int32Array(nodes),
  preferences: new Int32Array(nodes),
  seen: new Int32Array(nodes),
  resources: new Int32Array(nodes),
});

const isCheck = (outcome: unknown): outcome is Check =>
  typeof outcome === "object" && outcome !== null && "filter" in outcome;

function createLook(cache: Cache, pod: PodInfo) {
  const snapshot = cache.snapshot();
  const checks = [nodeUnschedulable, nodeName, taintToleration, nodeAffinity()]
    .map((plugin) => plugin.preFilter?.(pod, snapshot))
    .filter(isCheck);
  const ports = nodePorts.preFilter?.(pod, snapshot);
  const terms = preferredTerms(pod.pod);
  const fit = resourceScorer(pod.pod);
  const balance = balanceScorer(pod.pod);
  const { requests } = pod.shape;

  const lookAtNode = ({ verdicts, taints, preferences }: Columns, at: number, info: NodeInfo) => {
    const isFit = checks.every((check) => !check.filter(info));
    verdicts[at] = isFit ? 1 : 2;
    taints[at] = untoleratedPreferences(pod.pod, info.node);
    preferences[at] = preferenceOf(terms, info.node);
  };
  const image = () => {
    const { imageNodes, nodes } = cache.snapshot();
    return imageScorer(pod.pod, imageNodes, nodes.length);
  };
  const resourcesOf = (info: NodeInfo, imageOf: (info: NodeInfo) => number): number => {
    if (!hasRoom(requests, info) || (isCheck(ports) && ports.filter(info))) return -1;
    return fit(info) + (balance?.(info) ?? 0) + imageOf(info);
  };
  return { lookAtNode, image, resourcesOf };
}

export function createTemplate(
  cache: Cache,
  pod: PodInfo,
  selector: LabelSelector | undefined,
  counterOf: CounterOf,
): Template {
  const listers = { defaultSelector: () => selector as LabelSelector };
  const constraints = (action: "DoNotSchedule" | "ScheduleAnyway") =>
    constraintsOf(pod.pod, action, SYSTEM_DEFAULTS, listers);
  const needsAllKeys = (pod.pod.spec.topologySpreadConstraints ?? []).length > 0;
  const counters = (all: Constraint[], isScore: boolean) => {
    const counting = { pod: pod.pod, namespace: pod.shape.namespace, all, anyKeys: isScore && !needsAllKeys, isScore };
    return all.map((constraint) => counterOf(constraint, counting));
  };
  const hard = constraints("DoNotSchedule");
  const { lookAtNode, image, resourcesOf } = createLook(cache, pod);
  let imageOf = image();
  let nodes: readonly NodeInfo[] = [];
  let touched = cache.touched();
  let columns = createColumns(0);
  let layout = -1;

  const remember = (at: number): void => {
    const info = nodes[at] as NodeInfo;
    if (columns.verdicts[at] === 0) lookAtNode(columns, at, info);
    columns.seen[at] = touched[at] as number;
    columns.resources[at] = columns.verdicts[at] === 1 ? resourcesOf(info, imageOf) : -1;
  };

  const template: Template = {
    pod,
    selector,
    hard: counters(hard, false),
    own: hard.map((constraint) => (matchesSelector(pod.shape.labels, constraint.selector) ? 1 : 0)),
    soft: counters(constraints("ScheduleAnyway"), true),
    neighbours: createNeighbours(cache, pod),
    hasPreferences: preferredTerms(pod.pod) !== undefined,
    needsAllKeys,
    columns,
    catchUp() {
      if (layout !== cache.layout()) {
        ({ nodes } = cache.snapshot());
        touched = cache.touched();
        layout = cache.layout();
        imageOf = image();
        template.columns = columns = createColumns(nodes.length);
      }
      for (const counter of template.hard) counter.catchUp();
      for (const counter of template.soft) counter.catchUp();
      template.neighbours.catchUp();
    },
    look(at) {
      if (columns.seen[at] !== touched[at]) remember(at);
      return (columns.resources[at] as number) >= 0;
    },
  };
  return template;
}
