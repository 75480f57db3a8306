/**
 * The tree of nodes that placement preferences make: one level for each thing to spread over, a branch for each value of it, and the best nodes
 * in the leaves (manager/scheduler/{nodeset,decision_tree}.go). Nodes without the label stand together under the empty value.
 */
import { labelValue } from "../constraint.ts";
import { activeTasksOf, type NodeInfo } from "./node-info.ts";

export type Tree = {
  /** Active tasks of the service on all nodes below, also on those that can take none. */
  tasks: number;
  branches: Map<string, Tree>;
  /** In leaves: at most as many as there are tasks to place, the best. Ordered best first once `isOrdered`. */
  nodes: NodeInfo[];
  isOrdered: boolean;
};

type IsBetter = (a: NodeInfo, b: NodeInfo) => boolean;

const emptyTree = (): Tree => ({ tasks: 0, branches: new Map(), nodes: [], isOrdered: false });

export type TreeWish = {
  serviceId: string;
  spreadOver: string[];
  /** How many tasks there are to place. */
  most: number;
  passes(info: NodeInfo): boolean;
  isBetter: IsBetter;
};

function branchOf(tree: Tree, value: string): Tree {
  const known = tree.branches.get(value);
  if (known) return known;
  const branch = emptyTree();
  tree.branches.set(value, branch);
  return branch;
}

function leafOf(root: Tree, info: NodeInfo, { serviceId, spreadOver }: TreeWish): Tree {
  const tasks = activeTasksOf(info, serviceId);
  let tree = root;
  for (const descriptor of spreadOver) {
    const value = labelValue(descriptor, info.node);
    if (value === undefined) continue;
    tree.tasks += tasks;
    tree = branchOf(tree, value);
  }
  tree.tasks += tasks;
  return tree;
}

/** Where the worst node of the leaf stands; of several equal ones the first. */
function worstOf(nodes: NodeInfo[], isBetter: IsBetter): number {
  let worst = 0;
  for (let i = 1; i < nodes.length; i++) if (isBetter(nodes[worst] as NodeInfo, nodes[i] as NodeInfo)) worst = i;
  return worst;
}

function offer(leaf: Tree, info: NodeInfo, { most, passes, isBetter }: TreeWish): void {
  if (leaf.nodes.length < most) {
    if (passes(info)) leaf.nodes.push(info);
    return;
  }
  const worst = worstOf(leaf.nodes, isBetter);
  if (isBetter(info, leaf.nodes[worst] as NodeInfo) && passes(info)) leaf.nodes[worst] = info;
}

/** `infos` in an order of chance: of equal nodes the earlier ones are taken. */
export function growTree(infos: NodeInfo[], wish: TreeWish): Tree {
  const root = emptyTree();
  if (wish.most === 0) return root;
  for (const info of infos) offer(leafOf(root, info, wish), info, wish);
  return root;
}

/** The leaf's nodes, best first. When it is asked again, tasks were placed meanwhile, and nodes that are full now drop out. */
export function orderedNodes(leaf: Tree, { passes, isBetter }: TreeWish): NodeInfo[] {
  if (leaf.isOrdered) leaf.nodes = leaf.nodes.filter(passes);
  leaf.isOrdered = true;
  leaf.nodes = leaf.nodes.toSorted((a, b) => Number(isBetter(b, a)) - Number(isBetter(a, b)));
  return leaf.nodes;
}
