// The gauges of a running lab.
import type { Scenario } from "../knowledge/scenario.ts";
import type { Cluster } from "../simulator/kubernetes/cluster-api.ts";
import { budgetPodHours, heldShare } from "./level.ts";
import { printClock } from "./print/age.ts";
import { isReady } from "./pod.ts";
import { podStatus } from "./print/columns/pod-row.ts";
import type { Board } from "./view.ts";
import { count, hours, milliseconds, percent } from "./words-of.ts";

const NOTHING = { rps: 0, p95: 0, errorRate: 0, cpuUtilization: 0 };

/** Reads the gauges. Replicas are as the cluster has them now; load and latency are of the last reading. */
export function readBoard(scenario: Scenario, cluster: Cluster): Board {
  const samples = cluster.samples();
  const { rps, p95, errorRate, cpuUtilization } = samples.at(-1) ?? NOTHING;
  const name = scenario.cluster.services[0]!.deployment;
  const pods = cluster.list("Pod").filter((pod) => pod.metadata.deletionTimestamp === undefined);
  return {
    atMs: cluster.now(),
    spanMs: scenario.span,
    desiredReplicas: cluster.get("Deployment", name)?.spec.replicas ?? 0,
    readyReplicas: pods.filter(isReady).length,
    pendingPods: pods.filter((pod) => podStatus(pod) === "Pending").length,
    rps,
    p95,
    errorRate,
    cpuUtilization,
    nodes: cluster.list("Node").length,
    podHours: cluster.cost().podMs / 3_600_000,
    budgetPodHours: budgetPodHours(scenario),
    heldShare: heldShare(samples, scenario.serviceLevel),
  };
}

/** What `status` says. */
export function printBoard(board: Board, { serviceLevel }: Scenario): string {
  const pending = board.pendingPods > 0 ? `, ${board.pendingPods} Pending` : "";
  const over = board.podHours > board.budgetPodHours ? ", over budget" : "";
  return [
    `Time      ${printClock(board.atMs)} of ${printClock(board.spanMs)}`,
    `Pods      ${board.readyReplicas} ready of ${board.desiredReplicas} wanted${pending}, on ${count(board.nodes, "node")}`,
    `Load      ${Math.round(board.rps)} requests/s, CPU ${Math.round(board.cpuUtilization)} % of requests`,
    `p95       ${milliseconds(board.p95)} (at most ${milliseconds(serviceLevel.p95Ms)})`,
    `Errors    ${percent(board.errorRate)} (at most ${percent(serviceLevel.errorRate)})`,
    `Held      ${percent(board.heldShare)} of the readings so far (at least ${percent(serviceLevel.share)} of all)`,
    `Cost      ${hours(board.podHours)} of ${hours(board.budgetPodHours)} pod-hours${over}`,
  ].join("\n");
}
