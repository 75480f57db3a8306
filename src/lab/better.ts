/** What would have been better, beside a reference solution: the largest difference is named, with its figures. */
import type { Scenario } from "../knowledge/scenario.ts";
import type { Sample } from "../simulator/kubernetes/cluster-api.ts";
import type { Result } from "./judge.ts";
import { meets } from "./level.ts";
import { badness } from "./mechanism.ts";
import { printClock } from "./print/age.ts";
import { count, hours, percent } from "./words-of.ts";
import { WORDS } from "./worlds/orchestrators.ts";

/** A saving below this part of what the reference spent is not worth a word. */
const LEAST_SAVING = 0.05;

export function betterThan(scenario: Scenario, result: Result, reference: Result): string {
  const { unmet, released } = result;
  const lacking = [...unmet, ...(released ? [] : [`${scenario.release} was not out.`])];
  if (lacking.length > 0) return `${lacking.join(" ")} The reference, ${scenario.solutions[0]?.name}, had that too.`;
  // Of two that go against each other, more replicas here and fewer there, the level comes first.
  if (!result.held) return betterLevel(scenario, result, reference);
  if (!result.withinBudget) return betterCost(scenario, result, reference);
  const spared = result.podHours - reference.podHours;
  if (spared > LEAST_SAVING * reference.podHours) {
    const { instance } = WORDS[scenario.orchestrator];
    return `It can be done for ${hours(spared)} ${instance}-hours less: ${widest(scenario, result, reference)}`;
  }
  return result.share < reference.share
    ? `The reference held the level in ${percent(reference.share)} of the readings.`
    : "You did as well as the reference, or better.";
}

/** Where the level was broken worst although the reference held it, and had more that were ready. */
function betterLevel(scenario: Scenario, { samples }: Result, reference: Result): string {
  const { instance } = WORDS[scenario.orchestrator];
  const gap = (sample: Sample, at: number) => {
    const other = reference.samples[at];
    if (meets(sample, scenario.serviceLevel) || !other || !meets(other, scenario.serviceLevel)) return 0;
    return Math.max(0, other.readyReplicas - sample.readyReplicas) + badness(sample, scenario) / 100;
  };
  const at = mostOf(samples, gap);
  const own = samples[at];
  const other = reference.samples[at];
  if (!own || !other || gap(own, at) < 1)
    return `The level broke although the reference had no more ready ${instance}s there: what they run, or how it is replaced, made the difference.`;
  return (
    `More ready ${instance}s in time: at ${printClock(own.at)}, with ${Math.round(own.rps)} requests/s, you had ${own.readyReplicas} ready ` +
    `and the reference had ${other.readyReplicas}.`
  );
}

function betterCost(scenario: Scenario, result: Result, reference: Result): string {
  const { instance } = WORDS[scenario.orchestrator];
  return `Fewer ${instance}s when there is little to do: ${widest(scenario, result, reference)}`;
}

/** The stretch in which the own run spent most more than the reference did. */
function widest({ orchestrator }: Scenario, { samples }: Result, reference: Result): string {
  const { instance } = WORDS[orchestrator];
  const more = (at: number) => (samples[at]?.replicas ?? 0) - (reference.samples[at]?.replicas ?? Infinity);
  const best = longestSum(samples.length, more);
  const part = samples.slice(best.from, best.to);
  const beside = reference.samples.slice(best.from, best.to);
  const mean = (all: readonly Sample[]) =>
    all.reduce((sum, { replicas }) => sum + replicas, 0) / Math.max(1, all.length);
  const figure = (n: number) => (Number.isInteger(n) ? String(n) : n.toFixed(1));
  const own = mean(part);
  const ran = own === 1 ? count(1, instance) : `${figure(own)} ${instance}s`;
  const from = printClock(part[0]?.at ?? 0);
  const to = printClock(part.at(-1)?.at ?? 0);
  return `from ${from} to ${to} you ran ${ran} on average, and the reference ${figure(mean(beside))}.`;
}

/** The run of neighbours in which something is above zero that adds up to most. */
function longestSum(length: number, of: (at: number) => number): { from: number; to: number } {
  let best = { from: 0, to: 0, sum: 0 };
  let run = { from: 0, sum: 0 };
  for (let at = 0; at < length; at++) {
    run = of(at) > 0 ? { ...run, sum: run.sum + of(at) } : { from: at + 1, sum: 0 };
    if (run.sum > best.sum) best = { from: run.from, to: at + 1, sum: run.sum };
  }
  return best;
}

function mostOf(samples: readonly Sample[], of: (sample: Sample, at: number) => number): number {
  return samples.reduce((best, sample, at) => (of(sample, at) > of(samples[best]!, best) ? at : best), 0);
}
