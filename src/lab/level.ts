// The service level that a scenario asks for, held against the readings.
import type { Scenario } from "../knowledge/scenario.ts";
import { SAMPLE_MS, type Sample } from "../simulator/kubernetes/cluster-api.ts";

type Level = Scenario["serviceLevel"];

/** Does one reading meet the level? */
export function meets(sample: Sample, level: Level): boolean {
  return sample.p95 <= level.p95Ms && sample.errorRate <= level.errorRate;
}

/** Which share of the readings met the level; 1 before the first. */
export function heldShare(samples: Sample[], level: Level): number {
  if (samples.length === 0) return 1;
  return samples.filter((sample) => meets(sample, level)).length / samples.length;
}

/** A stretch of readings in a row for which something was true. */
export type Stretch = { fromMs: number; toMs: number; samples: Sample[] };

/** The stretches of readings that meet a condition, oldest first. */
export function stretches(samples: Sample[], condition: (sample: Sample) => boolean): Stretch[] {
  const found: Stretch[] = [];
  for (const sample of samples) {
    if (!condition(sample)) continue;
    const last = found.at(-1);
    const { at } = sample;
    if (last && at - last.toMs <= SAMPLE_MS) {
      last.toMs = at;
      last.samples.push(sample);
    } else found.push({ fromMs: Math.max(0, at - SAMPLE_MS), toMs: at, samples: [sample] });
  }
  return found;
}

/** What a scenario may cost, in pod-hours. A budget of replicas is so many for the whole span. */
export function budgetPodHours({ budget, span }: Scenario): number {
  return "podHours" in budget ? budget.podHours : (budget.replicas * span) / 3_600_000;
}
