/** Rollouts and updates that did not come on: looked for every half minute, so that the debrief still knows of those that were freed since. */
import { printClock } from "../print/age.ts";
import type { Obstacle } from "./obstacle.ts";
import type { Timeline } from "./timeline.ts";

/**
 * One that does not come on at a moment; `sinceMs` is when it last did, where that is known. `why` stands behind a colon, as of now and as of then; `rule` is what held the rest back, in whole
 * sentences; `until` is what of it is true only now, "" for nothing.
 */
export type Stall = {
  noun: "rollout" | "update";
  name: string;
  sinceMs?: number;
  isPaused: boolean;
  why: { is: string; was: string };
  rule: string;
  until: string;
  section: string;
};

const LOOK_MS = 30_000;
/** What was freed sooner was nothing that anybody had to free. */
const LEAST_MS = 90_000;

type Episode = { stall: Stall; fromMs: number; toMs: number };

const isSame = (one: Stall, other: Stall) => one.noun === other.noun && one.name === other.name;

/** Looks as time passes up to `span`; the obstacles are those of so far, and how they stand now, for which `look` is told that somebody asks. */
export function keepStalls(
  { watch, now }: Pick<Timeline, "watch" | "now">,
  span: number,
  look: (isAsked: boolean) => Stall[],
): () => Obstacle[] {
  const episodes: Episode[] = [];
  const note = (atMs: number) => {
    for (const stall of look(false)) {
      const same = episodes.findLast((each) => isSame(each.stall, stall) && atMs - each.toMs <= LOOK_MS);
      if (same) Object.assign(same, { stall, toMs: atMs });
      else episodes.push({ stall, fromMs: stall.sinceMs ?? atMs, toMs: atMs });
    }
  };
  const moments = Array.from({ length: Math.floor(span / LOOK_MS) }, (_, at) => (at + 1) * LOOK_MS);
  watch(moments, note);
  return () => {
    const present = look(true);
    const past = episodes.filter(({ fromMs, toMs }) => toMs - fromMs >= LEAST_MS);
    const lasting = (stall: Stall) => past.some((each) => isSame(each.stall, stall) && now() - each.toMs <= LOOK_MS);
    return [
      ...past.map((each): Obstacle => ({
        text: tellPast(each),
        section: each.stall.section,
        fromMs: each.fromMs,
        toMs: each.toMs,
        ...stillOf(each, present),
      })),
      // One that has only begun is no matter of the debrief, and what people ask about.
      ...present.flatMap((stall): Obstacle[] =>
        lasting(stall) ? [] : [{ now: tellStall(stall), section: stall.section }],
      ),
    ];
  };
}

function stillOf({ stall }: Episode, present: readonly Stall[]): Pick<Obstacle, "now"> {
  const still = present.find((each) => isSame(each, stall));
  return still ? { now: tellStall(still) } : {};
}

/** `The rollout of web does not come on: 1 of 6 new pods is Pending (...).`, and what holds it back. */
export function tellStall({ noun, name, isPaused, why, rule, until }: Stall): string {
  const is = isPaused ? "is paused" : "does not come on";
  return [`The ${noun} of ${name} ${is}: ${why.is}.`, rule, until].filter(Boolean).join(" ");
}

function tellPast({ stall: { noun, name, isPaused, why, rule }, fromMs, toMs }: Episode): string {
  const did = isPaused ? "was paused" : "did not come on";
  return `From ${printClock(fromMs)} to ${printClock(toMs)} the ${noun} of ${name} ${did}: ${why.was}. ${rule}`.trimEnd();
}
