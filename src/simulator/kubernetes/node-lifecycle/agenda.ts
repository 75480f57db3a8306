/**
 * Which nodes a pass has to look at. Upstream looks at each of them every five seconds; here a node is looked at when it or its Lease has changed,
 * or when it could have been silent for too long. The outcome is the same, and thousands of nodes cost nothing.
 */
import type { Time } from "../api/meta.ts";
import { createHeap } from "../../kernel/heap.ts";

export type Agenda = {
  /** At the next pass. */
  note(node: string): void;
  /** At the first pass from `time` on; Infinity for none. A later call for the same node replaces an earlier one. */
  set(node: string, time: Time): void;
  /** Those to look at now, each once, by name: upstream goes through them in no order at all. */
  take(now: Time): string[];
};

export function createAgenda(): Agenda {
  const due = new Map<string, Time>();
  const heap = createHeap<{ node: string; time: Time }>((a, b) => a.time < b.time);
  const set = (node: string, time: Time) => {
    if (due.get(node) === time) return;
    due.set(node, time);
    if (time === Number.POSITIVE_INFINITY) return;
    heap.push({ node, time });
  };
  return {
    set,
    note: (node) => set(node, Number.NEGATIVE_INFINITY),
    take(now) {
      const nodes: string[] = [];
      for (let next = heap.peek(); next && next.time <= now; next = heap.peek()) {
        heap.pop();
        if (due.get(next.node) !== next.time) continue;
        due.delete(next.node);
        nodes.push(next.node);
      }
      return nodes.toSorted();
    },
  };
}
