// What happened between two moments, in a few short sentences.
import type { Scenario } from "../knowledge/scenario.ts";
import type { Sample } from "../simulator/kubernetes/cluster-api.ts";
import { type Stretch, meets, stretches } from "./level.ts";
import { printClock } from "./print/age.ts";
import { count, milliseconds, percent } from "./words-of.ts";
import { type News, inOrder } from "./worlds/news.ts";
import type { World } from "./worlds/world.ts";

const MOST = 8;

/**
 * What the cluster did from `fromMs` to now, in its order: nothing when no time passed. Of too much the last is left out, and what is summed
 * up stays; `told` is what stood so when it was told last.
 */
export function tellMeanwhile(
  scenario: Scenario,
  world: World,
  fromMs: number,
  told: ReadonlySet<string> = new Set(),
): string[] {
  if (world.now() <= fromMs) return [];
  const samples = world.samples().filter(({ at }) => at > fromMs);
  const broken = brokenIn(samples, scenario).map((each): News => ({
    at: each.fromMs,
    text: tellBroken(each, scenario),
  }));
  const news = world.news(fromMs).filter(({ text, isStanding }) => !isStanding || !told.has(text));
  const all = inOrder([...news, ...broken]);
  const [timed, summed] = [all.filter(({ at }) => at !== undefined), all.filter(({ at }) => at === undefined)];
  const room = Math.max(0, MOST - 1 - summed.length);
  const left = all.length <= MOST ? 0 : timed.length - room;
  const more = left > 0 ? [{ text: `And ${count(left, "more thing")} happened.` }] : [];
  return [...timed.slice(0, timed.length - left), ...more, ...summed].map(({ text }) => text);
}

const brokenIn = (samples: Sample[], { serviceLevel }: Scenario): Stretch[] =>
  stretches(samples, (sample) => !meets(sample, serviceLevel));

/** Whether the level broke, when and how badly. */
export const tellLevel = (samples: Sample[], scenario: Scenario): string[] =>
  brokenIn(samples, scenario).map((each) => tellBroken(each, scenario));

function tellBroken({ fromMs, toMs, samples }: Stretch, { serviceLevel }: Scenario): string {
  const p95 = Math.max(...samples.map((sample) => sample.p95));
  const errors = Math.max(...samples.map((sample) => sample.errorRate));
  const parts = [
    ...(p95 > serviceLevel.p95Ms
      ? [`p95 was above ${milliseconds(serviceLevel.p95Ms)} (up to ${milliseconds(p95)})`]
      : []),
    ...(errors > serviceLevel.errorRate ? [`up to ${percent(errors)} of requests failed`] : []),
  ];
  return `From ${printClock(fromMs)} to ${printClock(toMs)} ${parts.join(" and ")}.`;
}
