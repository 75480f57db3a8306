// The gauges of a running lab.
import type { Scenario } from "../knowledge/scenario.ts";
import { budgetPodHours, heldShare } from "./level.ts";
import { printClock } from "./print/age.ts";
import type { Board } from "./view.ts";
import { count, hours, milliseconds, percent } from "./words-of.ts";
import { WORDS } from "./worlds/orchestrators.ts";
import type { World } from "./worlds/world.ts";

const NOTHING = { rps: 0, p95: 0, errorRate: 0, cpuUtilization: 0 };

/** Reads the gauges. Replicas are as the cluster has them now; load and latency are of the last reading. */
export function readBoard(scenario: Scenario, world: World): Board {
  const samples = world.samples();
  const { rps, p95, errorRate, cpuUtilization } = samples.at(-1) ?? NOTHING;
  const { desired, ready, pending, nodes } = world.gauges();
  return {
    instance: WORDS[scenario.orchestrator].instance,
    atMs: world.now(),
    spanMs: scenario.span,
    desiredReplicas: desired,
    readyReplicas: ready,
    pendingPods: pending,
    rps,
    p95,
    errorRate,
    cpuUtilization,
    nodes,
    podHours: world.instanceMs() / 3_600_000,
    budgetPodHours: budgetPodHours(scenario),
    heldShare: heldShare(samples, scenario.serviceLevel),
  };
}

/** What `status` says. */
export function printBoard(board: Board, { serviceLevel, orchestrator }: Scenario): string {
  const words = WORDS[orchestrator];
  const title = `${words.instance[0]?.toUpperCase()}${words.instance.slice(1)}s`.padEnd(9);
  const pending = board.pendingPods > 0 ? `, ${board.pendingPods} ${words.pending}` : "";
  const over = board.podHours > board.budgetPodHours ? ", over budget" : "";
  return [
    `Time      ${printClock(board.atMs)} of ${printClock(board.spanMs)}`,
    `${title} ${board.readyReplicas} ready of ${board.desiredReplicas} wanted${pending}, on ${count(board.nodes, "node")}`,
    `Load      ${Math.round(board.rps)} requests/s, CPU ${Math.round(board.cpuUtilization)} % of requests`,
    `p95       ${milliseconds(board.p95)} (at most ${milliseconds(serviceLevel.p95Ms)})`,
    `Errors    ${percent(board.errorRate)} (at most ${percent(serviceLevel.errorRate)})`,
    `Held      ${percent(board.heldShare)} of the readings so far (at least ${percent(serviceLevel.share)} of all)`,
    `Cost      ${hours(board.podHours)} of ${hours(board.budgetPodHours)} ${words.instance}-hours${over}`,
  ].join("\n");
}
