/**
 * The decisions that mattered: each change that somebody made is left out in turn, and the rest is played again with the same chance and at
 * the same moments. What then comes out otherwise is what the decision did; why, the two runs tell where they part.
 */
import type { Scenario } from "../knowledge/scenario.ts";
import { judge, type Result } from "./judge.ts";
import { effectOf, isFelt, tellEffect, weightOf, type Effect } from "./effect.ts";
import { isChange } from "./is-change.ts";
import { without } from "./left-out.ts";
import { lessonOf } from "./lesson-of.ts";
import { brokenOnlyIn, failedByThese, sidesOf, tellLater } from "./other-side.ts";
import { play } from "./play.ts";
import { playWatched, type Single } from "./play-singly.ts";
import { printClock } from "./print/age.ts";
import type { Decision } from "./view.ts";
import { span } from "./words-of.ts";
import { partingOf, sectionBehind, tellParting, tellSpending, type Why } from "./why-it-mattered.ts";

const MOST_TOLD = 3;

/** Each costs a replay; of a journal with more changes the first ones are tried. */
const MOST_TRIED = 12;
const LEAST_TRIED = 3;

/** What the replays may take together, in readings of single replicas: a crowded cluster takes longer to replay than a small one. */
const MOST_WORK = 60_000;

/** Of the later ones so many are left out together with a harmful one. */
const MOST_TOGETHER = 3;

const LONGEST_COMMAND = 120;

/** A run, command by command, and what came of it. */
type Tale = { scenario: Scenario; seed: string; turns: readonly Single[]; result: Result };

/** `at` is its place among the turns; `commands` is the journal without it. */
type Tried = { at: number; turn: Single; commands: string[]; other: Result; flips: boolean; effect: Effect };

const isPassed = ({ passed }: Result) => passed;

function tryWithout(game: Tale, at: number): Tried {
  const { scenario, seed, turns, result } = game;
  const commands = without(turns, at);
  const other = judge(scenario, play(scenario, seed, commands).world);
  const flips = isPassed(result) !== isPassed(other);
  return { at, turn: turns[at]!, commands, other, flips, effect: effectOf(result, other, scenario) };
}

/** `kubectl patch deployment web -p '{"spec":...` as far as a line has room for it. */
function shortened(text: string): string {
  const [first = ""] = text.split("\n");
  const isWhole = first === text && first.length <= LONGEST_COMMAND;
  return isWhole ? first : `${first.slice(0, LONGEST_COMMAND)}...`;
}

function tell(one: Tried, game: Tale, tried: readonly Tried[]): Decision {
  const { turn, other, flips, effect } = one;
  const { scenario, result } = game;
  const verdict = flips ? `you would ${isPassed(result) ? "not " : ""}have passed` : "";
  const command = shortened(turn.text);
  const { isBoth } = sidesOf(result, other, scenario);
  const did = tellEffect(effect, scenario, isBoth) || "made the difference";
  const { isWithout, text, section } = why(one, game);
  const otherwise = isWithout ? `${verdict === "" ? "," : ` ${verdict}:`} ${text}` : verdict && ` ${verdict}`;
  const told = [
    `${did}.`,
    isWithout ? "" : text,
    otherwise && `Without it${otherwise}.`,
    isBoth ? tellOtherSide(one, game) : "",
    tellTogether(one, game, tried),
    tellLater(game, one.at, other, laterThan(one, tried)),
  ];
  return {
    command,
    atMs: turn.fromMs,
    entry: turn.entry,
    text: `At ${printClock(turn.fromMs)}, \`${command}\` ${told.filter(Boolean).join(" ")}`,
    section: lessonOf(turn.text, scenario, section),
  };
}

const laterThan = ({ at }: Tried, tried: readonly Tried[]) => tried.flatMap((each) => (each.at > at ? [each.at] : []));

/** Whether what counts of it is a harm: to the level, or else to requests. */
const isHarm = ({ brokenMs, failed }: Effect) => (brokenMs === 0 ? failed : brokenMs) > 0;

/** What was otherwise, where the two runs part most in the way that counts; of one that changed only what it cost, what ran. */
function why(one: Tried, game: Tale): Why {
  const { turn, other, effect } = one;
  const { scenario, result } = game;
  const isFeltInLevel = effect.brokenMs !== 0 || effect.failed !== 0;
  const parted = isFeltInLevel ? part(one, game, isHarm(effect)) : undefined;
  return parted ?? tellSpending(turn.fromMs, { own: result.samples, other: other.samples }, effect, scenario);
}

/** Where the run with it was worst (`isOwn`) or the run without it, beside the other. */
function part({ commands, other }: Tried, { scenario, seed, turns, result }: Tale, isOwn: boolean): Why | undefined {
  const parting = partingOf(result.samples, other.samples, isOwn, scenario);
  if (!parting) return undefined;
  const played = isOwn ? turns.map(({ text }) => text) : commands;
  const { missing: seen, obstacles } = playWatched(scenario, seed, played, [parting.atMs]);
  const missing = seen.get(parting.atMs) ?? [];
  const section = sectionBehind(parting.atMs, missing, obstacles, scenario);
  return { ...tellParting(parting, missing, scenario), ...(section === undefined ? {} : { section }) };
}

/** What it cost of the level while it saved more, or saved while it cost more. */
function tellOtherSide(one: Tried, game: Tale): string {
  const { scenario, result } = game;
  const { costMs, savedMs } = sidesOf(result, one.other, scenario);
  const isCost = !isHarm(one.effect);
  const text = part(one, game, isCost)?.text ?? "";
  if (!isCost) return `It also saved ${span(savedMs)}: without it, ${text}.`;
  const these = brokenOnlyIn(result, one.other, scenario);
  const alone = failedByThese(these, result, scenario) ? " That alone kept you from passing." : "";
  return `It also cost ${span(costMs)} outside the service level. ${text}${alone}`;
}

/** A later decision without which a harmful one would have done no harm. */
function tellTogether({ at, effect }: Tried, { scenario, seed, turns }: Tale, tried: readonly Tried[]): string {
  if (!isHarm(effect)) return "";
  const needed = tried
    .filter((each) => each.at > at)
    .slice(0, MOST_TOGETHER)
    .find((each) => {
      const neither = judge(scenario, play(scenario, seed, without(turns, at, each.at)).world);
      const alone = effectOf(each.other, neither, scenario);
      return alone.brokenMs <= 0 && alone.failed <= 0;
    });
  if (!needed) return "";
  const { text, fromMs } = needed.turn;
  return `It did that only together with \`${shortened(text)}\` at ${printClock(fromMs)}: without that one it would have cost nothing of the kind.`;
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
  const tried = changes.slice(0, howManyToTry(result)).map((at) => tryWithout(game, at));
  const decisions = tried
    .filter(({ flips, effect }) => flips || isFelt(effect))
    .toSorted((a, b) => Number(b.flips) - Number(a.flips) || weight(b) - weight(a))
    .slice(0, MOST_TOLD)
    .toSorted((a, b) => a.turn.fromMs - b.turn.fromMs)
    .map((one) => tell(one, game, tried));
  return { decisions, changes: changes.length };
}
