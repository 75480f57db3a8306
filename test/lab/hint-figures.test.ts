// What hints say that one replica answers, held against the queue that the labs are played with: never more than it does, and nearly as much.
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readLibrary } from "../../src/knowledge/read.ts";
import { meanResponseMs, percentileMs, serverOf } from "../../src/simulator/kubernetes/service/queueing.ts";

const { scenarios } = readLibrary(join(import.meta.dirname, "../../knowledge"));

/** The highest steady load that one with this limit in millicores answers with its p95 within `p95Ms`. */
function most(limit: number, p95Ms: number): number {
  const server = serverOf({ startMs: [0, 0], stopMs: 0, cpuPerRequestMs: 8, idleCpu: 5, parallelism: limit }, limit);
  const isInTime = (rps: number) =>
    percentileMs([{ delayMs: 0, meanMs: meanResponseMs(server, rps), weight: 1 }], 0.95) <= p95Ms;
  let rps = 0;
  while (rps + 0.1 < server.rate && isInTime(rps + 0.1)) rps += 0.1;
  return rps;
}

/** Each hint that names such a figure, and of what limit and what latency it speaks. */
const FIGURES: [scenario: string, limit: number, said: RegExp, p95Ms: number][] = [
  ["limits-too-low", 150, /A pod with 150m answers about (\d+) requests a second/, Infinity],
  ["limits-too-low", 500, /With half a core one pod answers about (\d+) requests a second/, Infinity],
  ["scale-by-hand", 500, /One pod answers about (\d+) requests a second with half a core/, Infinity],
  ["swarm-rush", 500, /one task answers about (\d+) requests a second/, Infinity],
  ["swarm-drain", 500, /One task answers about (\d+) requests a second in time/, 500],
  ["swarm-node-loss", 400, /A task answers about (\d+) requests a second in time/, 500],
  ["mesos-upgrade", 500, /One instance answers about (\d+) requests a second in time/, 500],
];

test.each(FIGURES)("%s, of %i millicores", (id, limit, said, p95Ms) => {
  const scenario = scenarios.find((each) => each.id === id);
  const [, figure] = said.exec(scenario?.hints.join("\n") ?? "") ?? [];
  const exact = most(limit, p95Ms);
  expect(Number(figure)).toBeLessThanOrEqual(exact);
  expect(Number(figure)).toBeGreaterThan(0.95 * exact);
  // What the load is said to be made of is so.
  expect(scenario?.text).toMatch(/cpuPerRequest: 8ms, idleCpu: 5m|cpuPerRequest: 8ms\n +idleCpu: 5m/);
});

test("no other hint names such a figure", () => {
  const named = scenarios.flatMap(({ id, hints }) =>
    [...hints.join("\n").matchAll(/answers about \d+ requests a second/g)].map(() => id),
  );
  expect(named.toSorted()).toEqual(FIGURES.map(([id]) => id).toSorted());
});
