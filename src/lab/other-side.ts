/** What a decision did that its balance hides: what it cost while it saved more, when it would have cost nothing, and what it took besides to do harm. */
import type { Scenario } from "../knowledge/scenario.ts";
import { SAMPLE_MS, type Sample } from "../simulator/kubernetes/cluster-api.ts";
import { effectOf, FELT_MS } from "./effect.ts";
import { judge, tellCost, type Result } from "./judge.ts";
import { postponed } from "./left-out.ts";
import { meets } from "./level.ts";
import { play } from "./play.ts";
import { printClock } from "./print/age.ts";
import type { Turn } from "./view.ts";
import { percent } from "./words-of.ts";

/** The readings of a run that break the level where those of another run at the same moment do not. */
export function brokenOnlyIn(run: Result, other: Result, { serviceLevel }: Scenario): Sample[] {
  return run.samples.filter((sample, at) => {
    const beside = other.samples[at];
    return beside !== undefined && !meets(sample, serviceLevel) && meets(beside, serviceLevel);
  });
}

/** How long the level was broken only without a decision, and only with it: `isBoth` where each is long enough to be felt. */
export function sidesOf(own: Result, other: Result, scenario: Scenario) {
  const costMs = brokenOnlyIn(own, other, scenario).length * SAMPLE_MS;
  const savedMs = brokenOnlyIn(other, own, scenario).length * SAMPLE_MS;
  return { costMs, savedMs, isBoth: costMs >= FELT_MS && savedMs >= FELT_MS };
}

/** Whether a run that did not pass would have, had the level held in these readings too. */
export function failedByThese(these: readonly Sample[], own: Result, { serviceLevel }: Scenario): boolean {
  const { share, samples, withinBudget, released, unmet, passed } = own;
  const isElseFine = !passed && withinBudget && released && unmet.length === 0;
  return isElseFine && share + these.length / Math.max(1, samples.length) >= serviceLevel.share;
}

type Tale = { scenario: Scenario; seed: string; turns: readonly Turn[]; result: Result };

/**
 * A decision that spared money and cost the level, played again at the end of what it broke: the whole sentence, where it would then have
 * passed and lost next to nothing; "" otherwise. `others` are the later changes.
 */
export function tellLater(game: Tale, at: number, other: Result, others: readonly number[]): string {
  const { scenario, seed, turns, result } = game;
  const { podHours, nodeHours } = effectOf(result, other, scenario);
  const last = brokenOnlyIn(result, other, scenario).at(-1)?.at;
  if (last === undefined || (podHours >= 0 && nodeHours >= 0)) return "";
  if (others.some((each) => turns[each]!.fromMs < last)) return "";
  const commands = postponed(turns, at, last);
  if (!commands) return "";
  const later = judge(scenario, play(scenario, seed, commands).world);
  const spared = (later.samples.length * SAMPLE_MS * (later.share - result.share)) / FELT_MS;
  if (!later.passed || spared < 1) return "";
  return `What was wrong is when: at ${printClock(last)} instead, it would have held the level in ${percent(later.share)} of the readings for ${tellCost(later, scenario)}.`;
}
