/**
 * One scheduling cycle, fast: pods of one shape share a template, and counts are kept up instead of counted anew. It answers what
 * schedule-one.ts answers with the default profile, and asks it where a pod is not one of many.
 */
import type { LabelSelector } from "../../api/meta.ts";
import type { Cache } from "../cache.ts";
import { prepare, type Cycle } from "../framework.ts";
import type { NodeInfo } from "../node-info.ts";
import { leastOf } from "../plugins/domain-counts.ts";
import type { PodInfo, PodShape } from "../pod-info.ts";
import { interPodStatus } from "../plugins/inter-pod-affinity.ts";
import type { Constraint } from "../plugins/spread-constraints.ts";
import { DEFAULT_PROFILE } from "../profile.ts";
import {
  filterWithNominated,
  findFeasible,
  numFeasibleNodesToFind,
  scheduleOne,
  type NodeRejection,
  type Search,
  type Verdict,
} from "../schedule-one.ts";
import { createSpreadCounter, type Counting, type SpreadCounter } from "./spread-counter.ts";
import { createTemplate, type Template } from "./template.ts";
import { addTotals, createScratch, type Scratch } from "./totals.ts";

/** Templates and counters beyond these many are forgotten, the longest unused first. */
const MOST_TEMPLATES = 256;
const MOST_COUNTERS = 512;

export type FastScheduler = {
  schedule(pod: PodInfo, search: Search): Verdict;
  /** Namespaces have changed: what terms of affinity mean is found anew. */
  forget(): void;
};

function keep<K, V>(map: Map<K, V>, key: K, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= most) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    break;
  }
}

function counterKey(constraint: Constraint, { pod: { spec }, namespace, all, anyKeys, isScore }: Counting): string {
  const keys = anyKeys ? [] : all.map(({ topologyKey }) => topologyKey);
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const affinity = constraint.honorsAffinity ? [spec.nodeSelector, required] : [];
  return JSON.stringify([
    namespace,
    constraint,
    keys,
    anyKeys,
    isScore,
    affinity,
    constraint.honorsTaints && spec.tolerations,
  ]);
}

/** The skew that the pod would make at the node. */
function isSkewed({ hard, own }: Template, at: number): boolean {
  for (const [i, { constraint, domainOf, pods, domains, least }] of hard.entries()) {
    const domain = domainOf[at] as number;
    if (domain < 0) return true;
    const fewest = leastOf(domains, least, constraint.minDomains);
    if ((pods[domain] as number) + (own[i] as number) - fewest > constraint.maxSkew) return true;
  }
  return false;
}

/** Whether nothing but the node and its pods matters. */
const isPlainCase = ({ hard, neighbours }: Template, { nominated }: Search) =>
  hard.length === 0 && nominated.size === 0 && neighbours.isIdle();

function willDo(template: Template, info: NodeInfo, at: number): boolean {
  if (!template.look(at)) return false;
  if (template.hard.length > 0 && isSkewed(template, at)) return false;
  return template.neighbours.isIdle() || !interPodStatus(template.neighbours.state, info.node);
}

/** Where the pods nominated to a node must be reckoned with, the plain reading is asked. */
function looker(template: Template, cache: Cache, pod: PodInfo, options: Search): (at: number) => boolean {
  if (isPlainCase(template, options)) return template.look;
  const { nominated } = options;
  const snapshot = cache.snapshot();
  let cycle: Cycle | undefined;
  return (at) => {
    const info = snapshot.nodes[at] as NodeInfo;
    if (nominated.size === 0 || !nominated.has(info.name)) return willDo(template, info, at);
    cycle ??= prepare(pod, snapshot, DEFAULT_PROFILE);
    // The scores of the node are wanted all the same.
    template.look(at);
    return !filterWithNominated(cycle, info, nominated);
  };
}

