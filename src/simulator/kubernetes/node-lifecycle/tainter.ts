/**
 * NoExecute taints for nodes that are not ready: in turn, zone by zone, and off again.
 * Kubernetes 1.36, pkg/controller/nodelifecycle/node_lifecycle_controller.go (processTaintBaseEviction, markNodeForTainting, markNodeAsReachable,
 * doNoExecuteTaintingPass).
 */
import type { Node, Taint } from "../api/core.ts";
import type { Status, Time } from "../api/meta.ts";
import type { World } from "../world.ts";
import { readyOf } from "./health.ts";
import { createTaintQueue, type TaintQueue } from "./taint-queue.ts";
import { hasTaint, NOT_READY_NO_EXECUTE, swapTaints, UNREACHABLE_NO_EXECUTE } from "./taints.ts";
import { EVICTION_RATE, zoneOf } from "./zones.ts";

export type Tainter = {
  /** Takes the taints off, or the node out of the queue. */
  markReachable(node: Node): void;
  /** Has a node tainted whose Ready condition is False or Unknown. */
  markUnready(node: Node, status: Status): void;
  setRate(zone: string, rate: number): void;
  /** Taints the nodes whose turn it is. */
  run(): void;
  /** When somebody's turn is next; Infinity for never. */
  nextAt(): Time;
};

/** "unreachable" and "not ready" exclude each other, as Unknown and False do. */
const taintsFor = (status: Status): [wanted: Taint, other: Taint] =>
  status === "False" ? [NOT_READY_NO_EXECUTE, UNREACHABLE_NO_EXECUTE] : [UNREACHABLE_NO_EXECUTE, NOT_READY_NO_EXECUTE];

export function createTainter({ loop, store, api }: World): Tainter {
  const queues = new Map<string, TaintQueue>();

  const queueOf = (node: Node): TaintQueue => {
    const zone = zoneOf(node);
    let queue = queues.get(zone);
    if (!queue) queues.set(zone, (queue = createTaintQueue(EVICTION_RATE)));
    return queue;
  };

  const swap = (node: Node, added: Taint[], removed: Taint[]) => {
    const after = swapTaints(node, added, removed, loop.now());
    if (after !== node) api.update(after);
  };

  const taint = (name: string) => {
    const node = store.get("Node", name);
    const status = node && readyOf(node)?.status;
    if (!node || status === undefined || status === "True") return;
    const [wanted, other] = taintsFor(status);
    swap(node, [wanted], [other]);
  };

  return {
    markReachable(node) {
      swap(node, [], [UNREACHABLE_NO_EXECUTE, NOT_READY_NO_EXECUTE]);
      queueOf(node).remove(node.metadata.name);
    },
    markUnready(node, status) {
      const [wanted, other] = taintsFor(status);
      // One takes the other's place at once; the first one waits its turn.
      if (hasTaint(node, other)) return swap(node, [wanted], [other]);
      const queue = queueOf(node);
      if (!hasTaint(node, wanted)) queue.remove(node.metadata.name);
      queue.add(node.metadata.name);
    },
    setRate: (zone, rate) => queues.get(zone)?.setRate(rate, loop.now()),
    run() {
      for (const queue of queues.values()) queue.run(loop.now(), taint);
    },
    nextAt: () => Math.min(Number.POSITIVE_INFINITY, ...[...queues.values()].map((queue) => queue.nextAt())),
  };
}
