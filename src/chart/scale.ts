// Axes: values -> shares of an axis from 0 to 1, and the round values that stand at it.

export type Scale = { ticks: number[]; isLogarithmic: boolean; place(value: number): number };

/** Where the highest value is so many times the one that matters, an even axis would press everything else flat. */
const STEEP = 8;
const FEWEST_DECADES = 2;
/** Readings are told to a tenth: what is much less is nothing. */
const LEAST = 0.01;

/** How many steps an axis has room for, and whether half a unit makes no sense. */
export type Room = { parts: number; wholeOnly: boolean };

/** An axis from 0 for these values; `about` are values that must be seen well, such as a limit. */
export function scaleFor(values: readonly number[], about: readonly number[], room: Room): Scale {
  const highest = Math.max(0, ...values, ...about);
  const matters = Math.max(0, ...about);
  return matters > 0 && highest > STEEP * matters ? logarithmic(values, highest) : even(highest, room);
}

/** 0 and round steps up to the first above the highest value: `0 50 100 150`. */
function even(highest: number, { parts, wholeOnly }: Room): Scale {
  const step = Math.max(roundUp((highest < LEAST ? 1 : highest) / Math.max(1, parts - 0.5)), wholeOnly ? 1 : 0);
  const steps = Math.floor(highest / step + 1e-9) + 1;
  const top = steps * step;
  const ticks = Array.from({ length: steps + 1 }, (_, at) => at * step);
  return { ticks, isLogarithmic: false, place: (value) => value / top };
}

/** Powers of ten from below the smallest value to above the highest; what is smaller still lies on the bottom. */
function logarithmic(values: readonly number[], highest: number): Scale {
  const smallest = Math.max(1, Math.min(highest, ...values.filter((value) => value > 0)));
  const to = Math.ceil(Math.log10(highest) - 1e-9);
  const from = Math.min(Math.floor(Math.log10(smallest)), to - FEWEST_DECADES);
  const ticks = Array.from({ length: to - from + 1 }, (_, at) => 10 ** (from + at));
  const place = (value: number) => Math.max(0, (Math.log10(Math.max(value, 10 ** from)) - from) / (to - from));
  return { ticks, isLogarithmic: true, place };
}

/** The next of 1, 2, 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((each) => each * power >= value - 1e-9) ?? 10) * power;
}

/** Minutes between two ticks of a time axis. */
const MINUTES = [0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 30, 60, 120];
const MOST_TICKS = 10;

/** Minutes that stand at a time axis which ends at `untilMs`. */
export function minuteTicks(untilMs: number): number[] {
  const minutes = untilMs / 60_000;
  const step = MINUTES.find((each) => minutes / each <= MOST_TICKS) ?? 240;
  return Array.from({ length: Math.floor(minutes / step + 1e-9) + 1 }, (_, at) => Math.round(at * step * 100) / 100);
}

/** `1,500`, `0.5` */
export function printTick(value: number): string {
  return value.toLocaleString("en-GB", { maximumFractionDigits: 2 });
}
