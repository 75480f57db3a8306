// The gauges of a running lab.
import type { Scenario } from "../knowledge/scenario.ts";
import { budgetPodHours, heldShare } from "./level.ts";
import { printClock } from "./print/age.ts";
import { isSandbox } from "./sandbox.ts";
import type { Board } from "./view.ts";
import { count, hours, latency, milliseconds, percent } from "./words-of.ts";
import { WORDS } from "./worlds/orchestrators.ts";
import type { World } from "./worlds/world.ts";

const NOTHING = { rps: 0, p95: 0, errorRate: 0, cpuUtilization: 0 };

/** Reads the gauges. Replicas are as the cluster has them now; load and latency are of the last reading, at `readMs`. */
export function readBoard(scenario: Scenario, world: World): Board {
  const samples = world.samples();
  const { at: readMs, rps, p95, errorRate, cpuUtilization } = samples.at(-1) ?? { ...NOTHING, at: world.now() };
  const { desired, ready, pending, nodes } = world.gauges();
  return {
    instance: WORDS[scenario.orchestrator].instance,
    atMs: world.now(),
    readMs,
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
    ...(isSandbox(scenario) ? {} : { budgetPodHours: budgetPodHours(scenario) }),
    ...nodeCost(scenario, world),
    heldShare: heldShare(samples, scenario.serviceLevel),
  };
}

/** Node-hours, where the scenario counts them. */
function nodeCost({ budget }: Scenario, world: World): Pick<Board, "nodeHours"> {
  if (budget.nodeHours === undefined) return {};
  return { nodeHours: { used: world.nodeMs() / 3_600_000, budget: budget.nodeHours } };
}

/** What `status` says. */
export function printBoard(board: Board, scenario: Scenario): string {
  const { serviceLevel, orchestrator } = scenario;
  const words = WORDS[orchestrator];
  const title = `${words.instance[0]?.toUpperCase()}${words.instance.slice(1)}s`.padEnd(9);
  // The lines from Load to Errors are of one reading, which may be some seconds old.
  const read = board.readMs === board.atMs ? "" : `, measured at ${printClock(board.readMs)}`;
  const isAnswered = board.rps === 0 || (board.errorRate < 1 && board.p95 > 0);
  const pending = board.pendingPods > 0 ? `, ${board.pendingPods} ${words.pending}` : "";
  return [
    `Time      ${printClock(board.atMs)} of ${printClock(board.spanMs)}`,
    `${title} ${board.readyReplicas} ready of ${board.desiredReplicas} wanted${pending}, on ${count(board.nodes, "node")}`,
    `Load      ${Math.round(board.rps)} requests/s, CPU ${Math.round(board.cpuUtilization)} % of requests${read}`,
    `p95       ${isAnswered ? latency(board) : "nothing was answered"} (at most ${milliseconds(serviceLevel.p95Ms)})`,
    `Errors    ${percent(board.errorRate)} (at most ${percent(serviceLevel.errorRate)})`,
    `Held      ${percent(board.heldShare)} of the readings so far${isSandbox(scenario) ? "" : ` (at least ${percent(serviceLevel.share)} of all)`}`,
    `Cost      ${printCost(board)}`,
  ].join("\n");
}

/** `1.20 of 3.60 pod-hours, over budget`, and node-hours behind it where they are counted */
export function printCost({ podHours, budgetPodHours: budget, nodeHours, instance }: Board): string {
  if (budget === undefined) return `${hours(podHours)} ${instance}-hours`;
  const nodes = nodeHours ? `; ${part(nodeHours.used, nodeHours.budget)} node-hours` : "";
  const isOver = podHours > budget || (nodeHours !== undefined && nodeHours.used > nodeHours.budget);
  return `${part(podHours, budget)} ${instance}-hours${nodes}${isOver ? ", over budget" : ""}`;
}

const part = (used: number, budget: number) => `${hours(used)} of ${hours(budget)}`;