/** findNodesThatPassFilters: fills in `scratch.feasible`; answers how many nodes were looked at. */
function search(template: Template, cache: Cache, pod: PodInfo, options: Search, scratch: Scratch): number {
  const nodes = cache.snapshot().nodes.length;
  const wanted = numFeasibleNodesToFind(nodes, options.percentage);
  const fits = looker(template, cache, pod, options);
  const { feasible } = scratch;
  let at = options.start;
  let looked = 0;
  let count = 0;
  while (looked < nodes && count < wanted) {
    if (at >= nodes) at = 0;
    if (fits(at)) feasible[count++] = at;
    at++;
    looked++;
  }
  scratch.count = count;
  return looked;
}

/** Whether some node may be chosen by name or was promised: such pods are one of a kind. */
function isSingular({ pod: { spec, status } }: PodInfo): boolean {
  if (status?.nominatedNodeName) return true;
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return terms.some(({ matchFields = [] }) => matchFields.length > 0);
}

function bestOf({ totals, count, feasible }: Scratch, nodes: readonly NodeInfo[]): NodeInfo[] {
  let most = Number.NEGATIVE_INFINITY;
  let best: NodeInfo[] = [];
  for (let i = 0; i < count; i++) {
    const total = totals[i] as number;
    if (total < most) continue;
    if (total > most) best = [];
    most = total;
    best.push(nodes[feasible[i] as number] as NodeInfo);
  }
  return best;
}

type Failure = { changes: number; rejected: NodeRejection[] };

export function createFastScheduler(cache: Cache): FastScheduler {
  const templates = new Map<PodShape, Template>();
  const counters = new Map<string, SpreadCounter>();
  const failures = new WeakMap<Template, Failure>();
  let scratch = createScratch(0);
  let latest: Template | undefined;

  const counterOf = (constraint: Constraint, counting: Counting): SpreadCounter => {
    const key = counterKey(constraint, counting);
    const counter = counters.get(key) ?? createSpreadCounter(cache, constraint, counting);
    keep(counters, key, counter, MOST_COUNTERS);
    return counter;
  };

  const templateOf = (pod: PodInfo, selector: LabelSelector | undefined): Template => {
    const known = templates.get(pod.shape);
    if (known && known === latest && known.selector === selector) return known;
    const template = known && known.selector === selector ? known : createTemplate(cache, pod, selector, counterOf);
    keep(templates, pod.shape, template, MOST_TEMPLATES);
    return (latest = template);
  };

  /** Why not, by the plain reading; for pods of one shape once as long as nothing changes. */
  const failure = (template: Template, pod: PodInfo, options: Search): Verdict => {
    const cycle = prepare(pod, cache.snapshot(), DEFAULT_PROFILE);
    const { start, nominated } = options;
    const known = nominated.size === 0 ? failures.get(template) : undefined;
    // Every node was looked at, so the next search begins where this one did.
    if (known?.changes === cache.changes()) return { kind: "none", cycle, rejected: known.rejected, start };
    const { rejected } = findFeasible(cycle, options);
    if (nominated.size === 0) failures.set(template, { changes: cache.changes(), rejected });
    return { kind: "none", cycle, rejected, start };
  };

  return {
    forget() {
      latest = undefined;
      templates.clear();
      counters.clear();
    },
    schedule(pod, options) {
      const snapshot = cache.snapshot();
      const { nodes, listers } = snapshot;
      if (isSingular(pod) || pod.shape.unreadable) return scheduleOne(pod, snapshot, DEFAULT_PROFILE, options);
      if (scratch.feasible.length < nodes.length) scratch = createScratch(nodes.length);
      const hasOwn = (pod.pod.spec.topologySpreadConstraints ?? []).length > 0;
      const template = templateOf(pod, hasOwn ? undefined : listers.defaultSelector(pod.pod));
      template.catchUp();
      const looked = search(template, cache, pod, options, scratch);
      if (scratch.count === 0) return failure(template, pod, options);
      const start = (options.start + looked) % nodes.length;
      const feasible = () => Array.from(scratch.feasible.subarray(0, scratch.count), (at) => nodes[at] as NodeInfo);
      if (scratch.count === 1) return { kind: "fits", best: feasible(), feasible, totals: () => [0], start };
      addTotals(template, nodes, scratch);
      const totals = () => Array.from(scratch.totals.subarray(0, scratch.count));
      return { kind: "fits", best: bestOf(scratch, nodes), feasible, totals, start };
    },
  };
}
