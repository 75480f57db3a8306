/** Gives new tasks what they need of the network, at once here, and lets the scheduler have them (manager/allocator/network.go). */
import type { Task } from "../objects.ts";
import type { Scope, World } from "../world.ts";

export function startAllocator(world: World, scope: Scope): void {
  const { store, loop } = world;
  let fresh: string[] = [];

  const allocate = (tasks: Task[]) =>
    store.commit((write) => {
      for (const task of tasks) {
        if (task.status.state !== "new") continue;
        write.put({ ...task, status: { state: "pending", at: loop.now(), message: "pending task scheduling" } });
      }
    });

  allocate(store.tasks());
  scope.watch({
    change({ action, object }) {
      if (object.kind === "task" && action === "create") fresh.push(object.id);
    },
    commit() {
      const tasks = fresh.flatMap((id) => store.task(id) ?? []);
      fresh = [];
      allocate(tasks);
    },
  });
}
