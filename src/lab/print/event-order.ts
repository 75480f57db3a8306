/** Which recorder wrote an event, and the order that kubectl gives to events. */
import type { Event } from "../../simulator/kubernetes/api/core.ts";

/** The scheduler writes by the newer API, events.k8s.io, whose events have one instant alone: `eventTime`. */
export const isOfNewApi = ({ source }: Event) => source === "default-scheduler";

/** By when they last happened, which the newer API does not say, so that its events come first (pkg/util/event/sorted_event_list.go). */
export function inTableOrder(events: readonly Event[]): Event[] {
  const when = (event: Event) =>
    isOfNewApi(event) ? Number.NEGATIVE_INFINITY : Math.floor(event.lastTimestamp / 1_000);
  return events.toSorted((a, b) => (when(a) === when(b) ? 0 : when(a) - when(b)));
}
