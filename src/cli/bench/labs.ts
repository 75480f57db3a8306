/** Labs as they are played: a command on a lab that is kept as it stands, and two hundred labs at once. */
import { resolve } from "node:path";
import { readLibrary } from "../../knowledge/read.ts";
import type { Scenario } from "../../knowledge/scenario.ts";
import { replay } from "../../lab/replay.ts";
import { createWarmLabs } from "../../lab/warm-labs.ts";
import { createReplayer } from "../../replay.ts";
import { type Row, percentile } from "./row.ts";

const LABS = 200;
/** The figures are those of the last round: the first ones are cold. */
const ROUNDS = 3;

/** A command that was answered: `alone` is how long the same answer takes by replaying everything. */
type Timed = { ms: number; alone: number; ends: boolean };

const elapsed = (work: () => void): number => {
  const began = performance.now();
  work();
  return performance.now() - began;
};

/** Every command of a scenario's solutions, one after the other. */
function timeScenario(scenario: Scenario, round: number): Timed[] {
  return scenario.solutions.flatMap(({ commands }, at) => {
    const labs = createWarmLabs(1);
    const seed = `bench-${round}-${at}`;
    labs.replay(scenario, seed, []);
    return commands.map((_, index) => {
      const journal = commands.slice(0, index + 1);
      const ends = index === commands.length - 1;
      const ms = elapsed(() => labs.replay(scenario, seed, journal));
      // What a finished lab takes is its debrief, kept or not.
      return { ms, ends, alone: ends ? ms : elapsed(() => replay(scenario, seed, journal)) };
    });
  });
}

export async function measureLabs(): Promise<Row[]> {
  const { scenarios } = readLibrary(resolve(import.meta.dirname, "../../../knowledge"));
  // First, while the process is small.
  const many = await measureMany(scenarios);
  let timed: Timed[] = [];
  for (let round = 0; round < ROUNDS; round++) timed = scenarios.flatMap((scenario) => timeScenario(scenario, round));
  const commands = timed.filter(({ ends }) => !ends);
  const worst = commands.reduce((most, one) => (one.ms > most.ms ? one : most));
  const beside = "replayed from the beginning";
  const rows: Row[] = [
    row(
      "a lab's command, any scenario: 99 of 100",
      percentile(
        commands.map(({ ms }) => ms),
        0.99,
      ),
      percentile(
        commands.map(({ alone }) => alone),
        0.99,
      ),
    ),
    row("a lab's command, any scenario: the slowest", worst.ms, worst.alone),
    {
      name: "a lab's last command with its debrief: the slowest",
      value: Math.max(...timed.map(({ ms }) => ms)),
      unit: "ms",
    },
  ];
  return [...rows, ...many];

  function row(name: string, value: number, baseline: number): Row {
    return { name, value, unit: "ms", baseline, ratio: value / baseline, beside };
  }
}

/** How much the process grows by so many labs, each played to its end but one command, and what keeps this thread waiting meanwhile. */
async function measureMany(scenarios: readonly Scenario[]): Promise<Row[]> {
  const replayer = createReplayer();
  const before = process.memoryUsage().rss;
  const lateness: number[] = [];
  let last = performance.now();
  const timer = setInterval(() => {
    lateness.push(performance.now() - last - TICK_MS);
    last = performance.now();
  }, TICK_MS);
  for (let at = 0; at < LABS; at++) {
    const scenario = scenarios[at % scenarios.length]!;
    await replayer.replay(scenario, `many-${at}`, scenario.solutions[0]!.commands.slice(0, -1));
  }
  clearInterval(timer);
  const grown = (process.memoryUsage().rss - before) / 2 ** 20;
  await replayer.stop();
  return [
    { name: `${LABS} labs at once: memory added to the process`, value: grown, unit: "MB" },
    { name: `${LABS} labs at once: the event loop's longest wait`, value: Math.max(...lateness), unit: "ms" },
  ];
}

const TICK_MS = 5;
