/** Lets a cluster's time pass, and what a scenario has happen on the way: machines that fail, and commands of other people. */
import type { Fault } from "../../knowledge/scenario/format.ts";
import { parseCommands } from "../commands.ts";
import { printClock } from "../print/age.ts";
import type { News } from "./news.ts";
import type { World } from "./world.ts";

type Engine = { now(): number; run(until: number): void };

/** What a fault does to a cluster. */
export type Happen = {
  machine(node: string, goes: "down" | "up"): void;
  carryOut: World["carryOut"];
};

export type Timeline = Engine & {
  /** What other people typed since `fromMs`. What a machine suffers nobody tells: the orchestrator finds out. */
  told(fromMs: number): News[];
  /** Calls `note` as time passes each of these moments, whatever lets it pass; those that are past are let go. */
  watch(moments: readonly number[], note: (atMs: number) => void): void;
};

export function createTimeline(engine: Engine, faults: readonly Fault[], happen: Happen): Timeline {
  const left = faults.toSorted((a, b) => a.at - b.at);
  let watches: { at: number; note: (atMs: number) => void }[] = [];
  const typed: (News & { at: number })[] = [];
  const apply = (fault: Fault) => {
    if ("node" in fault) return happen.machine(fault.node, fault.goes);
    const outcomes = parseCommands(fault.command).map((each) => ("words" in each ? happen.carryOut(each) : undefined));
    const refused = outcomes.find((outcome) => outcome !== undefined && outcome.exit !== 0)?.stderr.split("\n", 1)[0];
    const refusal = refused === undefined ? "" : ` It was refused: ${refused}`;
    typed.push({ at: fault.at, text: `At ${printClock(fault.at)} ${fault.by} ran \`${fault.command}\`.${refusal}` });
  };
  /** Up to an instant at which nothing happens on the way, with a stop wherever somebody watches. */
  const advance = (until: number) => {
    for (let next = watches[0]; next && next.at <= until; next = watches[0]) {
      watches.shift();
      if (next.at < engine.now()) continue;
      engine.run(next.at);
      next.note(next.at);
    }
    engine.run(Math.max(engine.now(), until));
  };
  return {
    now: engine.now,
    run(until) {
      for (let next = left[0]; next && next.at <= until; next = left[0]) {
        left.shift();
        advance(next.at);
        apply(next);
      }
      advance(until);
    },
    watch(moments, note) {
      watches = [...watches, ...moments.map((at) => ({ at, note }))].toSorted((a, b) => a.at - b.at);
    },
    told: (fromMs) => typed.filter(({ at }) => at > fromMs),
  };
}
