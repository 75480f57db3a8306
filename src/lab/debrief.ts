// How a finished lab went: did the level hold, what did it cost, and what would have been better.
import type { Scenario } from "../knowledge/scenario.ts";
import type { Sample } from "../simulator/kubernetes/cluster-api.ts";
import { decisionsThatMattered } from "./decisions.ts";
import { judge, summarise, tellCost, type Result } from "./judge.ts";
import { meets } from "./level.ts";
import { tellLevel } from "./meanwhile.ts";
import { play } from "./play.ts";
import { printClock } from "./print/age.ts";
import { scoreOf } from "./score.ts";
import type { Debrief, Turn } from "./view.ts";
import { count, hours, percent } from "./words-of.ts";
import { WORDS } from "./worlds/orchestrators.ts";
import type { World } from "./worlds/world.ts";

const MOST_BREAKS = 5;

/** A game whose span is over. */
type Ended = { world: World; turns: readonly Turn[] };

/** What a reference solution gets with the same chance. */
function playReference(scenario: Scenario, seed: string): Result {
  return judge(scenario, play(scenario, seed, scenario.solutions[0]!.commands).world);
}

/** Judges a game whose span is over, beside the scenario's first solution played with the same seed. */
export function debrief(scenario: Scenario, seed: string, { world, turns }: Ended): Debrief {
  const result = judge(scenario, world);
  const reference = playReference(scenario, seed);
  const { held, withinBudget } = result;
  return {
    held,
    withinBudget,
    passed: held && withinBudget,
    summary: summarise(scenario, result),
    score: scoreOf(scenario, result, reference),
    lines: [
      ...tellBreaks(result.samples, scenario),
      `The reference, ${scenario.solutions[0]!.name}, held ${percent(reference.share)} for ${tellCost(reference, scenario)}.`,
    ],
    decisions: decisionsThatMattered(scenario, seed, turns, result),
    better: better(scenario, result, reference),
    sections: scenario.lessons,
  };
}

/** What costs are counted in. */
const unitOf = ({ orchestrator }: Scenario) => `${WORDS[orchestrator].instance}-hours`;

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
  return result.share < reference.share
    ? `The reference held the level in ${percent(reference.share)} of the readings.`
    : "You did as well as the reference, or better.";
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
