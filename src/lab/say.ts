/** The lab's own words that only say something: nothing changes and no time passes. */
import type { Scenario } from "../knowledge/scenario.ts";
import { printBoard, readBoard } from "./board.ts";
import type { Command, ToolCall } from "./command.ts";
import { helpOf } from "./help-of.ts";
import { printHelp, printHint } from "./help.ts";
import { printChart } from "./sparkline.ts";
import type { Wait } from "./waited.ts";
import { tellWhy } from "./why.ts";
import type { World } from "./worlds/world.ts";

const PAUSED = "Nothing moves while nobody types: go on whenever you like, in a minute or in days.";
const ASKS = "From now on the lab asks now and then what will come of it.";
const ASKS_NO_MORE = "This lab asks no more what will come of it; `predict on` lets it ask again.";

/** What was printed, and whether it worked; `changed`: it changed something, or let time pass; `waits`: a command blocked. */
export type Printed = { output: string; ok: boolean; changed?: boolean; waits?: Wait[] };

/** What lets time pass. */
export type Act = Extract<Command, { kind: "wait" | "until-ready" | "finish" }>;

export type Saying = Exclude<Command, ToolCall | Act>;

/** `hints` is how many were given so far. */
type Game = { scenario: Scenario; world: World; hints: number };

const said = (output: string): Printed => ({ output, ok: true });

/** One saying a word. */
const SAYINGS: { [K in Saying["kind"]]: (game: Game, command: Extract<Saying, { kind: K }>) => Printed } = {
  refused: (_, { output }) => ({ output, ok: false }),
  hint: (game) => said(printHint(game.scenario, game.hints++)),
  status: ({ scenario, world }) => said(printBoard(readBoard(scenario, world), scenario)),
  chart: ({ scenario, world }) => said(printChart(world.samples(), scenario, world.now())),
  why: ({ scenario, world }) => said(tellWhy(scenario, world)),
  help: ({ scenario }, { of }) => (of === undefined ? said(printHelp(scenario.orchestrator)) : helpOf(of)),
  pause: () => said(PAUSED),
  predict: (_, { on }) => said(on ? ASKS : ASKS_NO_MORE),
  undo: () => ({ output: "There is nothing to undo here.", ok: false }),
};

export const isSaying = (command: Command): command is Saying => Object.hasOwn(SAYINGS, command.kind);

export function say(game: Game, command: Saying): Printed {
  const saying = SAYINGS[command.kind] as (game: Game, command: Saying) => Printed;
  return saying(game, command);
}
