/** What `chart` prints: each line as a row of bars, and the same as a table, which is what is read aloud. */
import type { Scenario } from "../knowledge/scenario.ts";
import type { Sample } from "../simulator/kubernetes/cluster-api.ts";
import { isServed } from "./charts.ts";
import { meets } from "./level.ts";
import { printClock } from "./print/age.ts";
import { milliseconds } from "./words-of.ts";
import { WORDS } from "./worlds/orchestrators.ts";

const BARS = "▁▂▃▄▅▆▇█";
/** Bars in a row: as many as a phone shows. */
const WIDTH = 32;
const ROWS = 12;

type Row = { name: string; of: (sample: Sample) => number; print: (value: number) => string };

/** Rows of bars (the highest reading of each stretch) and a table of some readings, the last among them; `nowMs` is the simulated time. */
export function printChart(
  samples: readonly Sample[],
  { serviceLevel, orchestrator }: Scenario,
  nowMs: number,
): string {
  if (samples.length < 2) return "There is nothing to draw yet: let time pass first, such as wait 5m.";
  const whole = (value: number) => String(Math.round(value));
  const rows: Row[] = [
    { name: "sent", of: ({ rps }) => rps, print: (value) => `${whole(value)} requests/s` },
    { name: "answered", of: ({ served }) => served, print: (value) => `${whole(value)} requests/s` },
    {
      name: "wanted",
      of: ({ desiredReplicas }) => desiredReplicas,
      print: (value) => `${whole(value)} ${WORDS[orchestrator].instance}s`,
    },
    {
      name: "ready",
      of: ({ readyReplicas }) => readyReplicas,
      print: (value) => `${whole(value)} ${WORDS[orchestrator].instance}s`,
    },
    { name: "p95", of: ({ p95 }) => p95, print: (ms) => (ms > 0 ? milliseconds(ms) : "none") },
    { name: "nodes", of: ({ nodes }) => nodes, print: whole },
  ];
  const stretches = cut(samples, WIDTH);
  const readMs = samples.at(-1)!.at;
  const last = readMs === nowMs ? "now" : `at ${printClock(readMs)}`;
  const broken = stretches
    .map((stretch) => (stretch.every((sample) => meets(sample, serviceLevel)) ? "·" : "x"))
    .join("");
  return [
    ...rows.map((row) => printRow(row, samples, stretches, last)),
    `${"broken".padEnd(9)}${broken}  x: the service level was broken`,
    `${"".padEnd(9)}00:00${printClock(samples.at(-1)!.at).padStart(stretches.length - 5)}`,
    "",
    printTable(samples, serviceLevel),
  ].join("\n");
}

/** Up to so many stretches of readings, none empty. */
function cut(samples: readonly Sample[], most: number): Sample[][] {
  const parts = Math.min(most, samples.length);
  const from = (at: number) => Math.floor((at * samples.length) / parts);
  return Array.from({ length: parts }, (_, at) => samples.slice(from(at), from(at + 1)));
}

function printRow({ name, of, print }: Row, samples: readonly Sample[], stretches: Sample[][], last: string): string {
  const highest = Math.max(...samples.map(of));
  const bars = stretches.map((stretch) => {
    const share = highest > 0 ? Math.max(...stretch.map(of)) / highest : 0;
    return BARS[Math.min(BARS.length - 1, Math.floor(share * BARS.length))];
  });
  return `${name.padEnd(9)}${bars.join("")}  ${last} ${print(of(samples.at(-1)!))}, at most ${print(highest)}`;
}

function printTable(samples: readonly Sample[], level: Scenario["serviceLevel"]): string {
  const lines = [
    ["TIME", "SENT/S", "ANSWERED/S", "WANTED", "READY", "P95", "NODES", "LEVEL"],
    ...cut(samples, ROWS).map((stretch) => {
      const sample = stretch.at(-1)!;
      const { at, rps, served, desiredReplicas, readyReplicas, p95, nodes } = sample;
      return [
        printClock(at),
        String(Math.round(rps)),
        String(Math.round(served)),
        String(desiredReplicas),
        String(readyReplicas),
        isServed(sample) ? milliseconds(p95) : "-",
        String(nodes),
        meets(sample, level) ? "held" : "broken",
      ];
    }),
  ];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
