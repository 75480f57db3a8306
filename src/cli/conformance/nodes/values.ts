/** From the JSON of a vector to the simulator's own objects: times in milliseconds, and the metadata that every stored object has. */
import type { Node } from "../../../simulator/kubernetes/api/core.ts";
import type { Condition } from "../../../simulator/kubernetes/api/meta.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { type Foreign, readTimes } from "../foreign.ts";

export type { Foreign };

export type Row = { i?: number; key?: string; case: Foreign };

/** As milliseconds; relSec counts from `now`. */
export const timesRead = (value: Foreign, now = 0): Foreign => readTimes(value, now);

function metadataOf(given: Foreign, namespace: string) {
  return { name: "", namespace, uid: `uid-${given?.name}`, creationTimestamp: 0, generation: 0, ...given };
}

export function podOf(given: Foreign, now = 0): Pod {
  const { metadata, spec, status } = timesRead(given, now);
  return {
    kind: "Pod",
    metadata: metadataOf(metadata, "default"),
    spec: { containers: [], ...spec },
    status: { ...status },
  };
}

export function nodeOf(given: Foreign, now = 0): Node {
  const { metadata, spec, status } = timesRead(given, now);
  return { kind: "Node", metadata: metadataOf(metadata, ""), spec: { ...spec }, status: { ...status } };
}

/** As the dump prints conditions: without the time of the run, and a generation of zero left out. */
export const dumped = (conditions: Condition[] | undefined): Foreign[] =>
  (conditions ?? []).map(({ lastTransitionTime: _at, observedGeneration, ...rest }) =>
    observedGeneration ? { ...rest, observedGeneration } : rest,
  );

/** The rows of a captured table by its test's name; none when the file has no such test. */
export const rowsOf = (file: Foreign, test: string): Row[] => file.tests?.[test]?.cases ?? [];

export const nameOf = (test: string, row: Row) =>
  `${test} ${row.i ?? ""} ${row.key ?? row.case.description ?? row.case.name ?? ""}`.trim();
