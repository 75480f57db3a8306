// What happened between two moments, in a few short sentences.
import type { Scenario } from "../knowledge/scenario.ts";
import type { Sample } from "../simulator/kubernetes/cluster-api.ts";
import { meets, stretches } from "./level.ts";
import { printClock } from "./print/age.ts";
import { count, milliseconds, percent } from "./words-of.ts";
import type { World } from "./worlds/world.ts";

const MOST = 8;

/** What the cluster did from `fromMs` to now: nothing when no time passed. */
export function tellMeanwhile(scenario: Scenario, world: World, fromMs: number): string[] {
  if (world.now() <= fromMs) return [];
  const samples = world.samples().filter(({ at }) => at > fromMs);
  const told = [...world.news(fromMs), ...tellLevel(samples, scenario)];
  if (told.length <= MOST) return told;
  return [...told.slice(0, MOST - 1), `And ${count(told.length - MOST + 1, "more thing")} happened.`];
}

/** Whether the level broke, when and how badly. */
export function tellLevel(samples: Sample[], { serviceLevel }: Scenario): string[] {
  return stretches(samples, (sample) => !meets(sample, serviceLevel)).map(({ fromMs, toMs, samples: broken }) => {
    const p95 = Math.max(...broken.map((sample) => sample.p95));
    const errors = Math.max(...broken.map((sample) => sample.errorRate));
    const parts = [
      ...(p95 > serviceLevel.p95Ms
        ? [`p95 was above ${milliseconds(serviceLevel.p95Ms)} (up to ${milliseconds(p95)})`]
        : []),
      ...(errors > serviceLevel.errorRate ? [`up to ${percent(errors)} of requests failed`] : []),
    ];
    return `From ${printClock(fromMs)} to ${printClock(toMs)} ${parts.join(" and ")}.`;
  });
}
