import type { Scenario } from "../knowledge/scenario.ts";
import { splitCommands } from "./commands.ts";
import { play } from "./play.ts";
import type { Turn } from "./view.ts";
import { createWorld } from "./worlds/create-world.ts";
import type { Missing } from "./worlds/missing.ts";

/** A turn of one command; `entry` is its place in the journal. */
export type Single = Turn & { entry: number };

/** What kept replicas from serving, by moments of simulated milliseconds. */
export type MissingAt = ReadonlyMap<number, readonly Missing[]>;

/** Plays a journal, and looks at each of these moments what keeps replicas from serving, and in the end what stood in the way. */
export function playWatched(scenario: Scenario, seed: string, commands: string[], moments: readonly number[]) {
  const missing = new Map<number, readonly Missing[]>();
  const world = createWorld(scenario, seed);
  world.watch(moments, (at) => missing.set(at, world.missing()));
  const { turns } = play(scenario, seed, commands, world);
  return { turns, missing, obstacles: world.obstacles() };
}

/** The same with a turn a command: one message may hold several, and each is a decision of its own. */
export function playSingly(
  scenario: Scenario,
  seed: string,
  turns: readonly Turn[],
  moments: readonly number[],
): { turns: Single[]; missing: MissingAt } {
  const split = turns.flatMap(({ text }, entry) => splitCommands(text).map((command) => ({ command, entry })));
  const commands = split.map(({ command }) => command);
  const played = playWatched(scenario, seed, commands, moments);
  return { ...played, turns: played.turns.map((turn, at) => ({ ...turn, entry: split[at]!.entry })) };
}
