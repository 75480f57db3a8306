/** Reading the cluster-autoscaler's vectors: times in milliseconds, objects as the simulator keeps them. */
import type { Node } from "../../../simulator/kubernetes/api/core.ts";
import type { Pod } from "../../../simulator/kubernetes/api/pod.ts";
import { createSimulation, type Simulation } from "../../../simulator/kubernetes/cluster-autoscaler/simulation.ts";
import { createNodeInfo, type NodeInfo } from "../../../simulator/kubernetes/scheduler/node-info.ts";
import { createPodInfo } from "../../../simulator/kubernetes/scheduler/pod-info.ts";
import type { Listers } from "../../../simulator/kubernetes/scheduler/snapshot.ts";
import type { Sheet } from "../sheet.ts";
import { type Foreign, readTimes as timesOf } from "../foreign.ts";

export type { Foreign };

export type Check = Parameters<Parameters<Sheet["row"]>[1]>[0];

/** The evaluation time that a row's `relSec` counts from. */
export const NOW = 1_800_000_000_000;

/** As milliseconds, counted from NOW. */
export const readTimes = (value: Foreign): Foreign => timesOf(value, NOW);

const metaOf = (given: Foreign, namespace: string) => ({
  name: "",
  namespace,
  uid: given?.name ?? "",
  creationTimestamp: 0,
  generation: 1,
  ...given,
});

export function podOf(given: Foreign): Pod {
  const { metadata, spec = {}, status = {} } = readTimes(given);
  return { kind: "Pod", metadata: metaOf(metadata, "default"), spec: { containers: [], ...spec }, status };
}

export function nodeOf(given: Foreign): Node {
  const { metadata, spec = {}, status = {} } = readTimes(given);
  return { kind: "Node", metadata: metaOf(metadata, ""), spec, status };
}

/** No namespaces, Services or controllers stand behind these tables. */
export const NO_LISTERS: Listers = {
  namespaceLabels: () => undefined,
  namespacesOf: () => [],
  defaultSelector: () => undefined,
};

const titleOf = ({ name, desc }: Foreign): string => name ?? desc ?? "";

/** Rows of a captured table, each by its test's name, number and own name; `without` says why a row is not run. */
export function eachRow(
  file: Foreign,
  sheet: Sheet,
  test: string,
  compare: (row: Foreign, check: Check) => void,
  without: (row: Foreign) => string | undefined = () => undefined,
): void {
  const reasons = new Map<string, number>();
  for (const { i, key, case: row } of file.tests?.[test]?.cases ?? []) {
    const reason = without(row);
    if (reason === undefined) sheet.row(`${test} ${i} ${key ?? titleOf(row)}`, (check) => compare(row, check));
    else reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  for (const [reason, count] of reasons) sheet.leaveOut(test, count, reason);
}

/** Tables that speak of what no lab shows: named with their size and the reason. */
export function leaveOutTables(file: Foreign, sheet: Sheet, reasons: Record<string, string>): void {
  for (const [test, reason] of Object.entries(reasons)) {
    const count = file.tests?.[test]?.cases?.length ?? 0;
    if (count > 0) sheet.leaveOut(test, count, reason);
  }
}

/** buildTestNode's way of writing: millicores and bytes. */
export function plainNode(name: string, milliCpu: number, memory: number, given: Foreign = {}): Node {
  const allocatable = { cpu: `${milliCpu}m`, memory: `${memory}`, pods: "100" };
  const { labels, ready = true } = given;
  const conditions = [{ type: "Ready", status: ready ? "True" : "False", lastTransitionTime: 0 }];
  return nodeOf({ metadata: { name, labels }, status: { capacity: allocatable, allocatable, conditions } });
}

export function plainPod(name: string, milliCpu: number, memory: number, nodeName?: string): Pod {
  const requests = { cpu: `${milliCpu}m`, memory: `${memory}` };
  const spec = { containers: [{ name: "", resources: { requests } }], ...(nodeName ? { nodeName } : {}) };
  return podOf({ metadata: { name }, spec });
}

export function infoOf(node: Node, pods: readonly Pod[] = []): NodeInfo {
  return createNodeInfo(node, pods.map(createPodInfo));
}

/** Nodes with the pods that name them. */
export function simulationOf(nodes: readonly Node[], pods: readonly Pod[] = []): Simulation {
  const on = (node: Node) => pods.filter(({ spec }) => spec.nodeName === node.metadata.name);
  return createSimulation(
    nodes.map((node) => infoOf(node, on(node))),
    NO_LISTERS,
  );
}

export const nameOf = ({ metadata }: { metadata: { name: string } }) => metadata.name;
