// Plays made-up messages in games of many messages each, and keeps what broke.
import { isDeepStrictEqual } from "node:util";
import type { Scenario } from "../../knowledge/scenario.ts";
import { readBoard } from "../../lab/board.ts";
import { drawCharts } from "../../lab/charts.ts";
import { isLabMessage } from "../../lab/is-lab-message.ts";
import { type Game, begin, isOver, play, playOn } from "../../lab/play.ts";
import { look } from "../../lab/replay.ts";
import { createRandom, type Random } from "../../simulator/kernel/random.ts";
import { complaintsOf } from "./check-reply.ts";
import type { Corpus } from "./corpus.ts";
import { makeInput } from "./make-input.ts";

/** `journal` ends with the message that broke it. */
export type Finding = { game: number; scenario: string; what: string; journal: string[] };

export type Fuzzed = {
  inputs: number;
  games: number;
  findings: Finding[];
  slowest: { ms: number; scenario: string; text: string };
};

/** A message more, and it is another cluster: what one message spoils must not hide what the next would. */
const MESSAGES = 40;
/** Of so many games one is played again from the beginning, and one is looked at with all its facts and its debrief. */
const AGAIN = 20;
const LOOKED_AT = 25;
const LONGEST_OUTPUT = 12_000;

/** Plays at least so many messages. The same seed makes the same games; `tell` hears of each game. */
export function fuzz(
  { inputs, seed, scenarios, corpus }: { inputs: number; seed: string; scenarios: readonly Scenario[]; corpus: Corpus },
  tell: (sofar: Fuzzed) => void = () => {},
): Fuzzed {
  const sofar: Fuzzed = { inputs: 0, games: 0, findings: [], slowest: { ms: 0, scenario: "", text: "" } };
  while (sofar.inputs < inputs) {
    const scenario = scenarios[sofar.games % scenarios.length]!;
    playGame(sofar, scenario, createRandom(`${seed}:${sofar.games}`), corpus);
    sofar.games++;
    tell(sofar);
  }
  return sofar;
}

function playGame(sofar: Fuzzed, scenario: Scenario, random: Random, corpus: Corpus): void {
  const seed = `fuzz-${sofar.games}`;
  const game = begin(scenario, seed);
  const journal: string[] = [];
  const found = (what: string) =>
    sofar.findings.push({ game: sofar.games, scenario: scenario.id, what, journal: [...journal] });
  try {
    while (journal.length < MESSAGES && !isOver(game)) {
      const text = makeInput(random, corpus, scenario.orchestrator);
      journal.push(text);
      sofar.inputs++;
      say(sofar, game, text);
      for (const complaint of complain(game)) found(complaint);
    }
    for (const complaint of lookBack(sofar, game, seed)) found(complaint);
  } catch (error) {
    found(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

/** Says one message, and keeps how long it took if that was longest. */
function say(sofar: Fuzzed, game: Game, text: string): void {
  const began = performance.now();
  isLabMessage(text);
  playOn(game, text);
  const ms = performance.now() - began;
  if (ms > sofar.slowest.ms) sofar.slowest = { ms, scenario: game.scenario.id, text };
}

/** What is wrong with a game as a whole. */
function lookBack({ games }: Fuzzed, game: Game, seed: string): string[] {
  if (games % LOOKED_AT === 0) look(game, seed);
  if (games % AGAIN !== 0) return [];
  const journal = game.turns.map(({ text }) => text);
  const same = isDeepStrictEqual(play(game.scenario, seed, journal).hashes, game.hashes);
  return same ? [] : ["played again it comes out differently"];
}

function complain({ scenario, world, turns }: Game): string[] {
  const { output } = turns.at(-1)!;
  const view = {
    turns,
    board: readBoard(scenario, world),
    charts: drawCharts(world.samples(), scenario),
    debrief: undefined,
    finished: false,
  };
  return [
    ...(output.length > LONGEST_OUTPUT ? [`an output of ${output.length} characters`] : []),
    ...complaintsOf(scenario, view),
  ];
}
