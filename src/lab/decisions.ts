/**
 * The decisions that mattered: each change that somebody made is left out in turn, and the rest is played again with the same chance and at
 * the same moments. What then comes out otherwise is what the decision did; why, the two runs tell where they part.
 */
import type { Scenario } from "../knowledge/scenario.ts";
import { judge, type Result } from "./judge.ts";
import { effectOf, isFelt, tellEffect, weightOf, type Effect } from "./effect.ts";
import { isChange } from "./is-change.ts";
import { lessonOf } from "./lesson-of.ts";
import { play } from "./play.ts";
import { playWatched, type Single } from "./play-singly.ts";
import { printClock } from "./print/age.ts";
import type { Decision, Turn } from "./view.ts";
import { partingOf, sectionBehind, tellParting, tellSpending, type Why } from "./why-it-mattered.ts";

const MOST_TOLD = 3;

/** Each costs a replay; of a journal with more changes the first ones are tried. */
const MOST_TRIED = 12;
const LEAST_TRIED = 3;

/** What the replays may take together, in readings of single replicas: a crowded cluster takes longer to replay than a small one. */
const MOST_WORK = 60_000;

const LONGEST_COMMAND = 120;

/** A run, command by command, and what came of it. */
type Tale = { scenario: Scenario; seed: string; turns: readonly Single[]; result: Result };

/** The journal without one of its commands, and the same time in its place, so that all others come at their moments. */
function without(turns: readonly Turn[], left: number): string[] {
  return turns.flatMap(({ text, fromMs, toMs }, at) => {
    if (at !== left) return [text];
    const seconds = Math.round((toMs - fromMs) / 1_000);
    return seconds > 0 ? [`wait ${seconds}s`] : [];
  });
}

type Tried = { turn: Single; commands: string[]; other: Result; flips: boolean; effect: Effect };

const isPassed = ({ passed }: Result) => passed;

function tryWithout(game: Tale, at: number): Tried {
  const { scenario, seed, turns, result } = game;
  const commands = without(turns, at);
  const other = judge(scenario, play(scenario, seed, commands).world);
  const flips = isPassed(result) !== isPassed(other);
  return { turn: turns[at]!, commands, other, flips, effect: effectOf(result, other, scenario) };
}

/** `kubectl patch deployment web -p '{"spec":...` as far as a line has room for it. */
function shortened(text: string): string {
  const [first = ""] = text.split("\n");
  const isWhole = first === text && first.length <= LONGEST_COMMAND;
  return isWhole ? first : `${first.slice(0, LONGEST_COMMAND)}...`;
}

function tell({ turn, commands, other, flips, effect }: Tried, game: Tale): Decision {
  const { scenario, result } = game;
  const verdict = flips ? `you would ${isPassed(result) ? "not " : ""}have passed` : "";
  const command = shortened(turn.text);
  const did = tellEffect(effect, scenario) || "made the difference";
  const { isWithout, text, section } = why({ turn, commands, other, effect }, game);
  const otherwise = isWithout ? `${verdict === "" ? "," : ` ${verdict}:`} ${text}` : verdict && ` ${verdict}`;
  const told = [`${did}.`, isWithout ? "" : text, otherwise && `Without it${otherwise}.`];
  return {
    command,
    atMs: turn.fromMs,
    entry: turn.entry,
    text: `At ${printClock(turn.fromMs)}, \`${command}\` ${told.filter(Boolean).join(" ")}`,
    section: lessonOf(turn.text, scenario, section),
  };
}

/** What was otherwise, where the two runs part most in the way that counts; of one that changed only what it cost, what ran. */
function why({ turn, commands, other, effect }: Omit<Tried, "flips">, { scenario, seed, turns, result }: Tale): Why {
  const runs = { own: result.samples, other: other.samples };
  const worse = effect.brokenMs === 0 ? effect.failed : effect.brokenMs;
  const parting = worse === 0 ? undefined : partingOf(runs.own, runs.other, worse > 0, scenario);
  if (!parting) return tellSpending(turn.fromMs, runs, effect, scenario);
  const played = parting.isOwn ? turns.map(({ text }) => text) : commands;
  const { missing: seen, obstacles } = playWatched(scenario, seed, played, [parting.atMs]);
  const missing = seen.get(parting.atMs) ?? [];
  const section = sectionBehind(parting.atMs, missing, obstacles, scenario);
  return { ...tellParting(parting, missing, scenario), ...(section === undefined ? {} : { section }) };
}

function howManyToTry({ samples }: Result): number {
  const work = samples.reduce((sum, { replicas }) => sum + replicas, 0);
  return Math.max(LEAST_TRIED, Math.min(MOST_TRIED, Math.floor(MOST_WORK / Math.max(1, work))));
}

/** `changes`: how many worked. At most three are told, in the order in which they were made; none that nobody would feel. */
export type Decided = { decisions: Decision[]; changes: number };

/** `turns` are of one command each; `result` is what came out with all of them. */
export function decisionsThatMattered(
  scenario: Scenario,
  seed: string,
  turns: readonly Single[],
  result: Result,
): Decided {
  const game: Tale = { scenario, seed, turns, result };
  const changes = turns.flatMap((turn, at) => (isChange(turn) ? [at] : []));
  const weight = ({ effect }: Tried) => weightOf(effect, result, scenario);
  const decisions = changes
    .slice(0, howManyToTry(result))
    .map((at) => tryWithout(game, at))
    .filter(({ flips, effect }) => flips || isFelt(effect))
    .toSorted((a, b) => Number(b.flips) - Number(a.flips) || weight(b) - weight(a))
    .slice(0, MOST_TOLD)
    .toSorted((a, b) => a.turn.fromMs - b.turn.fromMs)
    .map((tried) => tell(tried, game));
  return { decisions, changes: changes.length };
}
