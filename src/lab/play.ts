// A journal, played command by command on a fresh cluster: the turns, and the cluster as it ended.
import type { Scenario } from "../knowledge/scenario.ts";
import type { Cluster } from "../simulator/kubernetes/cluster-api.ts";
import { createCluster } from "../simulator/kubernetes/cluster.ts";
import { printBoard, readBoard } from "./board.ts";
import { bound } from "./bound.ts";
import type { Command } from "./command.ts";
import { parseCommands } from "./commands.ts";
import { HELP, printHint } from "./help.ts";
import { tellMeanwhile } from "./meanwhile.ts";
import { changesCluster, runKubectl } from "./kubectl/kubectl.ts";
import { kubectlContext } from "./kubectl-context.ts";
import { setupOf } from "./setup.ts";
import { transcript } from "./shell/outcome.ts";
import type { Turn } from "./view.ts";
import { printClock } from "./print/age.ts";
import { span } from "./words-of.ts";

/** A change takes as long as typing it: the controllers have begun by the next look. */
const CHANGE_MS = 1_000;
const READY_STEP_MS = 1_000;
const READY_MOST_MS = 600_000;
const OVER = "The scenario is over. Looking still works; start a fresh one to try again.";

/** What was printed, and whether it worked. */
type Printed = { output: string; ok: boolean };
export type Played = { cluster: Cluster; turns: Turn[]; hashes: string[]; finished: boolean };
type Game = { scenario: Scenario; cluster: Cluster; hints: number };

/** Plays every command of a journal. */
export function play(scenario: Scenario, seed: string, commands: string[]): Played {
  const game: Game = { scenario, cluster: createCluster(setupOf(scenario), seed), hints: 0 };
  const hashes: string[] = [];
  const turns = commands.map((text) => {
    const turn = playText(game, text);
    hashes.push(game.cluster.hash());
    return turn;
  });
  return { cluster: game.cluster, turns, hashes, finished: isOver(game) };
}

function isOver({ scenario, cluster }: Game): boolean {
  return cluster.now() >= scenario.span;
}

function playText(game: Game, text: string): Turn {
  const fromMs = game.cluster.now();
  const printed = parseCommands(text).map((command) => carryOut(game, command));
  const output = bound(
    printed
      .map((each) => each.output)
      .filter(Boolean)
      .join("\n"),
  );
  const meanwhile = tellMeanwhile(game.scenario, game.cluster, fromMs);
  return { text, output, ok: printed.every(({ ok }) => ok), fromMs, toMs: game.cluster.now(), meanwhile };
}

function carryOut(game: Game, command: Command): Printed {
  const { scenario, cluster } = game;
  switch (command.kind) {
    case "refused":
      return { output: command.output, ok: false };
    case "kubectl":
      return kubectl(game, command);
    case "hint":
      return { output: printHint(scenario, game.hints++), ok: true };
    case "status":
      return { output: printBoard(readBoard(scenario, cluster), scenario), ok: true };
    case "help":
      return { output: HELP, ok: true };
    case "undo":
      return { output: "There is nothing to undo here.", ok: false };
    default:
      return isOver(game) ? { output: OVER, ok: false } : act(game, command);
  }
}

/** Commands that change something make its time pass; when it is over they are not carried out. */
function kubectl(game: Game, { words, stdin }: Extract<Command, { kind: "kubectl" }>): Printed {
  const { scenario, cluster } = game;
  const changes = changesCluster(words);
  if (changes && isOver(game)) return { output: OVER, ok: false };
  const outcome = runKubectl(kubectlContext(cluster, stdin, scenario.span), words);
  if (changes) cluster.run(Math.min(cluster.now() + CHANGE_MS, scenario.span));
  return { output: transcript(outcome), ok: outcome.exit === 0 };
}

type Act = Extract<Command, { kind: "wait" | "until-ready" | "finish" }>;

/** What lets time pass. */
function act(game: Game, command: Act): Printed {
  const { scenario, cluster } = game;
  switch (command.kind) {
    case "wait":
      return wait(game, command.ms);
    case "until-ready":
      return untilReady(game);
    case "finish":
      cluster.run(scenario.span);
      return { output: `It is ${printClock(cluster.now())}: the scenario is over.`, ok: true };
  }
}

function wait({ scenario, cluster }: Game, ms: number): Printed {
  const from = cluster.now();
  cluster.run(Math.min(from + ms, scenario.span));
  const over = cluster.now() >= scenario.span ? ": the scenario is over" : "";
  return { output: `${span(cluster.now() - from)} passed; it is ${printClock(cluster.now())}${over}.`, ok: true };
}

function untilReady({ scenario, cluster }: Game): Printed {
  const from = cluster.now();
  const end = Math.min(from + READY_MOST_MS, scenario.span);
  while (!allReady(cluster) && cluster.now() < end) cluster.run(Math.min(cluster.now() + READY_STEP_MS, end));
  const passed = `${span(cluster.now() - from)} passed; it is ${printClock(cluster.now())}.`;
  if (allReady(cluster)) return { output: `Every wanted pod is ready. ${passed}`, ok: true };
  return { output: `Not every wanted pod is ready. ${passed} \`kubectl get pods\` shows which.`, ok: false };
}

function allReady(cluster: Cluster): boolean {
  return cluster
    .list("Deployment")
    .every(
      ({ spec, status }) =>
        (status.readyReplicas ?? 0) >= (spec.replicas ?? 0) && (status.replicas ?? 0) === spec.replicas,
    );
}
