// What the fuzzer mutates: every command that people are known to type, and every manifest.
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Scenario } from "../../knowledge/scenario.ts";
import type { Orchestrator } from "../../knowledge/scenario/format.ts";
import { printHelp } from "../../lab/help.ts";
import { WORDS } from "../../lab/worlds/orchestrators.ts";

/** What is typed on one orchestrator, the lab's own words among it; `words` are all the words of the commands, for putting new ones together. */
export type Material = { commands: string[]; manifests: string[]; words: string[] };
export type Corpus = Readonly<Record<Orchestrator, Material>>;

const recorded = z.object({
  steps: z.array(z.object({ command: z.string().optional(), stdin: z.string().optional() })),
  manifests: z.array(z.object({ yaml: z.string() })).optional(),
});

/** Recorded sessions of the real tools, where they are there. */
function readTranscripts(folder: string): { commands: string[]; manifests: string[] } {
  if (!existsSync(folder)) return { commands: [], manifests: [] };
  const files = globSync("*/*.json", { cwd: folder }).toSorted();
  const sessions = files.map((file) => recorded.parse(JSON.parse(readFileSync(join(folder, file), "utf8"))));
  return {
    commands: sessions.flatMap(({ steps }) => steps.flatMap(({ command }) => command ?? [])),
    manifests: sessions.flatMap(({ steps, manifests = [] }) => [
      ...manifests.map(({ yaml }) => yaml),
      ...steps.flatMap(({ stdin }) => stdin ?? []),
    ]),
  };
}

const inBackquotes = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);

const COMPOSE = "services:\n  api:\n    image: harbor-shop/web:1.4\n    deploy:\n      replicas: 2\n";
const APP = '{\n  "id": "/api",\n  "cmd": "sleep 100",\n  "instances": 2,\n  "cpus": 0.1,\n  "mem": 32\n}\n';

/** `transcripts` is a folder of recorded sessions, which may be missing. */
export function readCorpus(scenarios: readonly Scenario[], transcripts: string): Corpus {
  const sessions = readTranscripts(transcripts);
  const helps = Object.keys(WORDS) as (keyof typeof WORDS)[];
  const commands = [
    ...sessions.commands,
    ...helps.flatMap((orchestrator) => printHelp(orchestrator).split("\n")),
    ...scenarios.flatMap(({ solutions, traps, hints, faults }) => [
      ...[...solutions, ...traps].flatMap((played) => played.commands),
      ...hints.flatMap(inBackquotes),
      ...faults.flatMap((fault) => ("command" in fault ? fault.command : [])),
    ]),
  ];
  const own = scenarios.flatMap((scenario) =>
    scenario.orchestrator === "kubernetes" ? (scenario.cluster.manifests ?? []) : [],
  );
  const unique = [...new Set(commands)];
  const manifests = [...new Set([...sessions.manifests, ...own, COMPOSE, APP])];
  return {
    kubernetes: materialOf("kubernetes", unique, manifests),
    swarm: materialOf("swarm", unique, manifests),
    mesos: materialOf("mesos", unique, manifests),
  };
}

const TOOLS: Readonly<Record<Orchestrator, RegExp>> = {
  kubernetes: /^(?:kubectl|k) /,
  swarm: /^docker /,
  mesos: /^(?:dcos|curl|GET|PUT|POST|PATCH|DELETE) /,
};
const MANIFESTS: Readonly<Record<Orchestrator, RegExp>> = {
  kubernetes: /apiVersion/,
  swarm: /^\s*services:/m,
  mesos: /^\s*[{[]/,
};

/** What is no other orchestrator's. */
function materialOf(orchestrator: Orchestrator, commands: string[], manifests: string[]): Material {
  const foreign = Object.entries(TOOLS).flatMap(([of, tool]) => (of === orchestrator ? [] : [tool]));
  const own = commands.filter((command) => !foreign.some((tool) => tool.test(command)));
  return {
    commands: own,
    manifests: manifests.filter((text) => MANIFESTS[orchestrator].test(text)),
    words: [...new Set(own.flatMap((command) => command.split(/\s+/)))],
  };
}
