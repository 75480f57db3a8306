import { expect, test } from "@jest/globals";
import {
  BACKOFF,
  createBackoffQueue,
  ORDERING_WINDOW_MS,
  type QueuedPod,
} from "../../../src/simulator/kubernetes/scheduler/queue/backoff-queue.ts";

const waiting = (name: string, priority: number, timestamp: number): QueuedPod => ({
  pod: {
    kind: "Pod",
    metadata: { name, namespace: "default", uid: name, creationTimestamp: 0, generation: 1 },
    spec: { containers: [], priority },
    status: {},
  },
  timestamp,
  unschedulableCount: 1,
  consecutiveErrors: 0,
  refused: true,
});

/** The facts of Kubernetes 1.36, pkg/scheduler/backend/queue/backoff_queue_test.go, TestBackoffQueueOrdering. */
const PODS = [
  waiting("pod0", 1, 0),
  waiting("pod1", 1, -1_000),
  waiting("pod2", 2, -1_999),
  waiting("pod3", 1, -2_000),
  waiting("pod4", 2, -2_000),
  waiting("pod5", 1, -3_000),
];

test.each([
  ["within a second by priority", ORDERING_WINDOW_MS, ["pod5", "pod4", "pod2", "pod3"]],
  ["without windows by time alone", 0, ["pod5", "pod3", "pod4", "pod2"]],
])("pods come out of back-off %s", (_, windowMs, wanted) => {
  const queue = createBackoffQueue({ ...BACKOFF, windowMs });
  for (const pod of PODS) queue.add(pod);
  const names = queue.popCompleted(0).map(({ pod }) => pod.metadata.name);
  expect(windowMs === 0 ? names.toSorted() : names).toEqual(windowMs === 0 ? wanted.toSorted() : wanted);
  expect(names[0]).toBe("pod5");
  expect(names.at(-1)).toBe(windowMs === 0 ? "pod2" : "pod3");
  expect(queue.size()).toBe(2);
});
