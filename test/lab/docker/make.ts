/** A live swarm and a command line on it. */
import type { DockerContext } from "../../../src/lab/docker/context.ts";
import { runDocker } from "../../../src/lab/docker/docker.ts";
import { labFacts } from "../../../src/lab/docker/engine/lab-facts.ts";
import { splitWords } from "../../../src/lab/words.ts";
import type { Outcome } from "../../../src/lab/shell/outcome.ts";
import type { Swarm, SwarmSetup } from "../../../src/simulator/swarm/swarm-api.ts";
import { createSwarm } from "../../../src/simulator/swarm/swarm.ts";
import { GiB } from "../../simulator/swarm/make.ts";

/** 2026-11-22T12:00:00Z */
export const EPOCH = 1_795_348_800_000;

const manager = (name: string) => ({ name, role: "manager" as const, cpus: 4, memoryBytes: 8 * GiB });
const worker = (name: string) => ({ name, cpus: 4, memoryBytes: 8 * GiB });

/** Three managers, two workers, and a web service of three. */
export const setup: SwarmSetup = {
  nodes: [manager("manager-1"), manager("manager-2"), manager("manager-3"), worker("worker-1"), worker("worker-2")],
  services: [{ name: "web", mode: { kind: "replicated", replicas: 3 }, task: { image: "nginx:1.27" } }],
  behaviours: {
    "nginx:bad": { prepareMs: 500, startMs: 500, stopMs: 100, failAfterMs: 500 },
    "nginx:none": { prepareMs: 500, startMs: 500, stopMs: 100, isMissing: true },
  },
};

export type Lab = {
  swarm: Swarm;
  /** One command as a person types it, with what is pasted below. */
  run(command: string, stdin?: string): Outcome;
  /** What it printed; fails the test when the command did not work. */
  out(command: string, stdin?: string): string;
  pass(ms: number): void;
};

export function makeLab(given: Partial<SwarmSetup> = {}, context: Partial<DockerContext> = {}): Lab {
  const swarm = createSwarm({ ...setup, ...given }, "docker");
  const pass = (ms: number) => swarm.run(swarm.now() + ms);
  const run = (command: string, stdin = ""): Outcome => {
    const words = splitWords(command);
    if ("refused" in words) throw new Error(`the test's own command: ${words.refused}`);
    const [[, ...args] = []] = words.commands;
    const now = () => EPOCH + swarm.now();
    const rest = { files: {}, facts: labFacts(swarm), patienceMs: 600_000, isTerminal: true, ...context };
    return runDocker({ swarm, stdin, now, wait: pass, ...rest }, args);
  };
  const out = (command: string, stdin?: string) => {
    const outcome = run(command, stdin);
    if (outcome.exit !== 0) throw new Error(`${command}: ${outcome.stderr}`);
    return outcome.stdout;
  };
  pass(60_000);
  return { swarm, run, out, pass };
}

/** The cells of a table's lines. */
export const cells = (text: string): string[][] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => line.trimEnd().split(/ {2,}/));
