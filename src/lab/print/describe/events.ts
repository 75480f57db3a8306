/** The events at the end of a description. Kubernetes 1.36, kubectl, pkg/describe/describe.go (DescribeEvents, searchEvents). */
import type { Event } from "../../../simulator/kubernetes/api/core.ts";
import type { KubernetesObject } from "../../../simulator/kubernetes/api/kinds.ts";
import { ago } from "../columns/column.ts";
import { inTableOrder } from "../event-order.ts";
import { tableLines, type View } from "./lines.ts";

/** The events about an object. A kubelet gives its node's name for the node's uid: kubectl asks for those last. */
export function eventsAbout(object: KubernetesObject, { store }: View): Event[] {
  const { kind, metadata } = object;
  const isNamed = ({ uid }: Event["involvedObject"]) => kind === "Node" && uid === metadata.name;
  const isAbout = ({ involvedObject: about }: Event) =>
    about.kind === kind &&
    about.name === metadata.name &&
    (about.namespace ?? "") === metadata.namespace &&
    (about.uid === metadata.uid || isNamed(about));
  const late = ({ involvedObject }: Event) => (isNamed(involvedObject) ? 1 : 0);
  const byName = (a: Event, b: Event) => (a.metadata.name < b.metadata.name ? -1 : 1);
  return store
    .list("Event")
    .filter(isAbout)
    .toSorted((a, b) => late(a) - late(b) || byName(a, b));
}

/** `14s (x3 over 18s)` */
export function eventAge({ count, firstTimestamp, lastTimestamp }: Event, now: number): string {
  return count > 1
    ? `${ago(lastTimestamp, now)} (x${count} over ${ago(firstTimestamp, now)})`
    : ago(firstTimestamp, now);
}

function row(event: Event, now: number): string[] {
  const { type, reason, source, involvedObject } = event;
  const message = event.message.trim();
  const path = involvedObject.fieldPath;
  return [type, reason, eventAge(event, now), source, path ? `${path}: ${message}` : message];
}

/** The lines of a table. An object without events has one line, which is aligned with those before it. */
export function eventLines(events: readonly Event[], { now }: View): string[] {
  if (events.length === 0) return ["Events:\t<none>"];
  const header = ["Type", "Reason", "Age", "From", "Message"];
  const rule = ["----", "------", "----", "----", "-------"];
  return [
    "Events:",
    ...tableLines(
      header,
      inTableOrder(events).map((event) => row(event, now)),
      rule,
    ),
  ];
}
