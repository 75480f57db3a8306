/** The weighted totals of the nodes that will do: what Cycle.score says, from what a template remembers. */
import { MAX_SCORE } from "../normalize.ts";
import type { NodeInfo } from "../node-info.ts";
import { pullAt } from "../plugins/inter-pod-score.ts";
import { HOSTNAME } from "../plugins/spread-constraints.ts";
import { spreadOf, topologyWeight } from "../plugins/spread-score.ts";
import type { SpreadCounter } from "./spread-counter.ts";
import type { Template } from "./template.ts";

/** Weights of the default profile. Resources and images have weight 1. */
const WEIGHTS = { taints: 3, preferences: 2, spread: 2, pulls: 2 };

/** Used again for each pod: `feasible` holds positions of nodes, the others go by the position in it. */
export type Scratch = {
  feasible: Int32Array;
  count: number;
  totals: Float64Array;
  raw: Float64Array;
  skipped: Uint8Array;
  stamp: number;
};

export const createScratch = (nodes: number): Scratch => ({
  feasible: new Int32Array(nodes),
  count: 0,
  totals: new Float64Array(nodes),
  raw: new Float64Array(nodes),
  skipped: new Uint8Array(nodes),
  stamp: 0,
});

function largest(column: Int32Array, { feasible, count }: Scratch): number {
  let most = 0;
  for (let i = 0; i < count; i++) {
    const value = column[feasible[i] as number] as number;
    if (value > most) most = value;
  }
  return most;
}

/** TaintToleration, and the sum of the scores that hang on the node alone. */
function addNodeScores({ columns }: Template, scratch: Scratch): void {
  const { feasible, count, totals } = scratch;
  const { taints, resources } = columns;
  const most = largest(taints, scratch);
  for (let i = 0; i < count; i++) {
    const at = feasible[i] as number;
    const share = most === 0 ? 0 : Math.trunc((MAX_SCORE * (taints[at] as number)) / most);
    totals[i] = (resources[at] as number) + WEIGHTS.taints * (MAX_SCORE - share);
  }
}

function addPreferences({ columns: { preferences } }: Template, scratch: Scratch): void {
  const { feasible, count, totals } = scratch;
  const most = largest(preferences, scratch);
  if (most === 0) return;
  for (let i = 0; i < count; i++) {
    const value = preferences[feasible[i] as number] as number;
    totals[i] = (totals[i] as number) + WEIGHTS.preferences * Math.trunc((MAX_SCORE * value) / most);
  }
}

/** Marks in `skipped` the nodes that lack a topology key and are not scored. Answers how many are. */
function markScored({ soft, needsAllKeys }: Template, { feasible, count, skipped }: Scratch): number {
  if (!needsAllKeys) return count;
  let scored = 0;
  for (let i = 0; i < count; i++) {
    const at = feasible[i] as number;
    skipped[i] = soft.every(({ domainOf }) => (domainOf[at] as number) >= 0) ? 0 : 1;
    scored += 1 - (skipped[i] as number);
  }
  return scored;
}

/** How many domains of the topology the nodes that are scored have; to have none counts as one. */
function countDomains({ domainOf, met }: SpreadCounter, all: boolean, scratch: Scratch): number {
  const { feasible, count, skipped, stamp } = scratch;
  let domains = 0;
  let without = 0;
  for (let i = 0; i < count; i++) {
    if (!all && skipped[i] === 1) continue;
    const domain = domainOf[feasible[i] as number] as number;
    if (domain < 0) without = 1;
    else if (met[domain] !== stamp) {
      met[domain] = stamp;
      domains++;
    }
  }
  return domains + without;
}

/** Adds how crowded each node is in one topology, as in plugins/spread-score.ts. */
function addCrowding(
  { domainOf, pods, constraint: { maxSkew } }: SpreadCounter,
  weight: number,
  scratch: Scratch,
): void {
  const { feasible, count, raw } = scratch;
  for (let i = 0; i < count; i++) {
    const domain = domainOf[feasible[i] as number] as number;
    if (domain >= 0) raw[i] = (raw[i] as number) + spreadOf(pods[domain] as number, weight, maxSkew);
  }
}

/** Rounds `raw`; answers the least and the most of the nodes that are scored. */
function round(all: boolean, { count, raw, skipped }: Scratch): [least: number, most: number] {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let i = 0; i < count; i++) {
    if (!all && skipped[i] === 1) continue;
    const value = Math.round(raw[i] as number);
    raw[i] = value;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

function addSpread(template: Template, scratch: Scratch): void {
  const { raw, count, totals, skipped } = scratch;
  const scored = markScored(template, scratch);
  const all = scored === count;
  raw.fill(0, 0, count);
  for (const counter of template.soft) {
    scratch.stamp++;
    const domains = counter.constraint.topologyKey === HOSTNAME ? scored : countDomains(counter, all, scratch);
    addCrowding(counter, topologyWeight(domains), scratch);
  }
  const [least, most] = round(all, scratch);
  for (let i = 0; i < count; i++) {
    if (!all && skipped[i] === 1) continue;
    const score = most === 0 ? MAX_SCORE : Math.trunc((MAX_SCORE * (most + least - (raw[i] as number))) / most);
    totals[i] = (totals[i] as number) + WEIGHTS.spread * score;
  }
}

function addPulls({ neighbours: { pulls } }: Template, nodes: readonly NodeInfo[], scratch: Scratch): void {
  const { feasible, count, totals, raw } = scratch;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const pull = pullAt(pulls, (nodes[feasible[i] as number] as NodeInfo).node);
    raw[i] = pull;
    if (pull < least) least = pull;
    if (pull > most) most = pull;
  }
  const width = most - least;
  if (width <= 0) return;
  for (let i = 0; i < count; i++) {
    const score = Math.trunc(MAX_SCORE * (((raw[i] as number) - least) / width));
    totals[i] = (totals[i] as number) + WEIGHTS.pulls * score;
  }
}

export function addTotals(template: Template, nodes: readonly NodeInfo[], scratch: Scratch): void {
  addNodeScores(template, scratch);
  if (template.hasPreferences) addPreferences(template, scratch);
  if (template.soft.length > 0) addSpread(template, scratch);
  if (template.neighbours.pulls.size > 0) addPulls(template, nodes, scratch);
}
