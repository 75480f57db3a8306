/** Which slots stay when a service is scaled down (manager/orchestrator/replicated/{services,slot}.go). */
import type { Slot } from "./tasks.ts";

const isRunning = (slot: Slot) => slot.some(({ status }) => status.state === "running");

const numberOf = (slot: Slot) => slot[0]?.slot ?? 0;

/** Running slots first, low numbers first. */
const byState = (a: Slot, b: Slot) => Number(isRunning(b)) - Number(isRunning(a)) || numberOf(a) - numberOf(b);

/**
 * The slots in the order in which they are kept: every node's first task of the service, then every node's second, and so on, so that what is left
 * is spread evenly. Slots without a node, or in the middle of an update, come last.
 */
export function firstToKeep(slots: Slot[]): Slot[] {
  const onNode = new Map<string, number>();
  const numbered = slots.toSorted(byState).map((slot) => {
    const [task] = slot;
    if (slot.length !== 1 || task?.nodeId === undefined) return { slot, nth: Number.MAX_SAFE_INTEGER };
    const nth = (onNode.get(task.nodeId) ?? 0) + 1;
    onNode.set(task.nodeId, nth);
    return { slot, nth };
  });
  return numbered.toSorted((a, b) => a.nth - b.nth).map(({ slot }) => slot);
}
