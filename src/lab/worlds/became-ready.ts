/** How many pods became ready since a moment: noted as it happens, since those that are gone again are in no list. */
import type { Cluster } from "../../simulator/kubernetes/cluster-api.ts";
import { isReady } from "../pod.ts";

/** Begins to note; the answer counts each pod that turned ready after `fromMs` once, however often it did. */
export function noteReady({ kubernetes: { store }, now }: Cluster): (fromMs: number) => number {
  const noted: { at: number; uid: string }[] = [];
  store.watch(({ object, before }) => {
    if (object.kind !== "Pod" || !isReady(object)) return;
    if (before?.kind !== "Pod" || !isReady(before)) noted.push({ at: now(), uid: object.metadata.uid });
  });
  return (fromMs) => new Set(noted.filter(({ at }) => at > fromMs).map(({ uid }) => uid)).size;
}
