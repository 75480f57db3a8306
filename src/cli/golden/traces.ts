/** The traces of the scenarios as they are on record, and as the simulator makes them now. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { readLibrary } from "../../knowledge/read.ts";
import { ENGINE_VERSION } from "../../lab/engine-version.ts";
import { play } from "../../lab/play.ts";

const root = resolve(import.meta.dirname, "../../..");
const folder = join(root, "test/golden");

/** A scenario's first solution, its seed, and the trace's hash after each command. */
export type Golden = { scenario: string; engine: string; seed: string; commands: string[]; hashes: string[] };

const SEED = "golden";

/** What the simulator does now, one for each scenario that ships. */
export function playAll(): Golden[] {
  const { scenarios } = readLibrary(join(root, "knowledge"));
  return scenarios.map((scenario) => {
    const commands = scenario.solutions[0]?.commands ?? [];
    const { hashes } = play(scenario, SEED, commands);
    return { scenario: scenario.id, engine: ENGINE_VERSION, seed: SEED, commands, hashes };
  });
}

/** What is on record, by the scenario's id. */
export function readGolden(): Map<string, Golden> {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  return new Map(
    files.map((name) => [basename(name, ".json"), JSON.parse(readFileSync(join(folder, name), "utf8")) as Golden]),
  );
}

export function writeGolden(all: Golden[]): void {
  for (const golden of all)
    writeFileSync(join(folder, `${golden.scenario}.json`), `${JSON.stringify(golden, undefined, 2)}\n`);
}

/** Those whose trace is not the one on record. */
export function compareGolden(played: Golden[], known: Map<string, Golden>): Golden[] {
  return played.filter((golden) => JSON.stringify(known.get(golden.scenario)) !== JSON.stringify(golden));
}
