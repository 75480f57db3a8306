import { describe, expect, test } from "@jest/globals";
import { areaPath, linePath } from "../../src/local-slack/page/graph/path.ts";
import { readChart } from "../../src/local-slack/page/graph/read.ts";
import { labelEvery, niceScale, place, tickLabel } from "../../src/local-slack/page/graph/scale.ts";

describe("charts are read", () => {
  test("series follow the categories; what is missing is a gap", () => {
    const chart = readChart({
      type: "data_visualization",
      title: "Load",
      chart: {
        type: "line",
        series: [
          {
            name: "rps",
            data: [
              { label: "b", value: 2 },
              { label: "a", value: 1 },
            ],
          },
        ],
        axis_config: { categories: ["a", "b", "c"], x_label: "t" },
      },
    });
    expect(chart).toEqual({
      kind: "line",
      title: "Load",
      categories: ["a", "b", "c"],
      series: [{ name: "rps", values: [1, 2, null] }],
      xLabel: "t",
      yLabel: "",
    });
  });

  test("a pie is one series", () => {
    const chart = readChart({ type: "x", title: "V", chart: { type: "pie", segments: [{ label: "a", value: 3 }] } });
    expect(chart).toMatchObject({ kind: "pie", categories: ["a"], series: [{ values: [3] }] });
  });

  test("what is no chart is not one", () => {
    expect(readChart({ type: "x" })).toBeUndefined();
    expect(readChart({ type: "x", chart: { type: "radar", series: [{}] } })).toBeUndefined();
  });
});

describe("axes", () => {
  test.each([
    [
      [0, 310],
      [0, 100, 200, 300, 400],
    ],
    [
      [0.1, 0.3],
      [0, 0.1, 0.2, 0.3],
    ],
    [
      [-5, 5],
      [-6, -4, -2, 0, 2, 4, 6],
    ],
    [[0], [0, 0.2, 0.4, 0.6, 0.8, 1]],
  ])("%j", (values, ticks) => {
    expect(niceScale(values).ticks).toEqual(ticks);
  });

  test("places and labels", () => {
    expect(place(5, { ticks: [], low: 0, high: 10 }, 100, 0)).toBe(50);
    expect(tickLabel(1200)).toBe("1,200");
    expect(tickLabel(45_000)).toBe("45K");
    expect(labelEvery(["Monday", "Tuesday", "Wednesday"], 1000)).toBe(1);
    expect(labelEvery(["Monday", "Tuesday", "Wednesday"], 100)).toBe(3);
  });
});

describe("paths", () => {
  const points = [{ x: 0, y: 1 }, { x: 1, y: 2 }, null, { x: 3, y: 4 }];

  test("a gap interrupts the line", () => {
    expect(linePath(points)).toBe("M0 1L1 2M3 4");
  });

  test("each stretch is an area of its own", () => {
    expect(areaPath(points, 9)).toBe("M0 1L1 2L1 9L0 9ZM3 4L3 9L3 9Z");
  });
});
