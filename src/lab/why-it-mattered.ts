/** The mechanism behind a decision: the moment at which the run with it and the run without it differ most, and what was otherwise there. */
import type { Scenario } from "../knowledge/scenario.ts";
import type { Sample } from "../simulator/kubernetes/cluster-api.ts";
import type { Effect } from "./effect.ts";
import { answeringOf, badness, type Moment, tellLoad, tellMissing } from "./mechanism.ts";
import { printClock } from "./print/age.ts";
import { sectionOfReason } from "./section-of-reason.ts";
import { count } from "./words-of.ts";
import type { Obstacle } from "./worlds/obstacle.ts";
import { WORDS } from "./worlds/orchestrators.ts";

/** The readings of both runs at one instant; `isOwn` tells whose is the worse, and `before` is the reading before of that one. */
export type Parting = { atMs: number; own: Sample; other: Sample; isOwn: boolean; before: Sample | undefined };

/** Where the two runs differ most in how well they serve, to the good (`isOwn` false) or to the bad; undefined when they never do so. */
export function partingOf(
  own: readonly Sample[],
  other: readonly Sample[],
  isOwn: boolean,
  scenario: Scenario,
): Parting | undefined {
  let widest: Parting | undefined;
  let most = 0;
  for (const [at, sample] of own.entries()) {
    const beside = other[at];
    if (!beside) break;
    const worse = badness(sample, scenario) - badness(beside, scenario);
    const difference = isOwn ? worse : -worse;
    if (difference <= most) continue;
    most = difference;
    widest = { atMs: sample.at, own: sample, other: beside, isOwn, before: (isOwn ? own : other)[at - 1] };
  }
  return widest;
}

/**
 * Why, in words; `isWithout`: it says how the run without the decision went, and stands behind "Without it". `section` explains the mechanism,
 * where one is behind it that has a section of its own.
 */
export type Why = { isWithout: boolean; text: string; section?: string };

/** What of the worse of two runs explains the moment at which they part: a rollout that stood still then, or what kept replicas from serving. */
export function sectionBehind(
  atMs: number,
  missing: Moment["missing"],
  obstacles: readonly Obstacle[],
  { orchestrator }: Scenario,
): string | undefined {
  // A drain that was refused is over long before anybody misses what it would have moved.
  const stood = obstacles.find(
    ({ fromMs = Infinity, toMs = -Infinity, refuses }) => fromMs <= atMs && (refuses ?? atMs <= toMs),
  );
  return (
    stood?.section ??
    sectionOfReason(
      missing.map(({ why }) => why),
      orchestrator,
    )
  );
}

/** `missing` is what kept replicas from serving at that moment in the worse of the two runs. */
export function tellParting(
  { atMs, own, other, isOwn, before }: Parting,
  missing: Moment["missing"],
  scenario: Scenario,
): Why {
  const [worse, better] = isOwn ? [own, other] : [other, own];
  const load = tellLoad({ sample: worse, missing, before }, scenario);
  const lacking = tellMissing({ sample: worse, missing }, scenario);
  const broke = `${printClock(atMs)}, ${[load, lacking].filter(Boolean).join("; ")}`;
  const beside = besides(worse, better, scenario);
  return isOwn
    ? { isWithout: false, text: `At ${broke}. Without it ${beside}.` }
    : { isWithout: true, text: `at ${broke}. With it ${beside}` };
}

/** An average over pods of which some answer nothing is nobody's figure. */
function tellAnswering(better: Sample, ready: string): string {
  const answering = answeringOf(better);
  return answering < better.readyReplicas
    ? `${answering} of ${ready} answered then`
    : `${better.readyReplicas > 1 ? "all " : ""}${ready} answered then`;
}

/** What the better run had at the same moment. */
function besides(worse: Sample, better: Sample, { orchestrator }: Scenario): string {
  const { instance } = WORDS[orchestrator];
  const ready = count(better.readyReplicas, instance);
  const isPart = [worse, better].some((each) => answeringOf(each) < each.readyReplicas);
  if (isPart) return tellAnswering(better, ready);
  if (better.readyReplicas !== worse.readyReplicas)
    return `${ready} ${better.readyReplicas === 1 ? "was" : "were"} ready then`;
  const each = (sample: Sample) => Math.round(sample.served / Math.max(1, sample.readyReplicas));
  return each(better) === each(worse)
    ? `the same ${ready} answered faster`
    : `each of the ${ready} answered ${each(better)} requests/s instead of ${each(worse)}`;
}

/** Where only the cost differs: what ran on average from the decision on, with it and without it. */
export function tellSpending(
  fromMs: number,
  runs: { own: readonly Sample[]; other: readonly Sample[] },
  { podHours, nodeHours }: Effect,
  { orchestrator }: Scenario,
): Why {
  const isNodes = podHours === 0 && nodeHours !== 0;
  const noun = isNodes ? "nodes" : `${WORDS[orchestrator].instance}s`;
  const mean = (samples: readonly Sample[]) => {
    const after = samples.filter(({ at }) => at > fromMs);
    const all = after.reduce((sum, { nodes, replicas }) => sum + (isNodes ? nodes : replicas), 0);
    return (all / Math.max(1, after.length)).toFixed(1).replace(".0", "");
  };
  const text = `From then on ${mean(runs.own)} ${noun} ran on average, instead of ${mean(runs.other)}.`;
  return { isWithout: false, text };
}
