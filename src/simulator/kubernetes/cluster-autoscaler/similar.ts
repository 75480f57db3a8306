/** Node groups that differ in little but their zone. Kubernetes autoscaler 1.36.1, processors/nodegroupset/compare_nodegroups.go. */
import type { Node } from "../api/core.ts";
import type { Labels, ResourceList } from "../api/meta.ts";
import { milliOf } from "../api/quantity.ts";
import type { NodeInfo } from "../scheduler/node-info.ts";

/** BasicIgnoredLabels. */
const IGNORED = new Set([
  "kubernetes.io/hostname",
  "failure-domain.beta.kubernetes.io/zone",
  "failure-domain.beta.kubernetes.io/region",
  "topology.kubernetes.io/zone",
  "topology.kubernetes.io/region",
]);

/** --memory-difference-ratio, --max-allocatable-difference-ratio, --max-free-difference-ratio. */
const RATIOS = { capacityMemory: 0.015, allocatable: 0.05, free: 0.05 };

const within = (a: number, b: number, ratio: number) => Math.abs(a - b) <= Math.max(a, b) * ratio;

/** Every resource of either, in thousandths; false as soon as one is only in one of them, or `isClose` says no. */
function bothClose(
  a: ResourceList,
  b: ResourceList,
  isClose: (name: string, a: number, b: number) => boolean,
): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => {
    const [x, y] = [a[name], b[name]];
    return x !== undefined && y !== undefined && isClose(name, milliOf(x), milliOf(y));
  });
}

/** What is left of cpu, memory and ephemeral storage on a node, in thousandths. */
function freeOf({ node, requested }: NodeInfo): number[] {
  const { cpu, memory, "ephemeral-storage": storage } = node.status.allocatable ?? {};
  return [
    milliOf(cpu) - requested.milliCpu,
    milliOf(memory) - requested.memory * 1_000,
    milliOf(storage) - requested.ephemeralStorage * 1_000,
  ];
}

const labelsText = (labels: Labels | undefined, ignored: ReadonlySet<string>) =>
  JSON.stringify(
    Object.entries(labels ?? {})
      .filter(([name]) => !IGNORED.has(name) && !ignored.has(name))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

const sameCapacity = (a: Node, b: Node, ratio: number) =>
  bothClose(a.status.capacity ?? {}, b.status.capacity ?? {}, (name, x, y) =>
    name === "memory" ? within(x, y, ratio) : x === y,
  );

const closeAllocatable = (a: Node, b: Node, ratio: number) =>
  bothClose(a.status.allocatable ?? {}, b.status.allocatable ?? {}, (_, x, y) => within(x, y, ratio));

function closeFree(a: NodeInfo, b: NodeInfo, ratio: number): boolean {
  const free = freeOf(b);
  return freeOf(a).every((x, i) => within(x, free[i] ?? 0, ratio));
}

/** IsCloudProviderNodeInfoSimilar. `ignored`: further labels that they may differ in. */
export function isSimilar(a: NodeInfo, b: NodeInfo, ignored: ReadonlySet<string>): boolean {
  return (
    sameCapacity(a.node, b.node, RATIOS.capacityMemory) &&
    closeAllocatable(a.node, b.node, RATIOS.allocatable) &&
    closeFree(a, b, RATIOS.free) &&
    labelsText(a.node.metadata.labels, ignored) === labelsText(b.node.metadata.labels, ignored)
  );
}
