/** What a bare `why` says: how the level stands now, how much load comes to how many, and what keeps the others from serving. */
import type { Scenario } from "../knowledge/scenario.ts";
import type { Sample } from "../simulator/kubernetes/cluster-api.ts";
import { meets } from "./level.ts";
import { badness, momentOf, tellLoad, tellMissing } from "./mechanism.ts";
import { printClock } from "./print/age.ts";
import { count, milliseconds, percent } from "./words-of.ts";
import { known } from "./worlds/missing.ts";
import { WORDS } from "./worlds/orchestrators.ts";
import type { World } from "./worlds/world.ts";

/** A breach that is over is still what people ask about, for so long. */
const RECENT_MS = 120_000;

/** What is behind a level that the last reading breaks, in one sentence that stands alone; "" where it holds, or nothing is measured. */
export function tellCause(scenario: Scenario, world: World): string {
  const samples = world.samples();
  const sample = samples.at(-1);
  if (!sample || meets(sample, scenario.serviceLevel)) return "";
  const moment = momentOf(samples, sample, known(world.missing()));
  const lacking = tellMissing(moment, scenario, "is");
  const since = sample.at === world.now() ? "" : `at ${printClock(world.now())} `;
  return `At ${printClock(sample.at)}, ${tellLoad(moment, scenario)}${lacking && `; ${since}${lacking}`}.`;
}

/** What is behind what people see now. */
export function tellWhy(scenario: Scenario, world: World): string {
  const samples = world.samples();
  const sample = samples.at(-1);
  if (!sample) return `Nothing is measured yet: it is ${printClock(world.now())}. \`wait 1m\` lets time pass.`;
  const { serviceLevel } = scenario;
  const holds = meets(sample, serviceLevel);
  const isAnswered = sample.errorRate < 1 && sample.p95 > 0;
  const p95 = isAnswered
    ? `p95 is ${milliseconds(sample.p95)} (at most ${milliseconds(serviceLevel.p95Ms)})`
    : "nothing is answered";
  const is = `${p95} and ${percent(sample.errorRate)} of requests fail (at most ${percent(serviceLevel.errorRate)})`;
  const moment = momentOf(samples, sample, known(world.missing()));
  const lacking = tellMissing(moment, scenario, "is");
  const recent = samples.filter(({ at }) => at > world.now() - RECENT_MS);
  const worst = recent.reduce(
    (most, each) => (badness(each, scenario) > badness(most, scenario) ? each : most),
    sample,
  );
  return [
    `${holds ? "The service level holds now" : "The service level is broken now"}: ${is}.`,
    `At ${printClock(sample.at)}, ${tellLoad(moment, scenario)}.`,
    tellPresent(world, sample, lacking, scenario),
    ...new Set(world.obstacles().flatMap(({ now }) => now ?? [])),
    holds && !meets(worst, serviceLevel)
      ? `It was broken at ${printClock(worst.at)}: ${tellLoad(momentOf(samples, worst, []), scenario)}.`
      : "",
    `Ask about one thing for more, such as \`${WORDS[scenario.orchestrator].asks}\`.`,
  ]
    .filter(Boolean)
    .join("\n");
}

/** What is missing now, and that the count of the reading is an older one where more or fewer are ready since. */
function tellPresent(world: World, sample: Sample, lacking: string, { orchestrator }: Scenario): string {
  const { ready, desired } = world.gauges();
  const isSame = ready === sample.readyReplicas || sample.at === world.now();
  if (isSame) return lacking === "" ? "Nothing that is wanted is missing." : `${lacking}.`;
  const verb = ready === 1 ? "is" : "are";
  const { instance } = WORDS[orchestrator];
  const rest = lacking === "" ? ", and nothing that is wanted is missing" : `; ${lacking}`;
  return `Since then that has changed: at ${printClock(world.now())}, ${ready} of ${count(desired, instance)} ${verb} ready${rest}.`;
}
