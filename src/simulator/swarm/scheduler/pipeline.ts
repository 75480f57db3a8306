/**
 * The filters that a node must pass to get a task, in SwarmKit's order, and the words for why none did (manager/scheduler/{filter,pipeline}.go).
 * A filter stands in the pipeline only when the task asks for what it checks.
 */
import { meetsConstraints, parseConstraints } from "../constraint.ts";
import type { Platform, Task } from "../objects.ts";
import { activeTasksOf, hostPortsOf, type NodeInfo } from "./node-info.ts";

type Filter = { check(info: NodeInfo): boolean; explain(nodes: number): string };

type Pipeline = {
  /** Whether the node passes. Each failure is counted against the filter that failed; a node that passes wipes out all counts. */
  passes(info: NodeInfo): boolean;
  /** Why nodes failed since one passed last, most frequent reason first; empty when none did. */
  explain(): string;
};

const onNodes = (before: string, nodes: number) => `${before} on ${nodes} ${nodes === 1 ? "node" : "nodes"}`;

const READY: Filter = {
  check: ({ node }) => node.status.state === "ready" && node.availability === "active",
  explain: (nodes) => `${nodes} ${nodes === 1 ? "node" : "nodes"} not available for new tasks`,
};

function resourceFilter(task: Task): Filter | undefined {
  const { nanoCpus = 0, memoryBytes = 0 } = task.spec.reservations ?? {};
  if (nanoCpus === 0 && memoryBytes === 0) return undefined;
  return {
    check: ({ available }) => nanoCpus <= available.nanoCpus && memoryBytes <= available.memoryBytes,
    explain: (nodes) => onNodes("insufficient resources", nodes),
  };
}

function constraintFilter(task: Task): Filter | undefined {
  const texts = task.spec.placement?.constraints ?? [];
  const parsed = parseConstraints(texts);
  if (texts.length === 0 || "error" in parsed) return undefined;
  return {
    check: ({ node }) => meetsConstraints(parsed.constraints, node),
    explain: (nodes) => onNodes("scheduling constraints not satisfied", nodes),
  };
}

const ARCHITECTURES = new Map([
  ["x86_64", "amd64"],
  ["aarch64", "arm64"],
]);

const architecture = (name: string) => ARCHITECTURES.get(name) ?? name;

const isSupported = (image: Platform, node: Platform) =>
  (image.architecture === "" || architecture(image.architecture) === architecture(node.architecture)) &&
  (image.os === "" || image.os === node.os);

function platformFilter(task: Task): Filter | undefined {
  const platforms = task.spec.placement?.platforms ?? [];
  if (platforms.length === 0) return undefined;
  return {
    check: ({ node }) => platforms.some((platform) => isSupported(platform, node.platform)),
    explain: (nodes) => onNodes("unsupported platform", nodes),
  };
}

function hostPortFilter(task: Task): Filter | undefined {
  const ports = hostPortsOf(task);
  if (ports.length === 0) return undefined;
  return {
    check: ({ hostPorts }) => !ports.some((port) => hostPorts.has(port)),
    explain: (nodes) => onNodes("host-mode port already in use", nodes),
  };
}

function maxReplicasFilter(task: Task): Filter | undefined {
  const most = task.spec.placement?.maxReplicas ?? 0;
  if (most === 0) return undefined;
  return {
    check: (info) => activeTasksOf(info, task.serviceId) < most,
    explain: () => "max replicas per node limit exceed",
  };
}

export function createPipeline(task: Task): Pipeline {
  const filters = [
    READY,
    resourceFilter(task),
    constraintFilter(task),
    platformFilter(task),
    hostPortFilter(task),
    maxReplicasFilter(task),
  ].filter((filter) => filter !== undefined);
  const counted = filters.map((filter) => ({ filter, failures: 0 }));
  return {
    passes(info) {
      const failed = counted.find(({ filter }) => !filter.check(info));
      if (failed) failed.failures++;
      else for (const entry of counted) entry.failures = 0;
      return !failed;
    },
    explain: () =>
      counted
        .toSorted((a, b) => b.failures - a.failures)
        .filter(({ failures }) => failures > 0)
        .map(({ filter, failures }) => filter.explain(failures))
        .join("; "),
  };
}
