/**
 * Pods that match a spread constraint, by domain, kept up by the cache's log. Pods that spread by the same selector share a counter.
 * It says what plugins/pod-topology-spread.ts and plugins/spread-score.ts count anew for each pod.
 */
import { labelOf } from "../../api/label.ts";
import type { Pod } from "../../api/pod.ts";
import { matchesSelector } from "../../api/selector.ts";
import { isEmptySelector } from "../affinity-term.ts";
import type { Cache, LogEntry } from "../cache.ts";
import type { NodeInfo } from "../node-info.ts";
import type { PodInfo, PodShape } from "../pod-info.ts";
import { counts as isCounted, hasAllKeys, HOSTNAME, type Constraint } from "../plugins/spread-constraints.ts";

export type SpreadCounter = {
  constraint: Constraint;
  /** By the position of the node: the number of its domain, -1 when it has none. */
  domainOf: Int32Array;
  /** By the number of the domain. */
  pods: Int32Array;
  /** By the number of the domain: when it was last met, for whoever counts domains. */
  met: Int32Array;
  /** How many domains have a node whose pods count, and the fewest pods in any of them. */
  domains: number;
  least: number;
  catchUp(): void;
};

/** `all` are the constraints that are looked at together: a node must have all their keys, or `anyKeys`. */
export type Counting = { pod: Pod; namespace: string; all: readonly Constraint[]; anyKeys: boolean; isScore: boolean };

type Domains = { domainOf: Int32Array; counted: Uint8Array; size: number };

/** Scores of hosts look at the node's own pods, whether or not they count elsewhere. */
const isOfHosts = ({ topologyKey }: Constraint, { isScore }: Counting) => isScore && topologyKey === HOSTNAME;

function doesCount({ node }: NodeInfo, constraint: Constraint, counting: Counting): boolean {
  if (isOfHosts(constraint, counting)) return true;
  const { pod, all, anyKeys } = counting;
  return (anyKeys || hasAllKeys(node, all)) && isCounted(constraint, pod, node);
}

function findDomains(nodes: readonly NodeInfo[], constraint: Constraint, counting: Counting): Domains {
  const numbers = new Map<string, number>();
  const domainOf = new Int32Array(nodes.length).fill(-1);
  const counted = new Uint8Array(nodes.length);
  for (const [at, info] of nodes.entries()) {
    const value = labelOf(info.node.metadata.labels, constraint.topologyKey);
    if (value === undefined) continue;
    const key = isOfHosts(constraint, counting) ? info.name : value;
    let number = numbers.get(key);
    if (number === undefined) numbers.set(key, (number = numbers.size));
    domainOf[at] = number;
    if (doesCount(info, constraint, counting)) counted[at] = 1;
  }
  return { domainOf, counted, size: numbers.size };
}

/** How many domains hold each number of pods: the least is found step by step. */
function createLevels(counter: SpreadCounter) {
  const levels: number[] = [];
  return {
    enter(pods: number) {
      levels[pods] = (levels[pods] ?? 0) + 1;
      if (counter.domains++ === 0 || pods < counter.least) counter.least = pods;
    },
    move(before: number, after: number) {
      levels[before] = (levels[before] ?? 0) - 1;
      levels[after] = (levels[after] ?? 0) + 1;
      if (after < counter.least) counter.least = after;
      while (!levels[counter.least]) counter.least++;
    },
  };
}

export function createSpreadCounter(cache: Cache, constraint: Constraint, counting: Counting): SpreadCounter {
  const { selector } = constraint;
  const none = !selector || isEmptySelector(selector);
  const known = new WeakMap<PodShape, boolean>();
  const matches = ({ pod, shape }: PodInfo): boolean => {
    if (none || shape.namespace !== counting.namespace || pod.metadata.deletionTimestamp !== undefined) return false;
    let found = known.get(shape);
    if (found === undefined) known.set(shape, (found = matchesSelector(shape.labels, selector)));
    return found;
  };

  const empty = new Int32Array(0);
  const counter: SpreadCounter = {
    constraint,
    domainOf: empty,
    pods: empty,
    met: empty,
    domains: 0,
    least: 0,
    catchUp,
  };
  let counted: Uint8Array = new Uint8Array(0);
  let levels = createLevels(counter);
  let layout = -1;
  let position = 0;

  function countAnew(): void {
    const { nodes } = cache.snapshot();
    const found = findDomains(nodes, constraint, counting);
    const entered = new Uint8Array(found.size);
    counted = found.counted;
    Object.assign(counter, {
      domainOf: found.domainOf,
      pods: new Int32Array(found.size),
      met: new Int32Array(found.size),
      domains: 0,
      least: 0,
    });
    for (const [at, info] of nodes.entries()) {
      const domain = found.domainOf[at] as number;
      if (!counted[at]) continue;
      entered[domain] = 1;
      for (const pod of info.pods) if (matches(pod)) counter.pods[domain] = (counter.pods[domain] as number) + 1;
    }
    levels = createLevels(counter);
    for (const [domain, pods] of counter.pods.entries()) if (entered[domain]) levels.enter(pods);
  }

  function apply({ at, pod, delta }: LogEntry): void {
    if (!counted[at] || !matches(pod)) return;
    const domain = counter.domainOf[at] as number;
    const before = counter.pods[domain] as number;
    counter.pods[domain] = before + delta;
    levels.move(before, before + delta);
  }

  function catchUp(): void {
    const { log } = cache;
    if (layout === cache.layout() && log.has(position)) while (position < log.end()) apply(log.at(position++));
    else countAnew();
    layout = cache.layout();
    position = log.end();
  }

  return counter;
}
