/** Node-time and task-time used so far. */
import { isAfter, type SwarmObject } from "../objects.ts";
import type { World } from "../world.ts";

type Cost = { nodeMs: number; taskMs: number };

/** A task that is to go costs no more: of one on a dead machine nobody knows when it ended. */
const isRunning = (object: SwarmObject) =>
  Number(object.kind === "task" && object.status.state === "running" && !isAfter(object.desiredState, "running"));

/** `nodesUp` is asked after every change, and counts until the next. */
export function createCost({ loop, store }: World, nodesUp: () => number): { read(): Cost; settle(): void } {
  const cost: Cost = { nodeMs: 0, taskMs: 0 };
  let since = loop.now();
  let up = nodesUp();
  let running = store.tasks().reduce((sum, task) => sum + isRunning(task), 0);

  const settle = () => {
    const ms = loop.now() - since;
    since = loop.now();
    cost.nodeMs += ms * up;
    cost.taskMs += ms * running;
    up = nodesUp();
  };

  store.watch({
    change(change) {
      settle();
      const before = change.action === "update" ? isRunning(change.before) : 0;
      running += change.action === "delete" ? -isRunning(change.object) : isRunning(change.object) - before;
    },
  });

  return {
    settle,
    read() {
      settle();
      return { ...cost };
    },
  };
}
