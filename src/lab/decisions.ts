/**
 * The decisions that mattered: each change that somebody made is left out in turn, and the rest is played again with the same chance and at
 * the same moments. What then comes out otherwise is what the decision did.
 */
import type { Scenario } from "../knowledge/scenario.ts";
import { parseCommands, splitCommands } from "./commands.ts";
import { judge, type Result } from "./judge.ts";
import { lessonOf } from "./lesson-of.ts";
import { play } from "./play.ts";
import { printClock } from "./print/age.ts";
import type { Decision, Turn } from "./view.ts";
import { hours, percent } from "./words-of.ts";
import { WORDS } from "./worlds/orchestrators.ts";

const MOST_TOLD = 3;

/** Each costs a replay; of a journal with more changes the first ones are tried. */
const MOST_TRIED = 12;
const LEAST_TRIED = 3;

/** What the replays may take together, in readings of single replicas: a crowded cluster takes longer to replay than a small one. */
const MOST_WORK = 60_000;

/** A share of the readings, or of the budget, that is worth a word. */
const LEAST_EFFECT = 0.005;

const LONGEST_COMMAND = 120;

/** A change that worked. A look takes no time, and what was refused did nothing. */
function isChange({ text, ok, fromMs, toMs }: Turn): boolean {
  return ok && toMs > fromMs && parseCommands(text).some((command) => "words" in command);
}

/** The journal without one of its commands, and the same time in its place, so that all others come at their moments. */
function without(turns: readonly Turn[], left: number): string[] {
  return turns.flatMap(({ text, fromMs, toMs }, at) => {
    if (at !== left) return [text];
    const seconds = Math.round((toMs - fromMs) / 1_000);
    return seconds > 0 ? [`wait ${seconds}s`] : [];
  });
}

type Tried = { turn: Turn; other: Result; flips: boolean; effect: number };

const isPassed = ({ held, withinBudget }: Result) => held && withinBudget;

function tryWithout(scenario: Scenario, seed: string, turns: readonly Turn[], at: number, result: Result): Tried {
  const other = judge(scenario, play(scenario, seed, without(turns, at)).world);
  const effect =
    Math.abs(result.share - other.share) + Math.abs(result.podHours - other.podHours) / Math.max(result.budget, 0.01);
  return { turn: turns[at]!, other, flips: isPassed(result) !== isPassed(other), effect };
}

/** `kubectl patch deployment web -p '{"spec":...` as far as a line has room for it. */
function shortened(text: string): string {
  const [first = ""] = text.split("\n");
  const isWhole = first === text && first.length <= LONGEST_COMMAND;
  return isWhole ? first : `${first.slice(0, LONGEST_COMMAND)}...`;
}

function tell({ turn, other, flips }: Tried, result: Result, scenario: Scenario): Decision {
  const { instance } = WORDS[scenario.orchestrator];
  const verdict = isPassed(result) ? "you would not have passed" : "you would have passed";
  const level =
    percent(other.share) === percent(result.share)
      ? "the level would have held as often"
      : `the level would have held in ${percent(other.share)} of the readings instead of ${percent(result.share)}`;
  const cost =
    hours(other.podHours) === hours(result.podHours)
      ? "for the same cost"
      : `for ${hours(other.podHours)} ${instance}-hours instead of ${hours(result.podHours)}`;
  const command = shortened(turn.text);
  return {
    command,
    atMs: turn.fromMs,
    text: `At ${printClock(turn.fromMs)}, \`${command}\`${other.share > result.share ? " made it worse" : ""}: without it ${flips ? `${verdict}; ` : ""}${level}, ${cost}.`,
    section: lessonOf(turn.text, scenario),
  };
}

function howManyToTry({ samples }: Result): number {
  const work = samples.reduce((sum, { replicas }) => sum + replicas, 0);
  return Math.max(LEAST_TRIED, Math.min(MOST_TRIED, Math.floor(MOST_WORK / Math.max(1, work))));
}

/** At most three, in the order in which they were made. `result` is what came out with all of them. */
export function decisionsThatMattered(
  scenario: Scenario,
  seed: string,
  turns: readonly Turn[],
  result: Result,
): Decision[] {
  // One message may hold several commands: each is a decision of its own.
  const single = play(
    scenario,
    seed,
    turns.flatMap(({ text }) => splitCommands(text)),
  ).turns;
  return single
    .flatMap((turn, at) => (isChange(turn) ? [at] : []))
    .slice(0, howManyToTry(result))
    .map((at) => tryWithout(scenario, seed, single, at, result))
    .filter(({ flips, effect }) => flips || effect > LEAST_EFFECT)
    .toSorted((a, b) => Number(b.flips) - Number(a.flips) || b.effect - a.effect)
    .slice(0, MOST_TOLD)
    .toSorted((a, b) => a.turn.fromMs - b.turn.fromMs)
    .map((tried) => tell(tried, result, scenario));
}
