/** Why something broke, in a sentence of the run's own figures: how much load came to how many, and what kept the others from serving. */
import type { Scenario } from "../knowledge/scenario.ts";
import type { Sample } from "../simulator/kubernetes/cluster-api.ts";
import { meets } from "./level.ts";
import { count } from "./words-of.ts";
import type { Missing } from "./worlds/missing.ts";
import { WORDS } from "./worlds/orchestrators.ts";

/** One reading, what kept replicas from serving at that moment, and the reading before it, if there is one. */
export type Moment = { sample: Sample; missing: readonly Missing[]; before?: Sample | undefined };

/** A reading of a run at its moment. */
export const momentOf = (samples: readonly Sample[], sample: Sample, missing: readonly Missing[]): Moment => ({
  sample,
  missing,
  before: samples[samples.indexOf(sample) - 1],
});

const MOST_REASONS = 2;
const LONGEST_REASON = 220;

/** How bad a reading is: nothing while it meets the level. */
export function badness(sample: Sample, { serviceLevel }: Scenario): number {
  return meets(sample, serviceLevel)
    ? 0
    : 1 + sample.errorRate * 10 + Math.min(5, sample.p95 / serviceLevel.p95Ms) / 10;
}

/** `440 requests/s came to 6 ready pods, 73 each, where one answers about 61` */
export function tellLoad(moment: Moment, scenario: Scenario): string {
  const { sample, missing } = moment;
  const { rps, readyReplicas } = sample;
  const { instance } = WORDS[scenario.orchestrator];
  const load = `${Math.round(rps)} requests/s`;
  if (readyReplicas === 0) return `${load} found no ready ${instance}`;
  const queued = tellQueue(moment, scenario);
  if (queued !== "") return `${load} came to ${queued}`;
  const each = rps / readyReplicas;
  const share = readyReplicas > 1 ? `, ${Math.round(each)} each` : "";
  const came = `${load} came to ${count(readyReplicas, `ready ${instance}`)}${share}`;
  // Some count as ready and are gone, as far as whoever is told may know it.
  const gone = Math.min(readyReplicas, sum(missing.filter(({ hidden }) => hidden)));
  return gone > 0 ? `${came}, of which ${readyReplicas - gone} could answer` : `${came}${limitOf(sample, each)}`;
}

/** How many of those that are ready answered: some may hang while requests fail, and their probes have not found out yet. */
export const answeringOf = ({ answering, errorRate, readyReplicas, served }: Sample): number => {
  if (errorRate > 0 && served < 1) return 0;
  return errorRate < SOME_FAIL ? readyReplicas : Math.min(readyReplicas, answering ?? readyReplicas);
};

/** A share of requests that is no chance. */
const SOME_FAIL = 0.01;

/** Of a queue that built up while fewer were ready than at the end of the reading; "" where there was none. */
function tellQueue({ sample, before }: Moment, { serviceLevel, orchestrator }: Scenario): string {
  const { rps, served, p95, errorRate, readyReplicas, eachAnswers } = sample;
  const isSlow = p95 > serviceLevel.p95Ms && errorRate <= serviceLevel.errorRate;
  if (!isSlow || !before || before.readyReplicas === 0 || eachAnswers === undefined) return "";
  if (rps / readyReplicas > eachAnswers || before.readyReplicas >= readyReplicas) return "";
  const { instance } = WORDS[orchestrator];
  const queue = served > rps ? "and what had queued up was worked off" : "so that requests queued up";
  return (
    `${before.readyReplicas} and in the end ${count(readyReplicas, `ready ${instance}`)}, up to ${Math.round(rps / before.readyReplicas)} each, ` +
    `near the ${Math.round(eachAnswers)} or so that one answers, ${queue}`
  );
}

/** Of those that count as ready only some may answer, or none: a health check that is late, or none at all. */
function limitOf(sample: Sample, each: number): string {
  const { readyReplicas, eachAnswers } = sample;
  const answering = answeringOf(sample);
  if (answering === 0) return ", and none answered";
  if (answering < readyReplicas) return `, of which ${answering} answered`;
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
