/** Which tasks belong to a key (a service, a node), in the order in which they came. */
import type { Task } from "./objects.ts";

export function createIndex(tasks: Map<string, Task>) {
  const idsOf = new Map<string, Set<string>>();
  return {
    add(key: string, id: string) {
      const ids = idsOf.get(key);
      if (ids) ids.add(id);
      else idsOf.set(key, new Set([id]));
    },
    remove(key: string, id: string) {
      const ids = idsOf.get(key);
      ids?.delete(id);
      if (ids?.size === 0) idsOf.delete(key);
    },
    list(key: string): Task[] {
      const found: Task[] = [];
      for (const id of idsOf.get(key) ?? []) {
        const task = tasks.get(id);
        if (task) found.push(task);
      }
      return found;
    },
  };
}
