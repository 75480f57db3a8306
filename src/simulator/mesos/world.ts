/** What every part of the simulated Mesos shares. */
import type { Loop } from "../kernel/loop.ts";
import type { Random } from "../kernel/random.ts";

export type World = {
  loop: Loop;
  random: Random;
  /** Notes what happened, for the hash and for whoever reads along: one line without the time. */
  note(line: string): void;
};

/**
 * From one of master, agent and framework to another, in milliseconds. Mesos names no figure: one small value for all, so that messages arrive
 * in the order in which they were sent.
 */
export const MESSAGE_MS = 5;

export type Span = readonly [from: number, to: number];

export const within = (world: World, [from, to]: Span) => world.random.between(from, to);

const hex = (world: World, digits: number) =>
  Array.from({ length: digits }, () => world.random.below(16).toString(16)).join("");

/** A version 4 UUID from the seeded chance. */
export const createUuid = (world: World) =>
  [hex(world, 8), hex(world, 4), `4${hex(world, 3)}`, `a${hex(world, 3)}`, hex(world, 12)].join("-");
