/** Nodes that have been promised to pods for which others were preempted. Kubernetes 1.36, pkg/scheduler/backend/queue/nominator.go. */
import type { PodInfo } from "./pod-info.ts";
import { NOBODY, type Nominated } from "./schedule-one.ts";

export type Nominations = {
  /** In place of an earlier promise. */
  promise(pod: PodInfo, node: string): void;
  drop(uid: string): void;
  byNode(): Nominated;
};

export function createNominations(): Nominations {
  const promised = new Map<string, { pod: PodInfo; node: string }>();
  let nominated: Nominated = NOBODY;
  const read = () => {
    const byNode = Map.groupBy(promised.values(), ({ node }) => node);
    nominated = new Map([...byNode].map(([node, some]) => [node, some.map(({ pod }) => pod)]));
  };
  return {
    promise(pod, node) {
      promised.set(pod.pod.metadata.uid, { pod, node });
      read();
    },
    drop(uid) {
      if (promised.delete(uid)) read();
    },
    byNode: () => nominated,
  };
}
