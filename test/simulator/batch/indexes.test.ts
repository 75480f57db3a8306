import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  hasIndex,
  parseIntervals,
  printIntervals,
  totalOf,
  withIndexes,
} from "../../../src/simulator/kubernetes/job/intervals.ts";

test("two neighbours are written with a comma, more with a hyphen", () => {
  expect(printIntervals(withIndexes([], [7, 0, 1, 3, 4, 5]))).toBe("0,1,3-5,7");
});

test("what cannot be read is passed over, and what lies beyond the last index is cut off", () => {
  expect(parseIntervals("0,x,2-4,6-9", 8)).toEqual([
    { first: 0, last: 0 },
    { first: 2, last: 4 },
    { first: 6, last: 7 },
  ]);
  expect(parseIntervals("0,9", 8)).toEqual([{ first: 0, last: 0 }]);
});

test("a set of indexes is the same after it was written and read", () => {
  const indexes = fc.uniqueArray(fc.nat(40));
  fc.assert(
    fc.property(indexes, indexes, (some, more) => {
      const all = withIndexes(withIndexes([], some), more);
      expect(parseIntervals(printIntervals(all), 41)).toEqual(all);
      expect(totalOf(all)).toBe(new Set([...some, ...more]).size);
      for (let index = 0; index <= 40; index++)
        expect(hasIndex(all, index)).toBe(some.includes(index) || more.includes(index));
    }),
  );
});
