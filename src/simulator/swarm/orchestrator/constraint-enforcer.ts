/** Rejects tasks whose node does not fit them any more, after the node changed (manager/orchestrator/constraintenforcer/constraint_enforcer.go). */
import { meetsTexts } from "../constraint.ts";
import { isAfter, isBefore, type Node, type Resources, type Task } from "../objects.ts";
import type { Scope, World } from "../world.ts";

const isHeld = ({ desiredState, status }: Task) =>
  !isBefore(desiredState, "assigned") && !isAfter(desiredState, "complete") && isBefore(status.state, "complete");

/** Takes the task's reservation from what is left; answers whether there was enough. */
function reserve(left: Resources, task: Task): boolean {
  const { nanoCpus = 0, memoryBytes = 0 } = task.spec.reservations ?? {};
  if (memoryBytes > left.memoryBytes || nanoCpus > left.nanoCpus) return false;
  left.memoryBytes -= memoryBytes;
  left.nanoCpus -= nanoCpus;
  return true;
}

/** The service's present constraints count, not those that the task was made with. */
function misfits({ store }: World, node: Node): Task[] {
  const left = { ...node.resources };
  return store.tasksOnNode(node.id).filter((task) => {
    if (!isHeld(task)) return false;
    const placement = (store.service(task.serviceId)?.spec.task ?? task.spec).placement;
    return !meetsTexts(placement?.constraints, node) || !reserve(left, task);
  });
}

export function startConstraintEnforcer(world: World, scope: Scope): void {
  const check = (node: Node) => {
    if (node.availability !== "active") return;
    const rejected = misfits(world, node);
    world.store.commit((write) => {
      for (const task of rejected) {
        const message = "task rejected by constraint enforcer";
        const err = "assigned node no longer meets constraints";
        write.put({ ...task, status: { ...task.status, state: "rejected", at: world.loop.now(), message, err } });
      }
    });
  };
  for (const node of world.store.nodes()) check(node);
  scope.watch({
    change({ action, object }) {
      if (object.kind === "node" && action === "update") check(object);
    },
  });
}
