// Readings -> charts of at most twenty points, and the same in words.
import type { Scenario } from "../knowledge/scenario.ts";
import type { Sample } from "../simulator/kubernetes/cluster-api.ts";
import { printClock } from "./print/age.ts";
import type { Chart } from "./view.ts";
import { milliseconds } from "./words-of.ts";
import { WORDS } from "./worlds/orchestrators.ts";

const MOST_POINTS = 20;

/** `isThere`: whether a reading has such a value at all; absent: every one. */
type Line = { name: string; unit: string; of: (sample: Sample) => number; isThere?: (sample: Sample) => boolean };

/** Whether anything was answered: otherwise there is no latency to speak of. */
export const isServed = ({ p95 }: Sample) => p95 > 0;

const LOAD: Line[] = [
  { name: "sent", unit: "requests/s", of: ({ rps }) => rps },
  { name: "answered", unit: "requests/s", of: ({ served }) => served },
];
const replicas = (unit: string): Line[] => [
  { name: "wanted", unit, of: ({ desiredReplicas }) => desiredReplicas },
  { name: "ready", unit, of: ({ readyReplicas }) => readyReplicas },
];

/** Load, replicas and latency over time; none before the first reading. `nowMs` is the simulated time, which the last reading may be behind. */
export function drawCharts(
  samples: Sample[],
  { serviceLevel, orchestrator }: Scenario,
  nowMs = samples.at(-1)?.at ?? 0,
): Chart[] {
  const readMs = samples.at(-1)?.at;
  if (readMs === undefined) return [];
  const last = readMs === nowMs ? "now" : `at ${printClock(readMs)}`;
  const latency: Line[] = [
    { name: "p95", unit: "ms", of: ({ p95 }) => p95, isThere: isServed },
    { name: "allowed", unit: "ms", of: () => serviceLevel.p95Ms },
  ];
  return [
    draw("Load", LOAD, samples, last, (n) => `${Math.round(n)} requests/s`),
    draw("Replicas", replicas(`${WORDS[orchestrator].instance}s`), samples, last, (n) => String(n)),
    draw("Latency (p95)", latency, samples, last, milliseconds),
  ];
}

function draw(title: string, lines: Line[], samples: Sample[], last: string, print: (value: number) => string): Chart {
  const points = choosePoints(samples, lines);
  const series = lines.map(({ name, unit, of }) => ({
    name,
    unit,
    values: points.map((sample) => Math.round(of(sample) * 10) / 10),
  }));
  const text = lines.map((line) => tell(line, samples, last, print)).join("; ");
  return { title, labels: points.map(({ at }) => printClock(at)), series, text: `${title}: ${text}.` };
}

/** `sent 30 requests/s at 00:05, highest 240 requests/s at 06:00, now 30 requests/s` */
function tell(
  { name, of, isThere = () => true }: Line,
  samples: Sample[],
  last: string,
  print: (value: number) => string,
): string {
  const told = samples.filter(isThere);
  if (told.length === 0) return `${name} not to be had, because nothing was answered`;
  const low = extreme(told, of, -1);
  const high = extreme(told, of, 1);
  const now = told.at(-1) === samples.at(-1) ? print(of(samples.at(-1)!)) : "none, because nothing is answered";
  if (of(low) === of(high) && told.length === samples.length) return `${name} ${now} throughout`;
  const between = `between ${print(of(low))} (${printClock(low.at)}) and ${print(of(high))} (${printClock(high.at)})`;
  return `${name} ${between}, ${last} ${now}`;
}

function extreme(samples: Sample[], of: Line["of"], sign: 1 | -1): Sample {
  return samples.reduce((best, sample) => (sign * of(sample) > sign * of(best) ? sample : best));
}

/** Evenly spaced readings, the nearest of which give way to the highest and lowest of each line. All are true readings. */
function choosePoints(samples: Sample[], lines: Line[]): Sample[] {
  const most = Math.min(MOST_POINTS, samples.length);
  const even = (at: number) => (most === 1 ? 0 : Math.round((at * (samples.length - 1)) / (most - 1)));
  const chosen = Array.from({ length: most }, (_, at) => samples[even(at)]!);
  const kept = new Set<Sample>();
  for (const wanted of lines.flatMap(({ of }) => [extreme(samples, of, 1), extreme(samples, of, -1)])) {
    if (!chosen.includes(wanted)) chosen[nearestFree(chosen, kept, wanted.at)] = wanted;
    kept.add(wanted);
  }
  return [...new Set(chosen)].toSorted((a, b) => a.at - b.at);
}

function nearestFree(chosen: Sample[], kept: Set<Sample>, at: number): number {
  const last = chosen.length - 1;
  const inner = chosen.flatMap((sample, index) => (kept.has(sample) || index === last ? [] : [index]));
  return inner.reduce((best, index) =>
    Math.abs(chosen[index]!.at - at) < Math.abs(chosen[best]!.at - at) ? index : best,
  );
}
