/** "How many will be ready?", where not as many are as are wanted. */
import type { Scenario } from "../knowledge/scenario.ts";
import type { SingleQuestion } from "../knowledge/types.ts";
import { tellReasons } from "./mechanism.ts";
import { fairOptions, type Wrong } from "./predict-options.ts";
import type { Course, Glance } from "./course.ts";
import type { Prediction } from "./prediction.ts";
import { printClock } from "./print/age.ts";
import { sectionOfReason } from "./section-of-reason.ts";
import { count } from "./words-of.ts";
import { WORDS } from "./worlds/orchestrators.ts";

/** The question's id: its answer is how many are ready, and that of any other how many replicas are wanted. */
export const READY = "lab-ready";

/** Undefined where all is as wanted already, or there is too little to choose from. */
export function askReady({ scenario, now, ahead }: Course): Prediction | undefined {
  const end = ahead.at(-1);
  if (!end || now.gauges.ready === now.gauges.desired) return undefined;
  const { instance } = WORDS[scenario.orchestrator];
  const answer = end.gauges.ready;
  const options = fairOptions(
    { value: answer, feedback: "Right, as the run shows." },
    mistakesOf(now),
    (n) => `${n} ready`,
  );
  if (!options) return undefined;
  const section = sectionOf(now, end, scenario);
  const at = printClock(end.atMs);
  const reasons = tellReasons(now.missing, allOf(now), instance, "is");
  const question: SingleQuestion = {
    id: READY,
    lesson: section.split("#")[0] ?? "",
    section,
    objective: "",
    difficulty: 2,
    type: "single",
    stem:
      `It is ${printClock(now.atMs)}, and ${tellReady(now, instance, "are", ` of ${now.gauges.name}`)}` +
      `${reasons === "" ? "" : `: ${reasons}`}. How many will be ready at ${at}, if nobody changes anything?`,
    options,
    explanation: explain(end, instance, at),
    file: "asked by the lab",
    line: 1,
  };
  return { askedMs: now.atMs, atMs: end.atMs, question };
}

function mistakesOf(now: Glance): Wrong[] {
  const { gauges, missing } = now;
  const { ready, desired } = gauges;
  const starting = missing.filter(({ why }) => why === "starting").reduce((sum, { count: n }) => sum + n, 0);
  return [
    {
      value: desired,
      why: ready > desired ? "More than are wanted were still there." : "Not all of them were ready by then.",
    },
    { value: ready, why: "What was under way went on: time alone changed it." },
    { value: ready + starting, why: "More happened than that those which were starting became ready." },
    {
      value: Math.ceil((ready + desired) / 2),
      why: "They do not come in halves: what keeps one keeps all that are like it.",
    },
    { value: Math.max(0, ready - 1), why: "Nothing took one away meanwhile." },
    // Only where there are more than are wanted, as in a rollout that may surge, is one more thinkable.
    ...(allOf(now) > desired ? [{ value: desired + 1, why: `No more than ${desired} are wanted.` }] : []),
  ];
}

/** During a rollout there are more than are wanted. */
function allOf({ gauges, missing }: Pick<Glance, "gauges" | "missing">): number {
  return Math.max(gauges.desired, gauges.ready + missing.reduce((sum, { count: n }) => sum + n, 0));
}

function sectionOf(now: Glance, end: Glance, { lessons, orchestrator }: Scenario): string {
  const reasons = [...end.missing, ...now.missing].map(({ why }) => why);
  return sectionOfReason(reasons, orchestrator) ?? lessons[0] ?? "";
}

/** `5 of 6 pods are ready`; while more are there than are wanted `8 instances are ready and 2 are wanted`. `of` names whose they are. */
function tellReady(
  { gauges: { ready, desired } }: Pick<Glance, "gauges">,
  instance: string,
  verb: "are" | "were",
  of = "",
) {
  const be = (n: number) => (n === 1 ? { are: "is", were: "was" }[verb] : verb);
  return ready > desired
    ? `${count(ready, instance)}${of} ${be(ready)} ready and ${desired} ${be(desired)} wanted`
    : `${ready} of ${count(desired, instance)}${of} ${be(ready)} ready`;
}

function explain({ gauges, missing }: Glance, instance: string, at: string): string {
  const lacking = tellReasons(missing, allOf({ gauges, missing }), instance, "was");
  return `At ${at}, ${tellReady({ gauges }, instance, "were")}${lacking === "" ? "" : `: ${lacking}`}.`;
}
