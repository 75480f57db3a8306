/** "How many replicas will the autoscaler want?", with the mistakes that people make of its rule. */
import type { SingleQuestion } from "../knowledge/types.ts";
import { fairOptions, type Wrong } from "./predict-options.ts";
import type { Course, Glance } from "./course.ts";
import type { Prediction } from "./prediction.ts";
import { printClock } from "./print/age.ts";
import { count } from "./words-of.ts";
import type { Autoscaler } from "./worlds/autoscaler.ts";

/** What the answer teaches: the rules of the computed questions, by what the HPA says of itself. */
type Concept = Pick<SingleQuestion, "id" | "lesson" | "section" | "objective" | "difficulty">;

const rule = (name: string, section: string, objective: string, difficulty: number): Concept => ({
  id: `computed-hpa-${name}`,
  lesson: "autoscaling",
  section: `autoscaling#${section}`,
  objective,
  difficulty,
});

export const RATIO = rule("ratio", "formula", "hpa-formula", 2);
export const STABILIZATION = rule("stabilization", "pace", "hpa-pace", 3);
export const POLICIES = rule("policies", "pace", "hpa-pace", 4);

type Hpa = Autoscaler & { seen: number };
type Step = { atMs: number; before: Hpa; after: Hpa };

/** Undefined without an autoscaler that has measured, or where no two people would differ. */
export function askReplicas({ now, ahead }: Course): Prediction | undefined {
  const seen = soon(now, ahead);
  const end = seen.at(-1);
  const hpa = measured(now);
  const last = end && measured(end);
  if (!hpa || !last || now.gauges.desired === 0) return undefined;
  const steps = stepsOf([now, ...seen]);
  const answer = last.current;
  const options = fairOptions({ value: answer, feedback: "Right, as the run shows." }, mistakesOf(hpa, steps), (n) =>
    count(n, "replica"),
  );
  if (!options || !isFair(hpa, answer)) return undefined;
  const at = printClock(end.atMs);
  const question: SingleQuestion = {
    ...conceptOf(last, steps),
    type: "single",
    stem:
      `It is ${printClock(now.atMs)}. The HPA \`${hpa.name}\` sees ${hpa.seen} % CPU and wants ${hpa.target} %; there are ${count(hpa.current, "replica")} ` +
      `(at least ${hpa.least}, at most ${hpa.most}). How many replicas will there be at ${at}, if nobody changes anything?`,
    options,
    explanation: explain(last, steps, at),
    file: "asked by the lab",
    line: 1,
  };
  return { askedMs: now.atMs, atMs: end.atMs, question };
}

/** What it does follows from what it sees now, and not from a load that turned meanwhile. */
function isFair(hpa: Hpa, answer: number): boolean {
  const wish = naive(hpa) - hpa.current;
  return wish !== 0 && Math.sign(answer - hpa.current) !== -Math.sign(wish);
}

/** Two looks of the HPA, 15 seconds apart. */
const SOON_MS = 30_000;

/** As far as it acts at once; where it does not, all that is seen ahead. */
function soon(now: Glance, ahead: readonly Glance[]): readonly Glance[] {
  const near = ahead.filter(({ atMs }) => atMs <= now.atMs + SOON_MS);
  const acts = near.some(({ autoscaler }) => autoscaler?.current !== now.autoscaler?.current);
  return acts ? near : ahead;
}

function measured({ autoscaler }: Glance): Hpa | undefined {
  const seen = autoscaler?.seen;
  return autoscaler && seen !== undefined ? { ...autoscaler, seen } : undefined;
}

/** The moments at which it changed the number of replicas. */
function stepsOf(glances: readonly Glance[]): Step[] {
  const hpas = glances.flatMap((each) => {
    const hpa = measured(each);
    return hpa ? [{ atMs: each.atMs, hpa }] : [];
  });
  return hpas.flatMap(({ atMs, hpa }, at) => {
    const before = hpas[at - 1]?.hpa;
    return before && before.current !== hpa.current ? [{ atMs, before, after: hpa }] : [];
  });
}

