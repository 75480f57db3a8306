/** How a lab stands, and what will come of it: what predictions are made from. */
import type { Scenario } from "../knowledge/scenario.ts";
import type { Autoscaler } from "./worlds/autoscaler.ts";
import { type Missing, known } from "./worlds/missing.ts";
import type { Gauges, World } from "./worlds/world.ts";

/** How things stand at a moment. */
export type Glance = { atMs: number; gauges: Gauges; autoscaler: Autoscaler | undefined; missing: readonly Missing[] };

/** `now`, and what comes of it if nobody changes anything: glances every few seconds, the last at the moment that is asked about. */
export type Course = { scenario: Scenario; now: Glance; ahead: readonly Glance[] };

export function glance(world: World): Glance {
  return { atMs: world.now(), gauges: world.gauges(), autoscaler: world.autoscaler(), missing: known(world.missing()) };
}
