import { describe, expect, test } from "@jest/globals";
import { covers, indexAt, offsetsOf, rangeBetween, within } from "../../src/local-slack/page/state/window.ts";

const keys = ["a", "b", "c", "d"];
const offsets = offsetsOf(
  keys,
  new Map([
    ["a", 10],
    ["c", 30],
  ]),
  20,
);

describe("a window onto a long list", () => {
  test("rows begin where those above them end; what was not measured is guessed", () => {
    expect([...offsets]).toEqual([0, 10, 30, 60, 80]);
  });

  test.each([
    [-5, 0],
    [0, 0],
    [9, 0],
    [10, 1],
    [59, 2],
    [60, 3],
    [1000, 3],
  ])("at %d is row %d", (y, row) => {
    expect(indexAt(offsets, y)).toBe(row);
  });

  test("a range reaches around what is in view", () => {
    expect(rangeBetween(offsets, 12, 61)).toEqual({ from: 1, to: 4 });
    expect(rangeBetween(offsetsOf([], new Map(), 20), 0, 100)).toEqual({ from: 0, to: 0 });
    expect(covers({ from: 1, to: 4 }, { from: 2, to: 4 })).toBe(true);
    expect(covers({ from: 1, to: 3 }, { from: 2, to: 4 })).toBe(false);
  });

  test("at the end it follows new rows; further up it stays", () => {
    expect(within({ from: 2, to: 4 }, 6, true)).toEqual({ from: 4, to: 6 });
    expect(within({ from: 2, to: 4 }, 6, false)).toEqual({ from: 2, to: 4 });
    expect(within({ from: 2, to: 4 }, 3, false)).toEqual({ from: 2, to: 3 });
    expect(within({ from: -20, to: 4 }, 4, true)).toEqual({ from: 0, to: 4 });
    expect(within({ from: 0, to: 4 }, 0, false)).toEqual({ from: 0, to: 0 });
  });
});
