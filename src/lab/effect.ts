/** What a decision did: what came out with it, held against what comes out without it. */
import type { Scenario } from "../knowledge/scenario.ts";
import { SAMPLE_MS, type Sample } from "../simulator/kubernetes/cluster-api.ts";
import type { Result } from "./judge.ts";
import { meets } from "./level.ts";
import { span } from "./words-of.ts";
import { WORDS } from "./worlds/orchestrators.ts";

/** Each is what the decision cost, and below zero what it saved. */
export type Effect = { brokenMs: number; failed: number; podHours: number; nodeHours: number };

/** What a person would feel: less is the chance of how fast something started. */
export const FELT_MS = 20_000;
/** Of all requests that were sent. */
const FELT_FAILED = 0.003;
/** Of the budget. */
const FELT_COST = 0.05;

const sum = (samples: readonly Sample[], of: (sample: Sample) => number) =>
  samples.reduce((all, sample) => all + of(sample), 0);

const requestsIn = ({ rps }: Sample) => (rps * SAMPLE_MS) / 1_000;

/** Requests that failed. */
const failedOf = (samples: readonly Sample[]) => sum(samples, (sample) => sample.errorRate * requestsIn(sample));

/** How long the level was broken. */
const brokenMs = (samples: readonly Sample[], { serviceLevel }: Scenario) =>
  samples.filter((sample) => !meets(sample, serviceLevel)).length * SAMPLE_MS;

/** What was left out of `other` is in `own`. */
export function effectOf(own: Result, other: Result, scenario: Scenario): Effect {
  const felt = (difference: number, least: number) => (Math.abs(difference) >= least ? difference : 0);
  const sent = sum(own.samples, requestsIn);
  const nodeBudget = own.nodeBudget ?? Infinity;
  return {
    brokenMs: felt(brokenMs(own.samples, scenario) - brokenMs(other.samples, scenario), FELT_MS),
    failed: felt(failedOf(own.samples) - failedOf(other.samples), Math.max(1, FELT_FAILED * sent)),
    podHours: felt(own.podHours - other.podHours, FELT_COST * own.budget),
    nodeHours: felt(own.nodeHours - other.nodeHours, FELT_COST * nodeBudget),
  };
}

export const isFelt = (effect: Effect): boolean => Object.values(effect).some((cost) => cost !== 0);

/** How much it mattered: shares of the span, of what was sent and of the budgets, added up. */
export function weightOf({ brokenMs: ms, failed, podHours, nodeHours }: Effect, own: Result, { span: all }: Scenario) {
  const sent = Math.max(1, sum(own.samples, requestsIn));
  const parts = [ms / all, failed / sent, podHours / own.budget, nodeHours / (own.nodeBudget ?? Infinity)];
  return parts.reduce((weight, part) => weight + Math.abs(part), 0);
}

/** `saved 4m55s outside the service level and about 16,000 failed requests, and cost 0.41 pod-hours`; "" where nobody feels it; `isBalance`: of the level it saved some and cost some. */
export function tellEffect(effect: Effect, { orchestrator }: Scenario, isBalance = false): string {
  const { instance } = WORDS[orchestrator];
  const told: [cost: number, text: string][] = [
    [effect.brokenMs, `${isBalance ? "on balance " : ""}${span(Math.abs(effect.brokenMs))} outside the service level`],
    [effect.failed, `about ${roughly(Math.abs(effect.failed))} failed requests`],
    [effect.podHours, `${Math.abs(effect.podHours).toFixed(2)} ${instance}-hours`],
    [effect.nodeHours, `${Math.abs(effect.nodeHours).toFixed(2)} node-hours`],
  ];
  const saved = told.flatMap(([cost, text]) => (cost < 0 ? [text] : []));
  const paid = told.flatMap(([cost, text]) => (cost > 0 ? [text] : []));
  const parts = [
    ...(saved.length > 0 ? [`saved ${listed(saved)}`] : []),
    ...(paid.length > 0 ? [`cost ${listed(paid)}`] : []),
  ];
  return parts.join(", and ");
}

const listed = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

/** Two figures that count: `16,000`. */
function roughly(n: number): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, n))) - 1);
  return (Math.round(n / step) * step).toLocaleString("en-US");
}
