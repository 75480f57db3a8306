/** `sandbox swarm nodes=5`: a cluster of one's own choosing, in which nothing is asked and nothing judged. */
import type { Scenario } from "../knowledge/scenario.ts";
import type { Orchestrator } from "../knowledge/scenario/format.ts";
import { nearest } from "./near.ts";
import { type SandboxSize, sandboxCluster } from "./sandbox-clusters.ts";
import { count } from "./words-of.ts";
import { WORDS } from "./worlds/orchestrators.ts";

type Option = keyof SandboxSize;
type Range = { least: number; most: number; usual: number };

/** What keeps a sandbox small enough to be replayed while one waits: the largest, full, takes some five seconds of a core. */
const RANGES: Readonly<Record<Option, Range>> = {
  nodes: { least: 1, most: 20, usual: 3 },
  cpu: { least: 1, most: 16, usual: 2 },
  memory: { least: 1, most: 64, usual: 4 },
  managers: { least: 1, most: 7, usual: 1 },
  load: { least: 0, most: 2_000, usual: 60 },
  hours: { least: 1, most: 3, usual: 2 },
};
const OPTIONS = Object.keys(RANGES) as Option[];
const ORCHESTRATORS = Object.keys(WORDS) as Orchestrator[];

/** How a sandbox is asked for. */
export const SANDBOX_USAGE =
  "`lab sandbox [kubernetes|swarm|mesos] [nodes=3] [cpu=2] [memory=4] [load=60] [hours=2]`, on Swarm also `managers=3`";

/** Whether a wish is for a sandbox and not for a scenario by its id. */
export const isSandboxWish = (wish: string) => /^sandbox(?:\s|$)/i.test(wish.trim());

/** Whether a scenario is a sandbox: there is no way to pass it. */
export const isSandbox = ({ solutions }: Pick<Scenario, "solutions">) => solutions.length === 0;

/** What somebody wishes for -> the scenario, or what is wrong with the wish. */
export function readSandbox(wish: string): { scenario: Scenario } | { problem: string } {
  let orchestrator: Orchestrator | undefined;
  const size = Object.fromEntries(OPTIONS.map((option) => [option, RANGES[option].usual])) as SandboxSize;
  const [, ...words] = wish.trim().toLowerCase().split(/\s+/);
  for (const word of words) {
    const named = ORCHESTRATORS.find((each) => each === word);
    if (named && orchestrator) return { problem: "A sandbox has one orchestrator." };
    if (named) {
      orchestrator = named;
      continue;
    }
    const read = readOption(word);
    if ("problem" in read) return read;
    size[read.option] = read.value;
  }
  if (size.managers % 2 === 0)
    return {
      problem: `managers=${size.managers}: an even number of managers survives no more losses than one less; take an odd one.`,
    };
  return { scenario: sandboxScenario(orchestrator ?? "kubernetes", size) };
}

/** `nodes=5`; also as a flag, and memory with its unit. */
function readOption(word: string): { option: Option; value: number } | { problem: string } {
  const [, name = word, value = ""] = /^-{0,2}([a-z]+)=(.*)$/.exec(word) ?? [];
  const option = OPTIONS.find((each) => each === name);
  if (!option) return { problem: unknownOption(word, name) };
  const number = Number(option === "memory" ? value.replace(/gi?b?$/, "") : value);
  if (value !== "" && isWithin(number, RANGES[option])) return { option, value: number };
  const { least, most } = RANGES[option];
  return { problem: `${option}=${value.slice(0, 40)}: give a whole number from ${least} to ${most}.` };
}

const isWithin = (n: number, { least, most }: Range) => Number.isInteger(n) && n >= least && n <= most;

function unknownOption(word: string, name: string): string {
  const meant = nearest(name, [...ORCHESTRATORS, ...OPTIONS], 1);
  const ask = meant ? ` Did you mean ${meant}?` : "";
  return `A sandbox has no "${word.slice(0, 40)}".${ask} There is ${SANDBOX_USAGE}.`;
}

/** The wish that asks for the same again: every option that is not as usual. */
function wishOf(orchestrator: Orchestrator, size: SandboxSize): string {
  const chosen = OPTIONS.filter((option) => size[option] !== RANGES[option].usual);
  return ["sandbox", orchestrator, ...chosen.map((option) => `${option}=${size[option]}`)].join(" ");
}

/** Nobody's service level: a yardstick for the chart and the figures. */
const YARDSTICK = { p95Ms: 500, errorRate: 0.01, share: 0 };

function sandboxScenario(orchestrator: Orchestrator, size: SandboxSize): Scenario {
  const { name, instance } = WORDS[orchestrator];
  const machines =
    orchestrator === "swarm"
      ? `${count(size.managers, "manager")} and ${count(size.nodes, "worker")}`
      : count(size.nodes, "node");
  return {
    id: wishOf(orchestrator, size),
    title: `Sandbox on ${name}`,
    level: "beginner",
    minutes: 10,
    story:
      `A cluster of your own: ${machines} of ${count(size.cpu, "CPU")} and ${size.memory} GiB each. ` +
      `\`web\` runs two ${instance}s and gets ${size.load} requests a second. Nothing happens that you do not do.`,
    goal: "whatever you want to try. Nothing is judged; `finish` shows the figures.",
    span: size.hours * 3_600_000,
    faults: [],
    serviceLevel: YARDSTICK,
    // Nobody counts against it.
    budget: { replicas: 1_000_000 },
    hints: ["Nothing is asked of you here. `help` lists what the lab can do."],
    lessons: [],
    solutions: [],
    traps: [],
    text: "",
    file: "",
    lessonsLine: 1,
    ...sandboxCluster(orchestrator, size),
  };
}
