/** What a bare `why` says: how the level stands now, how much load comes to how many, and what keeps the others from serving. */
import type { Scenario } from "../knowledge/scenario.ts";
import { meets } from "./level.ts";
import { badness, tellLoad, tellMissing } from "./mechanism.ts";
import { printClock } from "./print/age.ts";
import { latency, milliseconds, percent } from "./words-of.ts";
import { known } from "./worlds/missing.ts";
import type { World } from "./worlds/world.ts";

/** A breach that is over is still what people ask about, for so long. */
const RECENT_MS = 120_000;

/** What is behind what people see now. */
export function tellWhy(scenario: Scenario, world: World): string {
  const samples = world.samples();
  const sample = samples.at(-1);
  if (!sample) return `Nothing is measured yet: it is ${printClock(world.now())}. \`wait 1m\` lets time pass.`;
  const { serviceLevel } = scenario;
  const holds = meets(sample, serviceLevel);
  const is = `p95 is ${latency(sample)} (at most ${milliseconds(serviceLevel.p95Ms)}) and ${percent(sample.errorRate)} of requests fail (at most ${percent(serviceLevel.errorRate)})`;
  const moment = { sample, missing: known(world.missing()) };
  const lacking = tellMissing(moment, scenario, "is");
  const recent = samples.filter(({ at }) => at > world.now() - RECENT_MS);
  const worst = recent.reduce(
    (most, each) => (badness(each, scenario) > badness(most, scenario) ? each : most),
    sample,
  );
  return [
    `${holds ? "The service level holds now" : "The service level is broken now"}: ${is}.`,
    `At ${printClock(sample.at)}, ${tellLoad(moment, scenario)}.`,
    lacking === "" ? "Nothing that is wanted is missing." : `${lacking}.`,
    ...new Set(world.obstacles().flatMap(({ now }) => now ?? [])),
    holds && !meets(worst, serviceLevel)
      ? `It was broken at ${printClock(worst.at)}: ${tellLoad({ sample: worst, missing: [] }, scenario)}.`
      : "",
    "Ask about one thing by its name for more, such as `why pod NAME is Pending`.",
  ]
    .filter(Boolean)
    .join("\n");
}
