// How a finished lab went: did the level hold, what did it cost, and what would have been better.
import type { Scenario } from "../knowledge/scenario.ts";
import type { Sample } from "../simulator/kubernetes/cluster-api.ts";
import { betterThan } from "./better.ts";
import { type Decided, decisionsThatMattered } from "./decisions.ts";
import { judge, summarise, tellCost, type Result } from "./judge.ts";
import { type Stretch, meets, stretches } from "./level.ts";
import { badness, momentOf, tellLoad, tellMissing } from "./mechanism.ts";
import { tellLevel } from "./meanwhile.ts";
import { type MissingAt, playSingly } from "./play-singly.ts";
import { play } from "./play.ts";
import { printClock } from "./print/age.ts";
import { scoreOf } from "./score.ts";
import type { Debrief, Turn } from "./view.ts";
import { count, percent } from "./words-of.ts";
import type { Obstacle } from "./worlds/obstacle.ts";
import type { World } from "./worlds/world.ts";

const MOST_BREAKS = 4;
const MOST_OBSTACLES = 3;

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
  const obstacles = world.obstacles().filter(({ text }) => text !== undefined);
  const breaks = breaksOf(result.samples, scenario);
  const worst = breaks.told.map((each) => each.worst.at);
  const played = playSingly(scenario, seed, turns, worst);
  const decided = decisionsThatMattered(scenario, seed, played.turns, result);
  return {
    held,
    withinBudget,
    passed: result.passed,
    summary: summarise(scenario, result),
    score: scoreOf(scenario, result, reference),
    lines: [
      ...obstacles.slice(0, MOST_OBSTACLES).flatMap(({ text }) => text ?? []),
      ...tellBreaks(breaks, result.samples, scenario, played.missing),
      `The reference, ${scenario.solutions[0]!.name}, held ${percent(reference.share)} for ${tellCost(reference, scenario)}.`,
    ],
    decisions: decided.decisions,
    ...(decided.decisions.length === 0 ? { undecided: tellUndecided(decided, obstacles) } : {}),
    better: betterThan(scenario, result, reference),
    sections: [...new Set([...obstacles.map(({ section }) => section), ...scenario.lessons])],
  };
}

/** Nothing that was done mattered, and that is said. */
function tellUndecided({ changes }: Decided, obstacles: readonly Obstacle[]): string {
  if (obstacles.some(({ refuses }) => refuses) && changes > 0)
    return "What was tried was blocked, so it changed nothing that anybody would have felt.";
  if (changes === 0) return "Nobody changed anything: this is what the scenario does by itself.";
  if (changes === 1) return "The one change made no difference that anybody would have felt.";
  return `Without any one of the ${changes} changes it would have come out as it did, as far as anybody would have felt.`;
}

type Break = Stretch & { worst: Sample };

/** The longest times that the level was broken, in their order, and how many more there were. */
function breaksOf(samples: Sample[], scenario: Scenario): { told: Break[]; more: number } {
  const breaks = stretches(samples, (sample) => !meets(sample, scenario.serviceLevel));
  const longest = breaks.toSorted((a, b) => b.samples.length - a.samples.length).slice(0, MOST_BREAKS);
  const told = breaks
    .filter((each) => longest.includes(each))
    .map((each) => ({ ...each, worst: worstOf(each, scenario) }));
  return { told, more: breaks.length - told.length };
}

/** When the level broke, and what was behind it at its worst. */
function tellBreaks(
  { told, more }: ReturnType<typeof breaksOf>,
  samples: readonly Sample[],
  scenario: Scenario,
  seen: MissingAt,
): string[] {
  if (told.length === 0) return ["The service level held from beginning to end."];
  const lines = told.map(({ samples: broken, worst }) => {
    const moment = momentOf(samples, worst, seen.get(worst.at) ?? []);
    const behind = [tellLoad(moment, scenario), tellMissing(moment, scenario)].filter(Boolean).join("; ");
    return `${tellLevel(broken, scenario).join(" ")} At ${printClock(worst.at)}, ${behind}.`;
  });
  return more > 0 ? [...lines, `And ${count(more, "shorter break")}.`] : lines;
}

const worstOf = ({ samples }: Stretch, scenario: Scenario): Sample =>
  samples.reduce((worst, sample) => (badness(sample, scenario) > badness(worst, scenario) ? sample : worst));
