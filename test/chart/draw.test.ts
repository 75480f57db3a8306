// The picture's axes, and its SVG: every word escaped, every place a number.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { drawSvg } from "../../src/chart/draw.ts";
import { minuteTicks, scaleFor } from "../../src/chart/scale.ts";
import { escapeXml } from "../../src/chart/svg.ts";
import type { Picture } from "../../src/lab/picture.ts";

const room = { parts: 4, wholeOnly: false };

describe("an axis", () => {
  test("begins at 0 and ends above the highest value, in round steps", () => {
    expect(scaleFor([30, 440], [], room).ticks).toEqual([0, 200, 400, 600]);
    expect(scaleFor([0, 0.3], [], room).ticks).toEqual([0, 0.1, 0.2, 0.3, 0.4].map((n) => expect.closeTo(n)));
  });

  test("of things that are counted has no halves", () => {
    expect(scaleFor([1], [], { parts: 4, wholeOnly: true }).ticks).toEqual([0, 1, 2]);
  });

  test("keeps a limit in sight, and counts in powers of ten where the highest value dwarfs it", () => {
    expect(scaleFor([64, 90], [500], room)).toMatchObject({ isLogarithmic: false });
    expect(scaleFor([64, 90], [500], room).ticks.at(-1)).toBeGreaterThan(500);
    const steep = scaleFor([15, 5_000], [500], room);
    expect(steep).toMatchObject({ isLogarithmic: true, ticks: [10, 100, 1_000, 10_000] });
    expect(steep.place(100)).toBeCloseTo(1 / 3);
  });

  test("places every value between its ends, a higher one never lower", () => {
    const values = fc.array(fc.double({ min: 0, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(values, fc.option(fc.integer({ min: 1, max: 1e4 })), fc.boolean(), (all, limit, wholeOnly) => {
        const scale = scaleFor(all, limit === null ? [] : [limit], { parts: 4, wholeOnly });
        const placed = all.toSorted((a, b) => a - b).map(scale.place);
        expect(scale.ticks.length).toBeLessThanOrEqual(12);
        expect(placed.every((share) => share >= 0 && share <= 1)).toBe(true);
        expect(placed).toEqual(placed.toSorted((a, b) => a - b));
      }),
    );
  });

  test("of time has round minutes, never more than eleven of them", () => {
    expect(minuteTicks(30 * 60_000)).toEqual([0, 5, 10, 15, 20, 25, 30]);
    expect(minuteTicks(65_000)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    for (const minutes of [1, 7, 24, 61, 180, 719])
      expect(minuteTicks(minutes * 60_000).length).toBeLessThanOrEqual(11);
  });
});

const picture: Picture = {
  title: 'A <b> & "quoted" title',
  subtitle: "",
  untilMs: 600_000,
  panels: [
    {
      title: "Load",
      unit: "requests/s",
      kind: "curves",
      lines: [
        {
          name: "sent",
          points: [
            [5_000, 10],
            [600_000, 20],
          ],
        },
        {
          name: "answered",
          points: [
            [5_000, 10],
            [10_000, null],
            [15_000, 5],
          ],
        },
      ],
      gap: {
        name: "not answered",
        lower: [
          [5_000, 10],
          [600_000, 20],
        ],
      },
    },
  ],
  broken: [{ fromMs: 5_000, toMs: 10_000 }],
  marks: [0, 1_000, 2_000, 300_000].map((atMs) => ({ atMs, text: "x", kind: "command" as const })),
  moreMarks: 3,
  text: "",
};

describe("the SVG", () => {
  test("has people's words escaped", () => {
    const { svg } = drawSvg(picture);
    expect(svg).toContain("A &lt;b&gt; &amp; &quot;quoted&quot; title");
    expect(svg).not.toContain("<b>");
    expect(escapeXml("a\u0000b\nc\ud800d\uffff")).toBe("a\uFFFDb c\uFFFDd\uFFFD");
  });

  test("is broken where a value is missing, and shows a single point as a dot", () => {
    const [, d = ""] = /<path d="(M[^"Z]*)" fill="none"[^>]*stroke="#0072b2"/.exec(drawSvg(picture).svg) ?? [];
    expect(d.match(/M/g)).toHaveLength(2);
    expect(d).toMatch(/M([\d.]+ [\d.]+)L\1$/);
  });

  test("puts numbers that would touch into rows, and says how many more there are", () => {
    const { svg } = drawSvg(picture);
    const heights = [...svg.matchAll(/<circle cx="[\d.]+" cy="([\d.]+)"/g)].map(([, y]) => y);
    expect(new Set(heights.slice(0, 3)).size).toBe(3);
    expect(heights[3]).toBe(heights[0]);
    expect(svg).toContain("and 3 more");
  });

  test("holds numbers only, whatever the figures are", () => {
    const point = fc.tuple(
      fc.integer({ min: 0, max: 600_000 }),
      fc.option(fc.double({ min: 0, max: 1e9, noNaN: true })),
    );
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 30 }), fc.boolean(), (points, steps) => {
        const sorted = points.toSorted((a, b) => a[0] - b[0]);
        const panel = { ...picture.panels[0]!, kind: steps ? ("steps" as const) : ("curves" as const) };
        const drawn = drawSvg({
          ...picture,
          panels: [{ ...panel, lines: [{ name: "one", points: sorted }, panel.lines[0]!] }],
        });
        expect(drawn.svg).not.toMatch(/NaN|Infinity|undefined/);
        expect(drawn.height).toBeLessThan(2_000);
      }),
    );
  });
});
