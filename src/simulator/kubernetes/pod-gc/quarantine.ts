/**
 * Nodes that pods name and nobody knows are waited for before their pods go: the news of a node may be late.
 * Kubernetes 1.36, pkg/controller/podgc/gc_controller.go (gcOrphaned, discoverDeletedNodes).
 */
import type { Time } from "../api/meta.ts";

/** quarantineTime. */
const QUARANTINE_MS = 40_000;

export type Quarantine = {
  /** Begins to wait for these nodes; for those that are waited for already nothing changes. */
  add(nodes: Iterable<string>, now: Time): void;
  /** Those that were waited for long enough. */
  ready(now: Time): string[];
  /** The same, and forgets them. */
  take(now: Time): string[];
};

export function createQuarantine(): Quarantine {
  const until = new Map<string, Time>();
  const ready = (now: Time) => [...until].filter(([, at]) => at <= now).map(([node]) => node);
  return {
    add(nodes, now) {
      for (const node of nodes) if (!until.has(node)) until.set(node, now + QUARANTINE_MS);
    },
    ready,
    take(now) {
      const nodes = ready(now);
      for (const node of nodes) until.delete(node);
      return nodes;
    },
  };
}

/**
 * The nodes that are gone for good. `named`: those that pods are on; `isListed`: what the controller's own list says; `exists`: what the API server says.
 */
export function goneNodes(
  quarantine: Quarantine,
  named: Iterable<string>,
  isListed: (node: string) => boolean,
  exists: (node: string) => boolean,
  now: Time,
): Set<string> {
  quarantine.add(
    [...named].filter((node) => !isListed(node)),
    now,
  );
  return new Set(quarantine.take(now).filter((node) => !isListed(node) && !exists(node)));
}
