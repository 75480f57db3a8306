// `npm run lab -- SCENARIO`: a scenario played in the terminal; `--commands FILE` plays a file and tells by its exit code how it went.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import type { Library } from "../knowledge/library.ts";
import type { Scenario } from "../knowledge/scenario.ts";
import { isSandboxWish, readSandbox } from "../lab/sandbox.ts";
import type { Debrief } from "../lab/view.ts";
import { WORDS } from "../lab/worlds/orchestrators.ts";
import { printDebrief, printStory } from "./print-lab.ts";
import { writePng } from "./lab-png.ts";
import { commandsIn, createGatherer } from "./lab-script.ts";
import { openTable } from "./lab-table.ts";
import { readDraft } from "./read-knowledge.ts";

const HELP = `Play a scaling scenario in the terminal.

  npm run lab                                   lists the scenarios
  npm run lab -- hpa-spike                      plays one; type "help" there
  npm run lab -- hpa-spike --commands FILE      plays the commands of a file; exit code 0 when it passes
  npm run lab -- hpa-spike --seed NAME          another run of chance
  npm run lab -- hpa-spike --png FILE           the whole run as a picture, too; "chart --png FILE" while it is played
  npm run lab -- sandbox swarm nodes=5          a cluster of your own: kubernetes, swarm or mesos, nodes= cpu= memory= load= hours=
`;

/** What is played; `png` is the file for the picture of the whole run. */
type Wanted = { library: Library; scenario: Scenario; seed: string; png: string | undefined };

/** Plays a file's commands and says how it went. */
function playFile({ library, scenario, seed, png }: Wanted, file: string): number {
  const table = openTable(library, scenario, seed);
  console.log(`${printStory(scenario)}\n`);
  for (const command of commandsIn(readFileSync(file, "utf8")))
    console.log(`> ${command.trimEnd()}\n${table.type(command)}\n`);
  const { picture, debrief } = table.view();
  if (png !== undefined) console.log(writePng(picture, png));
  if (!debrief) {
    console.log("The commands end before the scenario does; end them with finish.");
    return 1;
  }
  return conclude(debrief);
}

/** Says how it went, and in the exit code whether it passed. */
function conclude(debriefed: Debrief): number {
  console.log(printDebrief(debriefed));
  return debriefed.passed ? 0 : 1;
}

/** Reads commands from the terminal until the scenario is over or the input ends. */
async function playHere({ library, scenario, seed, png }: Wanted): Promise<number> {
  console.log(`${printStory(scenario)}\n`);
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: "> " });
  const table = openTable(library, scenario, seed);
  const gather = createGatherer(() => console.log("Paste it now; an empty line ends it."));
  lines.prompt();
  for await (const line of lines) {
    for (const command of commandsIn(gather(line) ?? "")) {
      console.log(table.type(command));
      const { debrief, picture } = table.view();
      if (!debrief) continue;
      lines.close();
      console.log("");
      if (png !== undefined) console.log(writePng(picture, png));
      return conclude(debrief);
    }
    lines.prompt();
  }
  return 1;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      commands: { type: "string" },
      seed: { type: "string" },
      png: { type: "string" },
      help: { type: "boolean" },
    },
  });
  const library = readDraft(readConfig().ownKnowledge);
  const wish = positionals.join(" ");
  if (values.help) console.log(HELP);
  if (values.help || wish === "") {
    list(library.scenarios);
    return 0;
  }
  const found = find(library, wish);
  if ("problem" in found) {
    console.error(found.problem);
    return 2;
  }
  const seed = values.seed ?? wish;
  const wanted = { library, scenario: found.scenario, seed, png: values.png };
  return values.commands === undefined ? playHere(wanted) : playFile(wanted, values.commands);
}

function list(scenarios: readonly Scenario[]): void {
  for (const { id, title, level, minutes, orchestrator } of scenarios)
    console.log(`${id.padEnd(24)} ${title} (${WORDS[orchestrator].name}, ${level}, ${minutes} min)`);
  console.log(`${"sandbox".padEnd(24)} A cluster of your own`);
}

/** A scenario by its id, or a sandbox by its options. */
function find({ scenarios, findScenario }: Library, wish: string): { scenario: Scenario } | { problem: string } {
  if (isSandboxWish(wish)) return readSandbox(wish);
  const scenario = findScenario(wish);
  if (scenario) return { scenario };
  return {
    problem: `There is no scenario "${wish}". There are: ${scenarios.map(({ id }) => id).join(", ")}; and sandbox.`,
  };
}

process.exitCode = await main().catch((error: Error) => {
  console.error(error.message);
  return 2;
});
