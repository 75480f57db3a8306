// What a lab's picture shows: true figures with their extremes, what was done, what went wrong, and the same in words.
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readLibrary } from "../../src/knowledge/read.ts";
import { begin, playOn } from "../../src/lab/play.ts";
import { drawPicture } from "../../src/lab/draw-picture.ts";
import { replay } from "../../src/lab/replay.ts";
import { type Point, thin } from "../../src/lab/thin.ts";

const library = readLibrary(join(import.meta.dirname, "../../knowledge"));

function gameOf(id: string, commands: string[]) {
  const game = begin(library.findScenario(id)!, "seed");
  for (const text of commands) playOn(game, text);
  return game;
}

const lineOf = (picture: ReturnType<typeof drawPicture>, panel: string, name: string) =>
  picture!.panels.find(({ title }) => title === panel)!.lines.find((line) => line.name === name)!.points;

describe("the picture of a lab", () => {
  test("holds the highest and lowest reading of every line, and no reading that was not", () => {
    const game = gameOf("hpa-spike", ["kubectl autoscale deployment web --min=2 --max=10 --cpu=50%", "finish"]);
    const picture = drawPicture(game);
    const samples = game.world.samples();
    const round = (value: number) => Math.round(value * 10) / 10;
    for (const [panel, name, of] of [
      ["Load", "sent", "rps"],
      ["Load", "answered", "served"],
      ["Replicas", "wanted", "desiredReplicas"],
      ["Replicas", "ready", "readyReplicas"],
      ["Latency", "p95", "p95"],
      ["Nodes", "nodes", "nodes"],
    ] as const) {
      const points = lineOf(picture, panel, name);
      const values = samples.map((sample) => round(sample[of]));
      expect(Math.max(...points.map(([, value]) => value!))).toBe(Math.max(...values));
      expect(Math.min(...points.map(([, value]) => value!))).toBe(Math.min(...values));
      for (const [at, value] of points) expect(value).toBe(values[samples.findIndex((sample) => sample.at === at)]);
    }
  });

  test("marks the changes that worked, by their own line, and nothing else", () => {
    const { marks } = drawPicture(
      gameOf("hpa-spike", [
        "kubectl get pods",
        "kubectl scale deployment nosuch --replicas=3",
        "kubectl get pods && kubectl scale deployment web --replicas=4",
        "wait 2m",
        "status",
        "kubectl apply -f -\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }",
      ]),
    )!;
    expect(marks).toEqual([
      // What was refused has taken its second, too.
      { atMs: 1_000, text: "kubectl get pods && kubectl scale deployment web --replicas=4", kind: "command" },
      { atMs: 122_000, text: "kubectl apply -f -", kind: "command" },
    ]);
  });

  test("shortens what is long in its middle: what decides of a patch stands at its end", () => {
    const patch = `kubectl patch deployment web -p '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":1}}}}'`;
    const [, mark] = drawPicture(gameOf("rollout-stalls", ["wait 2m30s", patch]))!.marks;
    expect(mark!.text).toHaveLength(90);
    expect(mark!.text).toMatch(/^kubectl patch deployment web -p .*….*"maxUnavailable":1\}\}\}\}'$/);
  });

  test("tells what others typed at once, and which machines failed only in the end", () => {
    const during = drawPicture(gameOf("zone-outage", ["wait 8m"]))!;
    expect(during.marks).toEqual([]);
    expect(drawPicture(gameOf("zone-outage", ["finish"]))!.marks.map(({ text }) => text)).toContain("worker-a1 fails");
    const [pipeline] = drawPicture(gameOf("bad-image", ["wait 3m"]))!.marks;
    expect(pipeline).toMatchObject({
      atMs: 120_000,
      kind: "fault",
      text: expect.stringMatching(/^the pipeline: kubectl/),
    });
  });

  test("has no latency where nothing is served, and says when the level was broken", () => {
    const picture = drawPicture(gameOf("zone-outage", ["finish"]));
    expect(lineOf(picture, "Latency", "p95").some(([, value]) => value === null)).toBe(true);
    expect(lineOf(picture, "Latency", "p95").some(([, value]) => value === 0)).toBe(false);
    expect(picture!.broken.length).toBeGreaterThan(0);
    expect(picture!.text).toMatch(/The service level was broken from 07:00 to \d\d:\d\d/);
    // Latency is not "0 ms" when nobody is answered.
    expect(picture!.text).toMatch(/p95 between [1-9]\d* ms/);
    expect(picture!.text.length).toBeLessThanOrEqual(2_000);
  });

  test("is there when it is asked for and at the end, once time has passed", () => {
    const view = (commands: string[]) => replay(library.findScenario("hpa-spike")!, "s", commands).picture;
    expect(view(["chart"])).toBeUndefined();
    expect(view(["wait 1m"])).toBeUndefined();
    expect(view(["wait 1m", "chart"])).toMatchObject({ untilMs: 60_000 });
    expect(view(["wait 1m", "chart", "kubectl get pods"])).toBeUndefined();
    expect(view(["finish"])).toMatchObject({ untilMs: 1_800_000 });
  });
});

describe("thinning", () => {
  const points = fc
    .array(fc.option(fc.integer({ min: 0, max: 50 })), { minLength: 2, maxLength: 400 })
    .map((values) => values.map((value, at): Point => [at * 5_000, value]));

  test("keeps the ends and the extremes, adds nothing, and stays within its bound", () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 8, max: 60 }), (all, most) => {
        const few = thin(all, most);
        expect(few.length).toBeLessThanOrEqual(most);
        expect([few[0], few.at(-1)]).toEqual([all[0], all.at(-1)]);
        for (const point of few) expect(all).toContainEqual(point);
        const values = (list: Point[]) => list.flatMap(([, value]) => (value === null ? [] : [value]));
        expect(Math.max(...values(few), -1)).toBe(Math.max(...values(all), -1));
        expect(Math.min(...values(few), 99)).toBe(Math.min(...values(all), 99));
        const times = few.map(([at]) => at);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }),
    );
  });

  test("a level stretch is its two ends", () => {
    const level = Array.from({ length: 100 }, (_, at): Point => [at, at < 50 ? 2 : 10]);
    expect(thin(level)).toEqual([
      [0, 2],
      [49, 2],
      [50, 10],
      [99, 10],
    ]);
  });
});

test("the word prints rows of bars and a table that ends with the last reading", () => {
  const { turns } = replay(library.findScenario("hpa-spike")!, "s", ["wait 8m", "chart"]);
  const lines = turns.at(-1)!.output.split("\n");
  expect(lines[0]).toMatch(/^sent {5}[▁▂▃▄▅▆▇█]{32} {2}now 440 requests\/s, at most 440 requests\/s$/);
  expect(lines.find((line) => line.startsWith("broken"))).toMatch(/^broken {3}[·x]{32} /);
  expect(lines.at(-1)).toMatch(/^08:00 +440 +\d+ +2 +2 +[\d.]+ m?s +3 +broken$/);
});
