/** Which adapter reads which file. An adapter translates rows into calls of the code that the lab runs; it decides nothing itself. */
import type { Foreign } from "./foreign.ts";
import type { Sheet } from "./sheet.ts";

/** `file` is the parsed JSON: foreign data whose shape vectors/README.md and traces/README.md describe. */
export type Adapt = (file: Foreign, sheet: Sheet) => void;

/** By the beginning of a file's name, without ".json". The longest that fits is taken. */
export type Adapters = Record<string, Adapt>;

const AREAS: (() => Promise<{ ADAPTERS: Adapters }>)[] = [
  () => import("./autoscaler/adapters.ts"),
  () => import("./batch/adapters.ts"),
  () => import("./hpa/adapters.ts"),
  () => import("./mesos/adapters.ts"),
  () => import("./nodes/adapters.ts"),
  () => import("./pods/adapters.ts"),
  () => import("./preemption/adapters.ts"),
  () => import("./scheduler/adapters.ts"),
  () => import("./stateful/adapters.ts"),
  () => import("./swarm/adapters.ts"),
  () => import("./transcripts/adapters.ts"),
  () => import("./workloads/adapters.ts"),
];

/** An area that cannot be loaded is told of, and its files then have no adapter; the others are not kept from running. */
export async function loadAdapters(tell: (error: unknown) => void = console.error): Promise<Adapters> {
  const areas = await Promise.allSettled(AREAS.map((load) => load()));
  const adapters: Adapters = {};
  for (const area of areas) {
    if (area.status === "fulfilled") Object.assign(adapters, area.value.ADAPTERS);
    else tell(area.reason);
  }
  return adapters;
}

/** The adapter for a file's name. */
export function adapterOf(adapters: Adapters, name: string): Adapt | undefined {
  const fitting = Object.keys(adapters).filter((prefix) => name.startsWith(prefix));
  const longest = fitting.toSorted((a, b) => b.length - a.length)[0];
  return longest === undefined ? undefined : adapters[longest];
}
