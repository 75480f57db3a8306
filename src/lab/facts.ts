// What is true of the simulation now, as passages that later questions may cite.
import type { Passage } from "../ask/answer.ts";
import type { Scenario } from "../knowledge/scenario.ts";
import { printCost, readBoard } from "./board.ts";
import { CAUSE } from "./cause.ts";
import { tellLevel } from "./meanwhile.ts";
import { printClock } from "./print/age.ts";
import { count, latency, percent } from "./words-of.ts";
import { fact } from "./worlds/fact.ts";
import { WORDS } from "./worlds/orchestrators.ts";
import { tellCause } from "./why.ts";
import type { World } from "./worlds/world.ts";

/** The facts of a lab, each of which stands alone. */
export function tellFacts(scenario: Scenario, world: World): Passage[] {
  const cause = tellCause(scenario, world);
  return [
    fact("simulation#now", "Right now", tellNow(scenario, world)),
    fact("simulation#level", "The service level", tellServiceLevel(scenario, world)),
    ...(cause === "" ? [] : [fact(CAUSE, "What is behind it", cause)]),
    ...world.facts(),
  ];
}

function tellNow(scenario: Scenario, world: World): string {
  const board = readBoard(scenario, world);
  const { instance, pending } = WORDS[scenario.orchestrator];
  const isAnswered = board.p95 > 0 && board.errorRate < 1;
  return (
    `At ${printClock(board.atMs)} ${world.gauges().name} wants ${count(board.desiredReplicas, "replica")}, of which ${board.readyReplicas} are ready ` +
    `and ${board.pendingPods} are ${pending}. Clients send ${Math.round(board.rps)} requests a second. The ${instance}s use ` +
    `${Math.round(board.cpuUtilization)} % of the CPU they request, on average. ${isAnswered ? `The p95 latency is ${latency(board)}` : "Nothing is answered"} and ` +
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
