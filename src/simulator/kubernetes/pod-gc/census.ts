/** The pods that the collector may have to do with, so that a pass need not read them all. */
import type { Pod } from "../api/pod.ts";
import type { Change } from "../change.ts";
import { keyOf } from "../keys.ts";
import type { Store } from "../store.ts";
import { isTerminated } from "./candidates.ts";

export type PodCensus = {
  terminated(): Pod[];
  going(): Pod[];
  /** Nodes that pods are on and that are not there. */
  strayNodes(): string[];
};

export function createPodCensus(store: Store): PodCensus {
  const terminated = new Map<string, Pod>();
  const going = new Map<string, Pod>();
  /** Nodes that were missing when a pod named them, or have gone since. */
  const suspects = new Set<string>();

  const keep = (pods: Map<string, Pod>, key: string, pod: Pod, belongs: boolean) => {
    if (belongs) pods.set(key, pod);
    else pods.delete(key);
  };

  const notePod = (pod: Pod, isThere: boolean) => {
    const key = keyOf(pod);
    const { nodeName } = pod.spec;
    keep(terminated, key, pod, isThere && isTerminated(pod));
    keep(going, key, pod, isThere && pod.metadata.deletionTimestamp !== undefined);
    if (isThere && nodeName && !store.get("Node", nodeName)) suspects.add(nodeName);
  };

  store.watch(({ object, verb }: Change) => {
    if (object.kind === "Pod") notePod(object, verb !== "deleted");
    if (object.kind === "Node" && verb === "deleted") suspects.add(object.metadata.name);
  });
  for (const pod of store.list("Pod")) notePod(pod, true);

  return {
    terminated: () => [...terminated.values()],
    going: () => [...going.values()],
    strayNodes() {
      for (const node of suspects)
        if (store.get("Node", node) || store.podsOn(node).length === 0) suspects.delete(node);
      return [...suspects];
    },
  };
}
