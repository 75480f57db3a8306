/**
 * A question about what will come of the lab as it stands, which the lab itself answers: the same journal is played on with nothing but time,
 * by the same chance. Whoever just waits sees the same come.
 */
import type { Scenario } from "../knowledge/scenario.ts";
import { type Glance, glance } from "./course.ts";
import { play, type Game } from "./play.ts";
import type { Prediction } from "./prediction.ts";
import { askReplicas } from "./predict-replicas.ts";
import { askReady } from "./predict-ready.ts";
import type { Autoscaler } from "./worlds/autoscaler.ts";
import { createWorld } from "./worlds/create-world.ts";

/** So far it looks ahead at most. What an autoscaler does is asked of its next two looks, while the load is about as it was. */
const AHEAD_MS = 120_000;
const GLANCE_MS = 5_000;

/** Whether anything is under way that can be asked about: an autoscaler that is not content, or replicas that are not as many as are wanted. */
export function isUnderWay({ gauges, autoscaler, missing }: Glance): boolean {
  return gauges.ready !== gauges.desired || missing.length > 0 || (autoscaler !== undefined && isOff(autoscaler));
}

/**
 * What it sees is further from its target than the tolerance of 0.1 (--horizontal-pod-autoscaler-tolerance), and asks for another number than
 * there is, within its bounds.
 */
function isOff({ seen, target, current, least, most }: Autoscaler): boolean {
  if (seen === undefined || Math.abs(seen / target - 1) <= 0.1) return false;
  return Math.min(most, Math.max(least, Math.ceil((current * seen) / target))) !== current;
}

/** The question for a game as it stands; undefined where there is nothing fair to ask. */
export function predict({ scenario, world, turns }: Game, seed: string): Prediction | undefined {
  const now = glance(world);
  if (turns.length === 0 || now.atMs + AHEAD_MS > scenario.span || !isUnderWay(now)) return undefined;
  const ahead = lookAhead(
    scenario,
    seed,
    turns.map(({ text }) => text),
    now.atMs,
  );
  const course = { scenario, now, ahead };
  return askReplicas(course) ?? askReady(course);
}

function lookAhead(scenario: Scenario, seed: string, commands: string[], nowMs: number): Glance[] {
  const world = createWorld(scenario, seed);
  const seen: Glance[] = [];
  const moments = Array.from({ length: AHEAD_MS / GLANCE_MS }, (_, at) => nowMs + (at + 1) * GLANCE_MS);
  world.watch(moments, () => seen.push(glance(world)));
  play(scenario, seed, [...commands, `wait ${AHEAD_MS / 1_000}s`], world);
  return seen;
}
