/**
 * Labs that are kept as they stand, so that a command is played on and not the whole journal again. What cannot be gone on with (another
 * past, an undo, a lab that was let go) is replayed from the beginning: a view is the same either way.
 */
import type { Scenario } from "../knowledge/scenario.ts";
import { type Game, begin, playOn } from "./play.ts";
import { look, type Wish } from "./replay.ts";
import type { LabView } from "./view.ts";

export type WarmLabs = {
  replay(scenario: Scenario, seed: string, commands: readonly string[], wish?: Wish): LabView;
};

/** Keeps at most so many labs, those that were played last. */
export function createWarmLabs(most: number): WarmLabs {
  const games = new Map<string, Game>();

  function take(scenario: Scenario, seed: string, commands: readonly string[]): Game {
    const key = JSON.stringify([scenario.id, seed]);
    const kept = games.get(key);
    // While it is played it is nobody's: a command that fails leaves a lab that is begun anew.
    games.delete(key);
    return kept && isPast(kept, scenario, commands) ? kept : begin(scenario, seed);
  }

  return {
    replay(scenario, seed, commands, wish = {}) {
      const game = take(scenario, seed, commands);
      for (const text of commands.slice(game.turns.length)) playOn(game, text);
      const view = look(game, seed, wish);
      games.set(JSON.stringify([scenario.id, seed]), game);
      for (const oldest of games.keys()) {
        if (games.size <= most) break;
        games.delete(oldest);
      }
      return view;
    },
  };
}

/** Whether a game is what the commands begin with, in the same scenario. */
function isPast({ turns, scenario: own }: Game, scenario: Scenario, commands: readonly string[]): boolean {
  return (
    own.text === scenario.text &&
    turns.length <= commands.length &&
    turns.every(({ text }, index) => text === commands[index])
  );
}