/** desiredReplicas = ceil(currentReplicas x current / target), before any limit. */
const scaled = ({ current, seen, target }: Hpa, round: (n: number) => number = Math.ceil) =>
  round((current * seen) / target);

const within = (n: number, { least, most }: Hpa) => Math.min(most, Math.max(least, n));

const naive = (hpa: Hpa) => within(scaled(hpa), hpa);

function mistakesOf(hpa: Hpa, steps: readonly Step[]): Wrong[] {
  const { current, seen, target, least, most } = hpa;
  return [
    {
      value: naive(hpa),
      why: `That is ceil(${current} × ${seen} / ${target}) by what it sees at this moment. ${steps.length > 1 ? "It looks again every 15 seconds, at other figures." : "Something else held it back, or it looked again."}`,
    },
    { value: current, why: "It acts as soon as what it sees is further than a tenth from its target." },
    {
      value: within(scaled(hpa, Math.floor), hpa),
      why: "It rounds up: rounding down would leave the pods above the target.",
    },
    { value: scaled(hpa), why: `It keeps between ${least} and ${most}, whatever the ratio asks for.` },
    {
      value: seen > target ? current + 1 : Math.max(least, current - 1),
      why: "It does not go by ones: it computes the count from the ratio.",
    },
    { value: most, why: `${most} is what it may not pass, and no goal.` },
    { value: Math.ceil((current * target) / Math.max(1, seen)), why: "That is the ratio upside down." },
    { value: least, why: `${least} is what it may not go below, and no goal.` },
  ];
}

function conceptOf(last: Hpa, steps: readonly Step[]): Concept {
  const reasons = [...last.reasons, ...steps.flatMap(({ after }) => after.reasons)];
  if (reasons.includes("ScaleDownStabilized") && naive(last) < last.current) return STABILIZATION;
  return reasons.includes("ScaleUpLimit") || reasons.includes("ScaleDownLimit") ? POLICIES : RATIO;
}

/** What the HPA says held it back, on the way up and on the way down. */
const HELD_UP: Readonly<Record<string, string>> = {
  TooManyReplicas: "it may not pass its maximum",
  ScaleUpLimit: "it may not go up faster than its policies let it",
};
const HELD_DOWN: Readonly<Record<string, string>> = {
  ScaleDownStabilized:
    "it goes down only to the highest of what it computed in its stabilization window, five minutes if nothing else is said",
  ScaleDownLimit: "it may not go down faster than its policies let it",
  TooFewReplicas: "it may not go below its minimum",
};

/** The rule with the figures of the run. */
function explain(last: Hpa, steps: readonly Step[], at: string): string {
  const told = steps.map(({ atMs, after }, index) => {
    const { current: from } = steps[index]!.before;
    const exact = Math.ceil((from * after.seen) / after.target);
    const held = exact === after.current ? "" : heldBack(after, exact);
    return `At ${printClock(atMs)} it saw ${after.seen} % of ${after.target} % with ${from}: ceil(${from} × ${after.seen} / ${after.target}) = ${exact}${held}; it set ${after.current}.`;
  });
  const rest = steps.length === 0 ? ` It changed nothing${heldBack(last, scaled(last))}.` : "";
  return [...told, `At ${at} there were ${count(last.current, "replica")}.${rest}`].join(" ");
}

/** Why it did not set what the ratio asked for. */
function heldBack({ reasons, seen, target, current }: Hpa, exact: number): string {
  if (Math.abs(seen / target - 1) <= 0.1) return `: ${seen} % is within a tenth of ${target} %`;
  const held = exact > current ? HELD_UP : HELD_DOWN;
  const [why] = Object.entries(held).flatMap(([reason, text]) => (reasons.includes(reason) ? [text] : []));
  return why === undefined ? "" : `, but ${why}`;
}
