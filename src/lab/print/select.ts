// Which objects of a cluster a request means, in the order in which kubectl lists them.
import type { Reading, Request, Requirement } from "../command.ts";
import type { Cluster } from "../../simulator/kubernetes/cluster-api.ts";
import type { Labels } from "../../simulator/kubernetes/api/meta.ts";
import type { LabObject } from "../kinds.ts";

type Where = Pick<Reading, "namespace" | "selector"> & { allNamespaces?: boolean };

/** The objects, and the names asked for that are not there. */
export function select(
  cluster: Cluster,
  { kind, names }: Request,
  { namespace, selector, allNamespaces }: Where,
): { objects: LabObject[]; missing: string[] } {
  const here = kind === "Node" || allNamespaces || namespace === "default";
  const all: LabObject[] = here ? cluster.list(kind) : [];
  if (names.length === 0) {
    return { objects: all.filter(({ metadata }) => matches(metadata.labels, selector)).toSorted(inOrder), missing: [] };
  }
  const byName = new Map(all.map((object) => [object.metadata.name, object]));
  const objects = names.flatMap((name) => byName.get(name) ?? []);
  return { objects, missing: names.filter((name) => !byName.has(name)) };
}

function inOrder(a: LabObject, b: LabObject): number {
  const one = a.kind === "Event" ? a.involvedObject.name : a.metadata.name;
  const other = b.kind === "Event" ? b.involvedObject.name : b.metadata.name;
  if (one !== other) return one < other ? -1 : 1;
  return a.kind === "Event" && b.kind === "Event" ? a.firstTimestamp - b.firstTimestamp : 0;
}

/** Do labels meet every requirement? */
export function matches(labels: Labels = {}, requirements: Requirement[]): boolean {
  return requirements.every(({ key, value, negated }) => {
    const met = value === undefined ? Object.hasOwn(labels, key) : labels[key] === value;
    return met !== negated;
  });
}
