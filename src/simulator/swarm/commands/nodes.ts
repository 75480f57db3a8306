/** Commands on nodes: what managers do for them (manager/controlapi/node.go), and what the docker client prints. */
import type { Quorum } from "../manager/quorum.ts";
import { isBefore, type Node } from "../objects.ts";
import type { NodeChange, Outcome } from "../swarm-api.ts";
import type { World } from "../world.ts";
import { findNode } from "./find.ts";
import { changed, daemonError, refused, rpcError } from "./outcome.ts";

type NodeParts = { world: World; quorum: Quorum; isAlive(nodeId: string): boolean };

const notFound = (name: string) => daemonError(`node ${name} not found`);

/** Why a manager cannot become a worker. */
function demotionError({ world, quorum }: NodeParts, node: Node): Outcome | undefined {
  const managers = world.store.nodes().filter(({ role }) => role === "manager");
  if (managers.length === 1)
    return rpcError("FailedPrecondition", "attempting to demote the last manager of the swarm");
  if (!quorum.isMember(node.id)) return rpcError("NotFound", "can't find manager in raft memberlist");
  return quorum.canRemove(node.id)
    ? undefined
    : rpcError("FailedPrecondition", "can't remove member from the raft: this would result in a loss of quorum");
}

function labelError(node: Node, { labelsRemove = [] }: NodeChange): Outcome | undefined {
  const missing = labelsRemove.find((key) => !(key in node.labels));
  return missing === undefined ? undefined : refused(`key ${missing} doesn't exist in node's labels`);
}

function changedLabels(node: Node, { labelsAdd = {}, labelsRemove = [] }: NodeChange) {
  const kept = Object.entries(node.labels).filter(([key]) => !labelsRemove.includes(key));
  return { ...Object.fromEntries(kept), ...labelsAdd };
}

function change(parts: NodeParts, node: Node, wish: NodeChange): Outcome | undefined {
  const { world, quorum } = parts;
  const role = wish.role ?? node.role;
  const wrong =
    labelError(node, wish) ?? (node.role === "manager" && role === "worker" ? demotionError(parts, node) : undefined);
  if (wrong) return wrong;
  const availability = wish.availability ?? node.availability;
  world.store.commit((write) => void write.put({ ...node, role, availability, labels: changedLabels(node, wish) }));
  // A machine that is away joins the managers when it comes back.
  if (role === "manager" && parts.isAlive(node.id)) quorum.add(node.id);
  if (role === "worker") quorum.remove(node.id);
  return undefined;
}

export function updateNode(parts: NodeParts, name: string, wish: NodeChange): Outcome {
  const node = findNode(parts.world.store, name);
  if (!node) return notFound(name);
  return change(parts, node, wish) ?? changed(name);
}

export function promote(parts: NodeParts, name: string): Outcome {
  const node = findNode(parts.world.store, name);
  if (!node) return notFound(name);
  if (node.role === "manager") return changed(`Node ${name} is already a manager.`);
  return change(parts, node, { role: "manager" }) ?? changed(`Node ${name} promoted to a manager in the swarm.`);
}

export function demote(parts: NodeParts, name: string): Outcome {
  const node = findNode(parts.world.store, name);
  if (!node) return notFound(name);
  if (node.role === "worker") return changed(`Node ${name} is already a worker.`);
  return change(parts, node, { role: "worker" }) ?? changed(`Manager ${name} demoted in the swarm.`);
}

/** Its tasks are given up with it: nobody could tell any more what became of them. */
export function removeNode({ world, quorum }: NodeParts, name: string, force: boolean): Outcome {
  const { store, loop } = world;
  const node = findNode(store, name);
  if (!node) return notFound(name);
  if (quorum.isMember(node.id)) {
    const text = `node ${node.id} is a cluster manager and is a member of the raft cluster. It must be demoted to worker before removal`;
    return rpcError("FailedPrecondition", text);
  }
  if (!force && node.status.state === "ready")
    return rpcError("FailedPrecondition", `node ${node.id} is not down and can't be removed`);
  store.commit((write) => {
    for (const task of store.tasksOnNode(node.id)) {
      if (!isBefore(task.status.state, "complete")) continue;
      const message = "Task belonged to a node that has been deleted";
      write.put({ ...task, status: { state: "orphaned", at: loop.now(), message } });
    }
    write.remove(node);
  });
  return changed(name);
}
