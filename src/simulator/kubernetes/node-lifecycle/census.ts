/** How many nodes of each zone are ready, kept up to date node by node. */
import type { ZoneCount } from "./zones.ts";

type Entry = { zone: string; isReady: boolean };

export type Census = {
  /** Nothing for a node that does not count, or is gone. */
  set(node: string, entry: Entry | undefined): void;
  counts(): ReadonlyMap<string, ZoneCount>;
};

export function createCensus(): Census {
  const entries = new Map<string, Entry>();
  const zones = new Map<string, ZoneCount>();

  const count = ({ zone, isReady }: Entry, difference: number) => {
    const before = zones.get(zone) ?? { ready: 0, notReady: 0 };
    const after = {
      ready: before.ready + (isReady ? difference : 0),
      notReady: before.notReady + (isReady ? 0 : difference),
    };
    if (after.ready + after.notReady === 0) zones.delete(zone);
    else zones.set(zone, after);
  };

  return {
    set(node, entry) {
      const before = entries.get(node);
      if (before && entry && before.zone === entry.zone && before.isReady === entry.isReady) return;
      if (before) count(before, -1);
      if (entry) count(entry, 1);
      if (entry) entries.set(node, entry);
      else entries.delete(node);
    },
    counts: () => zones,
  };
}
