// How a sandbox ended: figures, and no verdict.
import type { Scenario } from "../knowledge/scenario.ts";
import { tellLevel } from "./meanwhile.ts";
import { printClock } from "./print/age.ts";
import type { Debrief } from "./view.ts";
import { count, hours, milliseconds, percent } from "./words-of.ts";
import { WORDS } from "./worlds/orchestrators.ts";
import type { World } from "./worlds/world.ts";

/** Adds up what became of a sandbox whose span is over. */
export function tally(scenario: Scenario, world: World): Debrief {
  const samples = world.samples();
  const { instance } = WORDS[scenario.orchestrator];
  const { p95Ms } = scenario.serviceLevel;
  const slow = tellLevel(samples, scenario).length;
  const most = (of: (sample: (typeof samples)[number]) => number) =>
    samples.reduce((best, sample) => (of(sample) > of(best) ? sample : best), samples[0]!);
  const highest = most(({ p95 }) => p95);
  const widest = most(({ replicas }) => replicas);
  const sum = (of: (sample: (typeof samples)[number]) => number) =>
    samples.reduce((all, sample) => all + of(sample), 0);
  const sent = sum(({ rps }) => rps);
  const answered = sent === 0 ? 1 : sum(({ served }) => served) / sent;
  return {
    isFigures: true,
    held: true,
    withinBudget: true,
    passed: true,
    summary:
      `It ran for ${hours(world.instanceMs() / 3_600_000)} ${instance}-hours, and answered ` +
      `${percent(Math.min(1, answered))} of the requests.`,
    lines: [
      `At most ${count(widest.replicas, instance)}, at ${printClock(widest.at)}; at the end ${world.gauges().ready} ready of ${world.gauges().desired} wanted.`,
      `The highest p95 latency was ${milliseconds(highest.p95)}, at ${printClock(highest.at)}.`,
      slow === 0
        ? `p95 stayed under ${milliseconds(p95Ms)} and errors under ${percent(scenario.serviceLevel.errorRate)} throughout.`
        : `${count(slow, "time")} p95 rose above ${milliseconds(p95Ms)} or errors above ${percent(scenario.serviceLevel.errorRate)}.`,
    ],
    better: "",
    sections: scenario.lessons,
  };
}
