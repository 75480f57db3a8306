// The journal of a lab, played from the beginning -> what the lab shows.
import type { Scenario } from "../knowledge/scenario.ts";
import { cameAt } from "./after-prediction.ts";
import { readBoard } from "./board.ts";
import { drawCharts } from "./charts.ts";
import { parseCommands } from "./commands.ts";
import { debrief } from "./debrief.ts";
import { tellFacts } from "./facts.ts";
import { type Game, begin, isOver, playOn } from "./play.ts";
import { predict } from "./predict.ts";
import { isSandbox } from "./sandbox.ts";
import { drawPicture } from "./draw-picture.ts";
import { tally } from "./tally.ts";
import type { LabView, Turn } from "./view.ts";

/** What more is wanted than how the lab stands: a question about what will come of it, or how it stood at a moment (simulated milliseconds). */
export type Wish = { predict?: boolean; cameAt?: number };

/** Plays the journal from the beginning. Pure: the same scenario, seed and commands give the same view. */
export function replay(scenario: Scenario, seed: string, commands: string[], wish: Wish = {}): LabView {
  const game = begin(scenario, seed);
  for (const text of commands) playOn(game, text);
  return look(game, seed, wish);
}

/** What a game shows as it stands; the game itself can go on. */
export function look(game: Game, seed: string, wish: Wish = {}): LabView {
  const { scenario, world } = game;
  const finished = isOver(game);
  const conclude = () => (isSandbox(scenario) ? tally(scenario, world) : debrief(scenario, seed, game));
  return {
    turns: [...game.turns],
    hashes: [...game.hashes],
    board: readBoard(scenario, world),
    charts: drawCharts(world.samples(), scenario, world.now()),
    ...(finished || asksForChart(game.turns.at(-1)) ? pictured(game) : {}),
    debrief: finished ? (game.debrief ??= conclude()) : undefined,
    facts: tellFacts(scenario, world),
    finished,
    ...(wish.predict && !finished ? { prediction: predict(game, seed) } : {}),
    ...then(game, wish),
  };
}

function then({ world }: Game, { cameAt: atMs }: Wish): Pick<LabView, "came"> {
  const came = atMs === undefined ? undefined : cameAt(world.samples(), world.now(), atMs);
  return came ? { came } : {};
}

/** Whether somebody typed `chart`. */
function asksForChart(turn: Turn | undefined): boolean {
  return turn !== undefined && parseCommands(turn.text).some(({ kind }) => kind === "chart");
}

function pictured(game: Game): Pick<LabView, "picture"> {
  const picture = drawPicture(game);
  return picture ? { picture } : {};
}
