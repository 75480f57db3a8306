/** Time zones. The simulator knows UTC; rules of other zones come from outside, as an argument. */
import { type Civil, civilOf, millisecondsOf } from "./civil.ts";

/** How many milliseconds local time is ahead of UTC at an instant (milliseconds since 1970). */
export type Zone = (instant: number) => number;

/** The zone of a name such as "Europe/Paris"; nothing for one that is not known. */
export type Zones = (name: string) => Zone | undefined;

export const UTC: Zone = () => 0;

export const ONLY_UTC: Zones = (name) => (["", "UTC", "Etc/UTC"].includes(name) ? UTC : undefined);

export const localOf = (instant: number, zone: Zone): Civil => civilOf(instant + zone(instant));

/** The instant of a local time; of one that a change of the clocks skips or repeats, the one that Go's time.Date takes. */
export function instantOf(local: Omit<Civil, "weekday">, zone: Zone): number {
  const asUtc = millisecondsOf(local);
  const offset = zone(asUtc);
  return offset === 0 ? asUtc : asUtc - zone(asUtc - offset);
}
