// A lab as it stands -> its full picture.
import type { Scenario } from "../knowledge/scenario.ts";
import type { Sample } from "../simulator/kubernetes/cluster-api.ts";
import { readBoard, printCost } from "./board.ts";
import { drawCharts, isServed } from "./charts.ts";
import { parseCommands, splitCommands } from "./commands.ts";
import { meets, stretches } from "./level.ts";
import { printClock } from "./print/age.ts";
import { isSandbox } from "./sandbox.ts";
import type { Mark, Panel, Picture, PictureLine } from "./picture.ts";
import { thin } from "./thin.ts";
import type { Turn } from "./view.ts";
import { count, percent } from "./words-of.ts";
import { WORDS } from "./worlds/orchestrators.ts";
import type { World } from "./worlds/world.ts";

const MOST_MARKS = 16;
const LONGEST_MARK = 90;
const MOST_TOLD = 4;
/** Slack's limit for the text of a picture. */
const LONGEST_TEXT = 2_000;

type Shown = { scenario: Scenario; world: World; turns: readonly Turn[] };

/** The picture of a lab; nothing before the second reading. Whoever plays sees machines fail only in the end: until then it is theirs to find out. */
export function drawPicture({ scenario, world, turns }: Shown): Picture | undefined {
  const samples = world.samples();
  if (samples.length < 2) return undefined;
  const isOver = world.now() >= scenario.span;
  const marks = [...commandsIn(turns, world), ...faultsIn(scenario, world.now(), isOver)].toSorted(
    (a, b) => a.atMs - b.atMs,
  );
  const broken = stretches(samples, (sample) => !meets(sample, scenario.serviceLevel)).map(({ fromMs, toMs }) => ({
    fromMs,
    toMs,
  }));
  const picture = {
    title: scenario.title,
    subtitle: subtitle(scenario, world),
    untilMs: world.now(),
    panels: panels(samples, scenario),
    broken,
    marks: marks.slice(0, MOST_MARKS),
    moreMarks: Math.max(0, marks.length - MOST_MARKS),
  };
  const told = drawCharts(samples, scenario, world.now()).map(({ text }) => text);
  return { ...picture, text: inWords(picture, told) };
}

/** `Kubernetes · 30:00 of 30:00 · level held in 97.5 % of the readings · 2.31 of 3.60 pod-hours` */
function subtitle(scenario: Scenario, world: World): string {
  const board = readBoard(scenario, world);
  return [
    WORDS[scenario.orchestrator].name,
    `${printClock(board.atMs)} of ${printClock(board.spanMs)}`,
    `level held in ${percent(board.heldShare)} of the readings${isSandbox(scenario) ? "" : ` (${percent(scenario.serviceLevel.share)} wanted)`}`,
    printCost(board),
  ].join(" · ");
}

function panels(samples: Sample[], { serviceLevel, orchestrator }: Scenario): Panel[] {
  const line = (name: string, of: (sample: Sample) => number | null): PictureLine => ({
    name,
    points: thin(samples.map((sample) => [sample.at, of(sample)])),
  });
  const whenServed = (sample: Sample, ms: number) => (isServed(sample) ? ms : null);
  return [
    {
      title: "Load",
      unit: "requests/s",
      kind: "curves",
      // What waited in a queue is answered later: then more are answered than sent.
      lines: [line("sent", ({ rps }) => rps), line("answered", ({ served }) => served)],
      gap: { name: "not answered in time", lower: line("", ({ rps, served }) => Math.min(rps, served)).points },
    },
    {
      title: "Replicas",
      unit: `${WORDS[orchestrator].instance}s`,
      kind: "steps",
      lines: [
        line("wanted", ({ desiredReplicas }) => desiredReplicas),
        line("ready", ({ readyReplicas }) => readyReplicas),
      ],
    },
    {
      title: "Latency",
      unit: "ms",
      kind: "curves",
      lines: [
        line("p50", (sample) => whenServed(sample, sample.p50)),
        line("p95", (sample) => whenServed(sample, sample.p95)),
      ],
      limit: { name: "p95 allowed", value: serviceLevel.p95Ms },
    },
    { title: "Nodes", unit: "", kind: "steps", lines: [line("nodes", ({ nodes }) => nodes)] },
  ];
}

/** The changes that worked, by the line that made them. */
function commandsIn(turns: readonly Turn[], world: World): Mark[] {
  const changes = (entry: string) => parseCommands(entry).some((each) => "words" in each && world.changes(each));
  return turns
    .filter(({ ok }) => ok)
    .flatMap(({ text, fromMs }) => {
      const change = splitCommands(text).find(changes);
      return change === undefined ? [] : [mark(fromMs, change.split("\n", 1)[0] ?? "", "command")];
    });
}

function faultsIn({ faults }: Scenario, nowMs: number, isOver: boolean): Mark[] {
  return faults
    .filter((fault) => fault.at <= nowMs && (isOver || "command" in fault))
    .map((fault) =>
      mark(
        fault.at,
        "command" in fault
          ? `${fault.by}: ${fault.command}`
          : `${fault.node} ${fault.goes === "down" ? "fails" : "comes back"}`,
        "fault",
      ),
    );
}

function mark(atMs: number, text: string, kind: Mark["kind"]): Mark {
  return { atMs, text: shortened(text), kind };
}

/** The beginning, and the end, where what decides of a patch stands. */
function shortened(text: string): string {
  if (text.length <= LONGEST_MARK) return text;
  const head = text.slice(0, Math.ceil(LONGEST_MARK / 2) - 1);
  return `${head}…${text.slice(head.length + 1 - LONGEST_MARK)}`;
}

function inWords({ title, subtitle: under, broken, marks }: Omit<Picture, "text">, charts: string[]): string {
  const breaks = broken.slice(0, MOST_TOLD).map((each) => `${printClock(each.fromMs)} to ${printClock(each.toMs)}`);
  const left = broken.length - breaks.length;
  const more = left > 0 ? `, and ${count(left, "shorter time")}` : "";
  const level =
    breaks.length === 0
      ? "The service level was never broken."
      : `The service level was broken from ${breaks.join(", ")}${more}.`;
  const done = marks.map((each) => `${printClock(each.atMs)} ${each.text}`).join("; ");
  const text = [`${title}. ${under}.`, level, ...charts, done === "" ? "" : `What was done: ${done}.`]
    .filter(Boolean)
    .join(" ");
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
}
