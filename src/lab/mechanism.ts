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

/** How bad a reading is: nothing while it meets the level. */
export function badness(sample: Sample, { serviceLevel }: Scenario): number {
  return meets(sample, serviceLevel)
    ? 0
    : 1 + sample.errorRate * 10 + Math.min(5, sample.p95 / serviceLevel.p95Ms) / 10;
}

/** `440 requests/s came to 6 ready pods, 73 each, where one answers about 61` */
export function tellLoad({ sample, missing }: Moment, scenario: Scenario): string {
  const { rps, readyReplicas } = sample;
  const { instance } = WORDS[scenario.orchestrator];
  const load = `${Math.round(rps)} requests/s`;
  if (readyReplicas === 0) return `${load} found no ready ${instance}`;
  const each = rps / readyReplicas;
  const share = readyReplicas > 1 ? `, ${Math.round(each)} each` : "";
  const came = `${load} came to ${count(readyReplicas, `ready ${instance}`)}${share}`;
  // Some count as ready and are gone, as far as whoever is told may know it.
  const gone = Math.min(readyReplicas, sum(missing.filter(({ hidden }) => hidden)));
  return gone > 0 ? `${came}, of which ${readyReplicas - gone} could answer` : `${came}${limitOf(sample, each)}`;
}

/** Of those that count as ready none may answer: a health check that is late, or none at all. */
function limitOf({ served, errorRate, eachAnswers }: Sample, each: number): string {
  if (served < 1 && errorRate > 0) return ", and none answered";
  if (eachAnswers === undefined || Math.round(each) <= Math.round(eachAnswers)) return "";
  return `, where one answers about ${Math.round(eachAnswers)}`;
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
