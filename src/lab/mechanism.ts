/** Why something broke, in a sentence of the run's own figures: how much load came to how many, and what kept the others from serving. */
import type { Scenario } from "../knowledge/scenario.ts";
import type { Sample } from "../simulator/kubernetes/cluster-api.ts";
import { meets } from "./level.ts";
import { count } from "./words-of.ts";
import type { Missing } from "./worlds/missing.ts";
import { WORDS } from "./worlds/orchestrators.ts";

/** One reading, and what kept replicas from serving at that moment. */
export type Moment = { sample: Sample; missing: readonly Missing[] };

const MOST_REASONS = 2;
const LONGEST_REASON = 220;

/** A reading with more failures than this shows what one replica answers at most. */
const SATURATED = 0.01;
/** Some of those that count as ready may be gone: of all such readings, one of the best counts. */
const NEARLY_ALL = 0.9;

/**
 * How many requests a second one ready replica answered where there were too many; undefined where there never were. Where requests are lost
 * on a dead machine, the failures say nothing about what the others can do.
 */
export function mostOfOne(samples: readonly Sample[]): number | undefined {
  const full = samples.filter(
    ({ errorRate, readyReplicas, answeringReplicas = readyReplicas }) =>
      errorRate > SATURATED && readyReplicas > 0 && answeringReplicas === readyReplicas,
  );
  if (full.length === 0) return undefined;
  const each = full.map(({ served, readyReplicas }) => served / readyReplicas).toSorted((a, b) => a - b);
  return each[Math.floor((each.length - 1) * NEARLY_ALL)];
}

/** How bad a reading is: nothing while it meets the level. */
export function badness(sample: Sample, { serviceLevel }: Scenario): number {
  return meets(sample, serviceLevel)
    ? 0
    : 1 + sample.errorRate * 10 + Math.min(5, sample.p95 / serviceLevel.p95Ms) / 10;
}

/** `440 requests/s came to 6 ready pods, 73 each, where one answers about 61` */
export function tellLoad({ sample, missing }: Moment, most: number | undefined, scenario: Scenario): string {
  const { rps, readyReplicas } = sample;
  const { instance } = WORDS[scenario.orchestrator];
  const load = `${Math.round(rps)} requests/s`;
  if (readyReplicas === 0) return `${load} found no ready ${instance}`;
  const each = rps / readyReplicas;
  const share = readyReplicas > 1 ? `, ${Math.round(each)} each` : "";
  const came = `${load} came to ${count(readyReplicas, `ready ${instance}`)}${share}`;
  // Some count as ready and are gone, as far as whoever is told may know it.
  const gone = Math.min(readyReplicas, sum(missing.filter(({ hidden }) => hidden)));
  return gone > 0 ? `${came}, of which ${readyReplicas - gone} could answer` : `${came}${limitOf(each, most)}`;
}

function limitOf(each: number, most: number | undefined): string {
  if (most === undefined || Math.round(each) <= Math.round(most)) return "";
  return most < 1 ? ", and none answered" : `, where one answers about ${Math.round(most)}`;
}

/** `2 of 6 pods were Pending (0/2 nodes are available: 2 Insufficient cpu)`; "" when nothing was missing. */
export function tellMissing({ sample, missing }: Moment, scenario: Scenario, verb: Verb = "was"): string {
  return tellReasons(
    missing,
    Math.max(sample.desiredReplicas, sample.replicas),
    WORDS[scenario.orchestrator].instance,
    verb,
  );
}

type Verb = "is" | "was";

/** The same of so many that are wanted. */
export function tellReasons(missing: readonly Missing[], wanted: number, instance: string, verb: Verb): string {
  const [one, many] = verb === "is" ? ["is", "are"] : ["was", "were"];
  const all = count(Math.max(wanted, sum(missing)), instance);
  return missing
    .slice(0, MOST_REASONS)
    .map(({ count: n, why }, at) => `${n}${at === 0 ? ` of ${all}` : ""} ${n === 1 ? one : many} ${shortened(why)}`)
    .join(" and ");
}

const sum = (missing: readonly Missing[]) => missing.reduce((all, { count: n }) => all + n, 0);

const shortened = (why: string) => (why.length <= LONGEST_REASON ? why : `${why.slice(0, LONGEST_REASON)}…`);
