// How a finished lab went: did the level hold, what did it cost, and what would have been better.
import type { Scenario } from "../knowledge/scenario.ts";
import type { Sample } from "../simulator/kubernetes/cluster-api.ts";
import { budgetPodHours, heldShare, meets } from "./level.ts";
import { tellLevel } from "./meanwhile.ts";
import { play } from "./play.ts";
import { printClock } from "./print/age.ts";
import type { Debrief } from "./view.ts";
import { count, hours, percent } from "./words-of.ts";
import { WORDS } from "./worlds/orchestrators.ts";
import type { World } from "./worlds/world.ts";

const MOST_BREAKS = 5;

/** Which share of the readings met the level, and what it cost. */
export type Result = { samples: Sample[]; share: number; podHours: number; held: boolean; withinBudget: boolean };

/** Judges a cluster whose span is over, beside the scenario's first solution played with the same seed. */
export function debrief(scenario: Scenario, seed: string, world: World): Debrief {
  const result = judge(scenario, world);
  const solution = scenario.solutions[0]!;
  const reference = judge(scenario, play(scenario, seed, solution.commands).world);
  const { held, withinBudget } = result;
  return {
    held,
    withinBudget,
    passed: held && withinBudget,
    summary: summarise(scenario, result),
    lines: [
      ...tellBreaks(result.samples, scenario),
      `The reference, ${solution.name}, held ${percent(reference.share)} for ${hours(reference.podHours)} ${unitOf(scenario)}.`,
    ],
    better: better(scenario, result, reference),
    sections: scenario.lessons,
  };
}

/** Holds what became of a world against the level and the budget. */
export function judge(scenario: Scenario, world: World): Result {
  const samples = world.samples();
  const share = heldShare(samples, scenario.serviceLevel);
  const podHours = world.instanceMs() / 3_600_000;
  const held = share >= scenario.serviceLevel.share;
  return { samples, share, podHours, held, withinBudget: podHours <= budgetPodHours(scenario) };
}

/** What costs are counted in. */
const unitOf = ({ orchestrator }: Scenario) => `${WORDS[orchestrator].instance}-hours`;

/** The verdict in a sentence. */
export function summarise(scenario: Scenario, { share, podHours, held, withinBudget }: Result): string {
  const level = `the level held in ${percent(share)} of the readings (${percent(scenario.serviceLevel.share)} wanted)`;
  const cost = `it cost ${hours(podHours)} of ${hours(budgetPodHours(scenario))} ${unitOf(scenario)}`;
  if (held && withinBudget) return `Passed: ${level}, and ${cost}.`;
  if (held) return `Not passed: ${level}, but ${cost}.`;
  return withinBudget ? `Not passed: ${level}; ${cost}.` : `Not passed: ${level}, and ${cost}.`;
}

function tellBreaks(samples: Sample[], scenario: Scenario): string[] {
  const told = tellLevel(samples, scenario);
  if (told.length === 0) return ["The service level held from beginning to end."];
  if (told.length <= MOST_BREAKS) return told;
  return [...told.slice(0, MOST_BREAKS), `And ${count(told.length - MOST_BREAKS, "shorter break")} later.`];
}

function better(scenario: Scenario, result: Result, reference: Result): string {
  const advice = [
    ...(result.held ? [] : [betterLevel(scenario, result, reference)]),
    ...(result.withinBudget ? [] : [betterCost(scenario, result, reference)]),
  ];
  if (advice.length > 0) return advice.join(" ");
  const spared = result.podHours - reference.podHours;
  if (spared > 0.05 * reference.podHours) {
    return `It can be done for ${hours(spared)} ${unitOf(scenario)} less: ${widest(scenario, result, reference)}`;
  }
  return "You did as well as the reference, or better.";
}

/** Where the level broke worst although the reference held it. */
function betterLevel({ serviceLevel, orchestrator }: Scenario, { samples }: Result, reference: Result): string {
  const at = samples.findIndex((sample, index) => {
    const other = reference.samples[index];
    return (
      !meets(sample, serviceLevel) && other && meets(other, serviceLevel) && other.readyReplicas > sample.readyReplicas
    );
  });
  const { instance } = WORDS[orchestrator];
  if (at < 0)
    return `The level broke although the reference had no more ready ${instance}s there: what they run, or how it is replaced, made the difference.`;
  const own = samples[at]!;
  const ready = reference.samples[at]!.readyReplicas;
  return (
    `More ready ${instance}s in time: at ${printClock(own.at)}, with ${Math.round(own.rps)} requests/s, you had ${own.readyReplicas} ready ` +
    `and the reference had ${ready}.`
  );
}

function betterCost(scenario: Scenario, result: Result, reference: Result): string {
  const { instance } = WORDS[scenario.orchestrator];
  return `Fewer ${instance}s when there is little to do: ${widest(scenario, result, reference)}`;
}

/** When the own run had most pods more than the reference. */
function widest({ orchestrator }: Scenario, { samples }: Result, reference: Result): string {
  const more = (sample: Sample, at: number) => sample.replicas - (reference.samples[at]?.replicas ?? sample.replicas);
  const at = samples.reduce(
    (best, sample, index) => (more(sample, index) > more(samples[best]!, best) ? index : best),
    0,
  );
  const own = samples[at]!;
  const other = reference.samples[at]?.replicas ?? own.replicas;
  return `at ${printClock(own.at)}, with ${Math.round(own.rps)} requests/s, you ran ${count(own.replicas, WORDS[orchestrator].instance)} and the reference ${other}.`;
}
