// A journal, played command by command on a fresh cluster: the turns, and the cluster as it ended.
import type { Scenario } from "../knowledge/scenario.ts";
import { bound } from "./bound.ts";
import type { Command, ToolCall } from "./command.ts";
import { parseCommands, splitCommands } from "./commands.ts";
import { toolOf } from "./help-of.ts";
import { tellMeanwhile } from "./meanwhile.ts";
import { fileOf } from "./pasted.ts";
import { type Act, type Printed, isSaying, say } from "./say.ts";
import { transcript } from "./shell/outcome.ts";
import type { Debrief, Turn } from "./view.ts";
import { printClock } from "./print/age.ts";
import { tellWaits } from "./waited.ts";
import { span } from "./words-of.ts";
import { createWorld } from "./worlds/create-world.ts";
import { standing } from "./worlds/news.ts";
import { WORDS } from "./worlds/orchestrators.ts";
import type { World } from "./worlds/world.ts";

/** A change takes as long as typing it: the controllers have begun by the next look. */
const CHANGE_MS = 1_000;
const READY_STEP_MS = 1_000;
const READY_MOST_MS = 600_000;
const OVER = "The scenario is over. Looking still works; start a fresh one to try again.";

export type Played = { world: World; turns: Turn[]; hashes: string[]; finished: boolean };

/** A lab that is being played: `files` are what was pasted under a name so far. */
export type Game = {
  scenario: Scenario;
  world: World;
  turns: Turn[];
  hashes: string[];
  hints: number;
  files: Record<string, string>;
  /** What stands so and was told last. */
  standing: ReadonlySet<string>;
  /** How it went, once somebody has asked: it takes many replays, and what is over changes no more. */
  debrief?: Debrief;
};

/** A lab of which nothing is played yet, on a fresh world unless there is one. */
export function begin(scenario: Scenario, seed: string, world = createWorld(scenario, seed)): Game {
  return { scenario, world, turns: [], hashes: [], hints: 0, files: {}, standing: new Set() };
}

/** Plays one more text of the journal. */
export function playOn(game: Game, text: string): void {
  game.turns.push(playText(game, text));
  game.hashes.push(game.world.hash());
}

/** Plays every command of a journal, on a fresh world unless there is one. */
export function play(scenario: Scenario, seed: string, commands: string[], world?: World): Played {
  const game = begin(scenario, seed, world);
  for (const text of commands) playOn(game, text);
  return { world: game.world, turns: game.turns, hashes: game.hashes, finished: isOver(game) };
}

/** Whether its span is over. */
export function isOver({ scenario, world }: Game): boolean {
  return world.now() >= scenario.span;
}

function playText(game: Game, text: string): Turn {
  const fromMs = game.world.now();
  const printed = parseCommands(text).map((command) => carryOut(game, command));
  const shown = bound(
    printed
      .map((each) => each.output)
      .filter(Boolean)
      .join("\n"),
  );
  const waited = tellWaits(printed.flatMap(({ waits = [] }) => waits));
  const meanwhile = tellMeanwhile(game.scenario, game.world, fromMs, game.standing);
  if (game.world.now() > fromMs) game.standing = standing(game.world.news(fromMs));
  return {
    text,
    line: firstLine(text),
    output: [shown, waited].filter(Boolean).join("\n"),
    ok: printed.every(({ ok }) => ok),
    ...(printed.some(({ changed }) => changed) ? { changed: true } : {}),
    fromMs,
    toMs: game.world.now(),
    meanwhile,
  };
}

/** The first command as it was understood: of a manifest without one, what is done with it. */
const firstLine = (text: string) => splitCommands(text)[0]?.split("\n", 1)[0] ?? "";

function carryOut(game: Game, command: Command): Printed {
  if ("words" in command) return callTool(game, command);
  const asked = command.kind === "help" ? toolOf(command.of) : undefined;
  if (asked) return callTool(game, asked);
  if (isSaying(command)) return say(game, command);
  return isOver(game) ? { output: OVER, ok: false } : act(game, command);
}

/** Commands that change something make its time pass; when it is over they are not carried out. */
function callTool(game: Game, call: ToolCall): Printed {
  const { scenario, world } = game;
  const words = WORDS[scenario.orchestrator];
  if (!words.tools.includes(call.kind))
    return { output: `This scenario runs on ${words.name}; ${words.typed}.`, ok: false };
  const changes = world.changes(call);
  if (changes && isOver(game)) return { output: OVER, ok: false };
  keepFile(game, call);
  const [before, from] = [world.hash(), world.now()];
  const outcome = world.carryOut({ ...call, files: game.files });
  const changed = world.hash() !== before;
  const waits = [{ call, ms: world.now() - from }];
  if (changes) world.run(Math.min(world.now() + CHANGE_MS, scenario.span));
  return { output: transcript(outcome), ok: outcome.exit === 0, changed, waits };
}

/** What is pasted below `-f web.yaml` is that file, from now on. */
function keepFile({ files }: Game, { words, stdin }: ToolCall): void {
  const name = stdin === "" ? undefined : fileOf(words);
  if (name !== undefined) files[name] = stdin;
}

/** What lets time pass. */
function act(game: Game, command: Act): Printed {
  const { world } = game;
  const from = world.now();
  return { ...pass(game, command), changed: world.now() > from };
}

function pass(game: Game, command: Act): Printed {
  const { scenario, world } = game;
  switch (command.kind) {
    case "wait":
      return wait(game, command.ms);
    case "until-ready":
      return untilReady(game);
    case "finish":
      world.run(scenario.span);
      return { output: `It is ${printClock(world.now())}: the scenario is over.`, ok: true };
  }
}

function wait({ scenario, world }: Game, ms: number): Printed {
  const from = world.now();
  world.run(Math.min(from + ms, scenario.span));
  const over = world.now() >= scenario.span ? ": the scenario is over" : "";
  return { output: `${span(world.now() - from)} passed; it is ${printClock(world.now())}${over}.`, ok: true };
}

function untilReady({ scenario, world }: Game): Printed {
  const from = world.now();
  const { instance, look } = WORDS[scenario.orchestrator];
  const end = Math.min(from + READY_MOST_MS, scenario.span);
  while (!world.isReady() && world.now() < end) world.run(Math.min(world.now() + READY_STEP_MS, end));
  const passed = `${span(world.now() - from)} passed; it is ${printClock(world.now())}.`;
  if (world.isReady()) return { output: `Every wanted ${instance} is ready. ${passed}`, ok: true };
  return { output: `Not every wanted ${instance} is ready. ${passed} \`${look}\` shows which.`, ok: false };
}
