// From the clock on a wall to an instant. Local times are counted like instants: as if the wall hung in Greenwich.
import { IANAZone } from "luxon";

const HOUR_MS = 60 * 60 * 1000;
// No zone is further from Greenwich than 14 hours east and 12 west; outside of this window no clock can show the local time.
const EARLIEST_MS = 15 * HOUR_MS;
const LATEST_MS = 13 * HOUR_MS;

/** How far the clocks of a zone are ahead of Greenwich at an instant. Throws on an unknown zone: `isZone` comes first. */
export function offsetMs(zone: string, instant: number): number {
  const offset = IANAZone.create(zone).offset(instant) * 60 * 1000;
  if (Number.isNaN(offset)) throw new RangeError(`zone "${zone}" has no offset at ${instant}; check the zone first`);
  return offset;
}

/**
 * The first instant at which the clocks of a zone show a local time; when they leap over it, the first instant after the leap.
 */
export function instantOf(zone: string, local: number): number {
  const before = offsetMs(zone, local - EARLIEST_MS);
  const after = offsetMs(zone, local + LATEST_MS);
  const shown = [local - before, local - after].filter((instant) => instant + offsetMs(zone, instant) === local);
  return shown.length > 0 ? Math.min(...shown) : endOfLeap(zone, local - EARLIEST_MS, local + LATEST_MS);
}

/** The first millisecond whose offset is not the one at `from`; by halving, since there is one change between the two. */
function endOfLeap(zone: string, from: number, to: number): number {
  const before = offsetMs(zone, from);
  let [old, changed] = [from, to];
  while (changed - old > 1) {
    const middle = Math.floor((old + changed) / 2);
    if (offsetMs(zone, middle) === before) old = middle;
    else changed = middle;
  }
  return changed;
}
