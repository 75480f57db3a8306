/**
 * The tree of roles that a sorter keeps (Mesos, src/master/allocator/mesos/sorter/drf/sorter.cpp, add and remove). Clients are leaves; a client
 * that has others below it ("a" besides "a/b") is the virtual leaf "a/." of the inner node "a".
 */
import { minus, NONE, type Quantities } from "../quantities.ts";

type Kind = "active" | "inactive" | "inner";

export type TreeNode = {
  name: string;
  /** From the root, e.g. `a/b`; the root's is empty. */
  path: string;
  kind: Kind;
  parent: TreeNode | undefined;
  children: Map<string, TreeNode>;
  share: number;
  /** Looked up when it is first needed and kept from then on. */
  weight: number | undefined;
  /** How often something was allocated to it or below it: never counted down. */
  count: number;
  allocated: Quantities;
};

export type Tree = { root: TreeNode; clients: Map<string, TreeNode> };

const VIRTUAL = ".";

function createNode(name: string, kind: Kind, parent: TreeNode | undefined): TreeNode {
  const path = parent?.parent ? `${parent.path}/${name}` : name;
  return { name, path, kind, parent, children: new Map(), share: 0, weight: undefined, count: 0, allocated: NONE };
}

function addChild(parent: TreeNode, name: string, kind: Kind): TreeNode {
  const child = createNode(name, kind, parent);
  parent.children.set(name, child);
  return child;
}

export const createTree = (): Tree => ({ root: createNode("", "inner", undefined), clients: new Map() });

export const isVirtual = (node: TreeNode) => node.name === VIRTUAL;

/** The client that a leaf stands for. */
export const clientOf = (leaf: TreeNode) => (isVirtual(leaf) && leaf.parent ? leaf.parent.path : leaf.path);

/** Turns a leaf into an inner node that has its former self as a virtual leaf. */
function open(tree: Tree, leaf: TreeNode): void {
  const virtual = addChild(leaf, VIRTUAL, leaf.kind);
  virtual.count = leaf.count;
  virtual.allocated = leaf.allocated;
  leaf.kind = "inner";
  tree.clients.set(leaf.path, virtual);
}

export function addClient(tree: Tree, path: string): void {
  const names = path.split("/");
  let current = tree.root;
  for (const [index, name] of names.entries()) {
    if (current.kind !== "inner") open(tree, current);
    const isLast = index === names.length - 1;
    current = current.children.get(name) ?? addChild(current, name, isLast ? "inactive" : "inner");
  }
  if (current.kind === "inner") current = addChild(current, VIRTUAL, "inactive");
  tree.clients.set(path, current);
}

/** Turns an inner node with nothing but its virtual leaf back into a leaf. */
function close(tree: Tree, node: TreeNode): void {
  const virtual = node.children.get(VIRTUAL);
  if (!virtual || node.children.size > 1) return;
  node.kind = virtual.kind;
  node.children.clear();
  tree.clients.set(node.path, node);
}

export function removeClient(tree: Tree, path: string, leaf: TreeNode): void {
  const { allocated } = leaf;
  tree.clients.delete(path);
  let current = leaf;
  for (let parent = current.parent; parent; parent = current.parent) {
    parent.allocated = minus(parent.allocated, allocated);
    if (current.children.size === 0) parent.children.delete(current.name);
    else close(tree, current);
    current = parent;
  }
}
