/** Limits on the whole cluster's nodes, cores and memory. Kubernetes autoscaler 1.36.1, resourcequotas/tracker.go. */
import type { Node } from "../api/core.ts";
import { unitsOf } from "../api/quantity.ts";

export type Quota = {
  id: string;
  appliesTo(node: Node): boolean;
  /** By resource: nodes, cpu (whole cores), memory (bytes) or an extended resource. */
  limits: Record<string, number>;
};

export type ExceededQuota = { id: string; resources: string[] };
export type QuotaCheck = { exceeded: ExceededQuota[]; allowed: number };

export type QuotaTracker = {
  /** How many of so many nodes like this one the quotas allow. */
  check(node: Node, count: number): QuotaCheck;
  /** As check; takes them when all are allowed. */
  consume(node: Node, count: number): QuotaCheck;
};

/** totalNodeResources: cores are counted in whole units, a node itself as one. */
function nodeResources({ status }: Node): Record<string, number> {
  const { cpu, memory, pods: _, ...rest } = status.capacity ?? {};
  const extended = Object.entries(rest).filter(([name]) => name.includes("/"));
  return {
    nodes: 1,
    cpu: unitsOf(cpu),
    memory: unitsOf(memory),
    ...Object.fromEntries(extended.map(([name, amount]) => [name, unitsOf(amount)])),
  };
}

type Left = { quota: Quota; left: Record<string, number> };

function checkOne({ quota, left }: Left, need: Record<string, number>, count: number, result: QuotaCheck): void {
  const resources: string[] = [];
  for (const [name, each] of Object.entries(need)) {
    const rest = left[name];
    if (each <= 0 || rest === undefined || rest >= each * count) continue;
    result.allowed = Math.min(result.allowed, Math.max(0, Math.floor(rest / each)));
    resources.push(name);
  }
  if (resources.length > 0) result.exceeded.push({ id: quota.id, resources });
}

function trackerOf(all: Left[]): QuotaTracker {
  const matching = (node: Node) => all.filter(({ quota }) => quota.appliesTo(node));
  const check = (node: Node, count: number) => {
    const result: QuotaCheck = { exceeded: [], allowed: count };
    for (const one of matching(node)) checkOne(one, nodeResources(node), count, result);
    return result;
  };
  return {
    check,
    consume(node, count) {
      const result = check(node, count);
      if (result.allowed !== count) return result;
      for (const { left } of matching(node))
        for (const [name, each] of Object.entries(nodeResources(node)))
          if (left[name] !== undefined) left[name] = Math.max(0, left[name] - each * count);
      return result;
    },
  };
}

const usedBy = (nodes: readonly Node[], quota: Quota, name: string) =>
  nodes.filter((node) => quota.appliesTo(node)).reduce((sum, node) => sum + (nodeResources(node)[name] ?? 0), 0);

/** What is left up to the limits: for scaling up. */
export function createMaxTracker(quotas: readonly Quota[], nodes: readonly Node[]): QuotaTracker {
  const leftOf = (quota: Quota) =>
    Object.entries(quota.limits).map(([name, limit]) => [name, Math.max(0, limit - usedBy(nodes, quota, name))]);
  return trackerOf(quotas.map((quota) => ({ quota, left: Object.fromEntries(leftOf(quota)) })));
}

/** What may be taken away without going below the limits: for scaling down. */
export function createMinTracker(quotas: readonly Quota[], nodes: readonly Node[]): QuotaTracker {
  const leftOf = (quota: Quota) =>
    Object.entries(quota.limits).map(([name, limit]) => [name, Math.max(0, usedBy(nodes, quota, name) - limit)]);
  return trackerOf(quotas.map((quota) => ({ quota, left: Object.fromEntries(leftOf(quota)) })));
}
