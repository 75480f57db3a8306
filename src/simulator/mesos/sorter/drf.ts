/**
 * Dominant resource fairness (Ghodsi et al., NSDI 2011) as Mesos sorts by it (src/master/allocator/mesos/sorter/drf/sorter.{hpp,cpp}).
 * A client's share is the largest of its shares of the cluster's resources, divided by its weight; who has least comes first. Among equals,
 * whoever was allocated to less often, then the name. Siblings are compared at each level of the tree, so a role competes with all below it.
 */
import { contains, minus, NONE, plus, type Quantities } from "../quantities.ts";
import { addClient, clientOf, createTree, isVirtual, removeClient, type TreeNode } from "./tree.ts";

const DEFAULT_WEIGHT = 1;

/** Clients are paths of roles, or names of frameworks. All but `add`, `contains` and `updateWeight` want a client that is there. */
export type Sorter = {
  /** It begins inactive. */
  add(client: string): void;
  remove(client: string): void;
  activate(client: string): void;
  deactivate(client: string): void;
  updateWeight(path: string, weight: number): void;
  addAgent(id: string, total: Quantities): void;
  removeAgent(id: string): void;
  allocated(client: string, amount: Quantities): void;
  unallocated(client: string, amount: Quantities): void;
  update(client: string, before: Quantities, after: Quantities): void;
  /** The active clients, who should be offered to first, first. */
  sorted(): readonly string[];
  contains(client: string): boolean;
  count(): number;
  allocation(client: string): Quantities;
  totalAllocation(): Quantities;
  /** Of a client alone, divided by its weight, 0 to 1 when the weight is 1. */
  share(client: string): number;
};

/** As Mesos compares names: by code unit. */
function comesBefore(a: TreeNode, b: TreeNode): number {
  if (a.share !== b.share) return a.share - b.share;
  if (a.count !== b.count) return a.count - b.count;
  return a.path < b.path ? -1 : 1;
}

/** `excluded` resources (such as gpus) do not count as a share. */
export function createSorter(excluded: readonly string[] = []): Sorter {
  const tree = createTree();
  const agents = new Map<string, Quantities>();
  const weights = new Map<string, number>();
  let total = NONE;
  let order: string[] | undefined;

  const leafOf = (client: string): TreeNode => {
    const leaf = tree.clients.get(client);
    if (!leaf) throw new RangeError(`The sorter has no client ${client}.`);
    return leaf;
  };

  const shareOf = (node: TreeNode) => {
    let share = 0;
    for (const name of Object.keys(total)) {
      if (!excluded.includes(name)) share = Math.max(share, (node.allocated[name] ?? 0) / (total[name] ?? 1));
    }
    node.weight ??= weights.get(node.path) ?? DEFAULT_WEIGHT;
    return share / node.weight;
  };

  const collect = (node: TreeNode, into: string[]) => {
    const competing = [...node.children.values()].filter(({ kind }) => kind !== "inactive");
    for (const child of competing) child.share = shareOf(child);
    for (const child of competing.toSorted(comesBefore)) {
      if (child.kind === "inner") collect(child, into);
      else into.push(clientOf(child));
    }
    return into;
  };

  const change = (client: string, by: (allocated: Quantities, node: TreeNode) => Quantities) => {
    order = undefined;
    for (let node: TreeNode | undefined = leafOf(client); node; node = node.parent)
      node.allocated = by(node.allocated, node);
  };

  const setKind = (client: string, kind: "active" | "inactive") => {
    order = undefined;
    leafOf(client).kind = kind;
  };

  const take = (allocated: Quantities, amount: Quantities) => {
    if (!contains(allocated, amount)) throw new RangeError("More is given back to the sorter than was allocated.");
    return minus(allocated, amount);
  };

  return {
    add(client) {
      order = undefined;
      addClient(tree, client);
    },
    remove(client) {
      order = undefined;
      removeClient(tree, client, leafOf(client));
    },
    activate: (client) => setKind(client, "active"),
    deactivate: (client) => setKind(client, "inactive"),
    updateWeight(path, weight) {
      order = undefined;
      weights.set(path, weight);
      // Only a client's weight is renewed at once: an inner node without a client of its own keeps the one it has, as in Mesos.
      const leaf = tree.clients.get(path);
      const node = leaf && isVirtual(leaf) ? leaf.parent : leaf;
      if (node) node.weight = weight;
    },
    addAgent(id, amount) {
      order = undefined;
      agents.set(id, amount);
      total = plus(total, amount);
    },
    removeAgent(id) {
      order = undefined;
      total = minus(total, agents.get(id) ?? NONE);
      agents.delete(id);
    },
    allocated: (client, amount) =>
      change(client, (allocated, node) => {
        node.count++;
        return plus(allocated, amount);
      }),
    unallocated: (client, amount) => change(client, (allocated) => take(allocated, amount)),
    update: (client, before, after) => change(client, (allocated) => plus(take(allocated, before), after)),
    sorted: () => (order ??= collect(tree.root, [])),
    contains: (client) => tree.clients.has(client),
    count: () => tree.clients.size,
    allocation: (client) => leafOf(client).allocated,
    totalAllocation: () => tree.root.allocated,
    share: (client) => shareOf(leafOf(client)),
  };
}
