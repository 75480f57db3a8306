import { describe, expect, test } from "@jest/globals";
import type { Traffic } from "../../src/simulator/kubernetes/cluster-api.ts";
import { rpsAt } from "../../src/simulator/traffic.ts";

const cases: [string, Traffic, [at: number, rps: number][]][] = [
  [
    "steady",
    { kind: "steady", rps: 7 },
    [
      [0, 7],
      [9_999, 7],
    ],
  ],
  [
    "ramp",
    { kind: "ramp", from: 10, to: 20, startMs: 100, endMs: 200 },
    [
      [0, 10],
      [100, 10],
      [150, 15],
      [200, 20],
      [900, 20],
    ],
  ],
  [
    "spike",
    { kind: "spike", base: 10, peak: 110, startMs: 1_000, endMs: 5_000, edgeMs: 100 },
    [
      [999, 10],
      [1_050, 60],
      [1_100, 110],
      [5_000, 110],
      [5_050, 60],
      [5_100, 10],
      [9_000, 10],
    ],
  ],
  [
    "spike without edges",
    { kind: "spike", base: 1, peak: 9, startMs: 10, endMs: 20, edgeMs: 0 },
    [
      [9, 1],
      [10, 9],
      [19, 9],
      [20, 1],
    ],
  ],
  [
    "diurnal",
    { kind: "diurnal", low: 10, high: 30, periodMs: 400 },
    [
      [0, 10],
      [100, 20],
      [200, 30],
      [400, 10],
    ],
  ],
  [
    "points",
    {
      kind: "points",
      points: [
        [0, 0],
        [10, 10],
        [10, 50],
        [20, 0],
      ],
    },
    [
      [5, 5],
      [10, 50],
      [15, 25],
      [20, 0],
      [99, 0],
    ],
  ],
  ["no points", { kind: "points", points: [] }, [[5, 0]]],
];

describe("traffic", () => {
  test.each(cases)("%s", (_, traffic, expected) => {
    for (const [at, rps] of expected) expect(rpsAt(traffic, at)).toBeCloseTo(rps, 9);
  });
});
