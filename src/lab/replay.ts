// The journal of a lab, played from the beginning -> what the lab shows.
import type { Scenario } from "../knowledge/scenario.ts";
import { readBoard } from "./board.ts";
import { drawCharts } from "./charts.ts";
import { debrief } from "./debrief.ts";
import { tellFacts } from "./facts.ts";
import { play } from "./play.ts";
import type { LabView } from "./view.ts";

/** Changes whenever a replay could come out differently than before. */
export const ENGINE_VERSION = "3";

/** Plays the journal from the beginning. Pure: the same scenario, seed and commands give the same view. */
export function replay(scenario: Scenario, seed: string, commands: string[]): LabView {
  const { world, turns, hashes, finished } = play(scenario, seed, commands);
  return {
    turns,
    hashes,
    board: readBoard(scenario, world),
    charts: drawCharts(world.samples(), scenario),
    debrief: finished ? debrief(scenario, seed, world) : undefined,
    facts: tellFacts(scenario, world),
    finished,
  };
}
