// What is true of the simulation now, as passages that later questions may cite.
import type { Passage } from "../ask/answer.ts";
import type { Scenario } from "../knowledge/scenario.ts";
import { printCost, readBoard } from "./board.ts";
import { tellLevel } from "./meanwhile.ts";
import { printClock } from "./print/age.ts";
import { count, latency, percent } from "./words-of.ts";
import { fact } from "./worlds/fact.ts";
import { WORDS } from "./worlds/orchestrators.ts";
import type { World } from "./worlds/world.ts";

/** The facts of a lab, each of which stands alone. */
export function tellFacts(scenario: Scenario, world: World): Passage[] {
  return [
    fact("simulation#now", "Right now", tellNow(scenario, world)),
    fact("simulation#level", "The service level", tellServiceLevel(scenario, world)),
    ...world.facts(),
  ];
}

function tellNow(scenario: Scenario, world: World): string {
  const board = readBoard(scenario, world);
  const { instance, pending } = WORDS[scenario.orchestrator];
  return (
    `At ${printClock(board.atMs)} ${world.gauges().name} wants ${count(board.desiredReplicas, "replica")}, of which ${board.readyReplicas} are ready ` +
    `and ${board.pendingPods} are ${pending}. Clients send ${Math.round(board.rps)} requests a second. The ${instance}s use ` +
    `${Math.round(board.cpuUtilization)} % of the CPU they request, on average. The p95 latency is ${latency(board)} and ` +
    `${percent(board.errorRate)} of requests fail.`
  );
}

function tellServiceLevel(scenario: Scenario, world: World): string {
  const board = readBoard(scenario, world);
  const breaks = tellLevel(world.samples(), scenario).slice(0, 5);
  return [
    `The service level held in ${percent(board.heldShare)} of the readings until ${printClock(board.atMs)}.`,
    ...breaks,
    `So far it cost ${printCost(board)}.`,
  ].join(" ");
}
