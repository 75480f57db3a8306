// The journal of a lab, played from the beginning -> what the lab shows.
import type { Scenario } from "../knowledge/scenario.ts";
import { readBoard } from "./board.ts";
import { drawCharts } from "./charts.ts";
import { debrief } from "./debrief.ts";
import { tellFacts } from "./facts.ts";
import { type Game, begin, isOver, playOn } from "./play.ts";
import { isSandbox } from "./sandbox.ts";
import { tally } from "./tally.ts";
import type { LabView } from "./view.ts";

/** Changes whenever a replay could come out differently than before. */
export const ENGINE_VERSION = "4";

/** Plays the journal from the beginning. Pure: the same scenario, seed and commands give the same view. */
export function replay(scenario: Scenario, seed: string, commands: string[]): LabView {
  const game = begin(scenario, seed);
  for (const text of commands) playOn(game, text);
  return look(game, seed);
}

/** What a game shows as it stands; the game itself can go on. */
export function look(game: Game, seed: string): LabView {
  const { scenario, world } = game;
  const finished = isOver(game);
  const conclude = () => (isSandbox(scenario) ? tally(scenario, world) : debrief(scenario, seed, game));
  return {
    turns: [...game.turns],
    hashes: [...game.hashes],
    board: readBoard(scenario, world),
    charts: drawCharts(world.samples(), scenario),
    debrief: finished ? (game.debrief ??= conclude()) : undefined,
    facts: tellFacts(scenario, world),
    finished,
  };
}
