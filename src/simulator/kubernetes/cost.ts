/** How much was used: node-milliseconds, and pod-milliseconds of bound pods. */
import type { Loop } from "../kernel/loop.ts";
import type { Store } from "./store.ts";

/** A sum that grows by `count` every millisecond. */
function createMeter(loop: Loop) {
  let total = 0;
  let count = 0;
  let since = 0;
  const settle = () => {
    total += count * (loop.now() - since);
    since = loop.now();
  };
  return {
    add(change: number) {
      settle();
      count += change;
    },
    read() {
      settle();
      return total;
    },
  };
}

export function createCost(loop: Loop, store: Store): () => { nodeMs: number; podMs: number } {
  const nodes = createMeter(loop);
  const pods = createMeter(loop);
  store.watch(({ verb, object, before }) => {
    if (object.kind === "Node" && verb !== "modified") nodes.add(verb === "added" ? 1 : -1);
    if (object.kind !== "Pod") return;
    const was = before?.kind === "Pod" && before.spec.nodeName !== undefined;
    const is = verb !== "deleted" && object.spec.nodeName !== undefined;
    if (was !== is) pods.add(is ? 1 : -1);
  });
  return () => ({ nodeMs: nodes.read(), podMs: pods.read() });
}
