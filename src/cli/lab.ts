// `npm run lab -- SCENARIO`: a scenario played in the terminal; `--commands FILE` plays a file and tells by its exit code how it went.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import type { Scenario } from "../knowledge/scenario.ts";
import { splitCommands } from "../lab/commands.ts";
import { replay } from "../lab/replay.ts";
import { WORDS } from "../lab/worlds/orchestrators.ts";
import { printDebrief, printStory, printTurn } from "./print-lab.ts";
import { readDraft } from "./read-knowledge.ts";

const HELP = `Play a scaling scenario in the terminal.

  npm run lab                                   lists the scenarios
  npm run lab -- hpa-spike                      plays one; type "help" there
  npm run lab -- hpa-spike --commands FILE      plays the commands of a file; exit code 0 when it passes
  npm run lab -- hpa-spike --seed NAME          another run of chance
`;

/** Plays a file's commands and says how it went. */
function playFile(scenario: Scenario, seed: string, file: string): number {
  const view = replay(scenario, seed, splitLines(readFileSync(file, "utf8")));
  for (const turn of view.turns) console.log(`> ${turn.text}\n${printTurn(turn)}\n`);
  if (!view.debrief) {
    console.log("The commands end before the scenario does; end them with finish.");
    return 1;
  }
  console.log(printDebrief(view.debrief));
  return view.debrief.passed ? 0 : 1;
}

/** Lines of a file, as many as there are: the bound on one message is no bound on a file. */
function splitLines(text: string): string[] {
  return text.split("\n").flatMap(splitCommands);
}

/** Reads commands from the terminal until the scenario is over or the input ends. */
async function playHere(scenario: Scenario, seed: string): Promise<number> {
  console.log(`${printStory(scenario)}\n`);
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: "> " });
  const journal: string[] = [];
  lines.prompt();
  for await (const line of lines) {
    for (const command of splitCommands(line)) {
      const view = undoes(command) ? takeBack(journal) : add(journal, command);
      if (view?.debrief) {
        console.log(`\n${printDebrief(view.debrief)}`);
        lines.close();
        return view.debrief.passed ? 0 : 1;
      }
    }
    lines.prompt();
  }
  return 1;

  function add(commands: string[], command: string) {
    commands.push(command);
    const view = replay(scenario, seed, commands);
    console.log(printTurn(view.turns.at(-1)!));
    return view;
  }
}

function undoes(command: string): boolean {
  return command.toLowerCase() === "undo";
}

function takeBack(journal: string[]): undefined {
  const last = journal.pop();
  console.log(last === undefined ? "There is nothing to undo yet." : `Took back: ${last}`);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { commands: { type: "string" }, seed: { type: "string" }, help: { type: "boolean" } },
  });
  const { scenarios, findScenario } = readDraft(readConfig().ownKnowledge);
  const [id] = positionals;
  if (values.help || id === undefined) {
    if (values.help) console.log(HELP);
    for (const { id: name, title, level, minutes, orchestrator } of scenarios) {
      console.log(`${name.padEnd(24)} ${title} (${WORDS[orchestrator].name}, ${level}, ${minutes} min)`);
    }
    return 0;
  }
  const scenario = findScenario(id);
  if (!scenario) {
    console.error(`There is no scenario "${id}". There are: ${scenarios.map((each) => each.id).join(", ")}.`);
    return 2;
  }
  const seed = values.seed ?? id;
  return values.commands === undefined ? playHere(scenario, seed) : playFile(scenario, seed, values.commands);
}

process.exitCode = await main().catch((error: Error) => {
  console.error(error.message);
  return 2;
});
