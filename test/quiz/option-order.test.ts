// An even chance for every place of the right option.
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { optionOrder } from "../../src/quiz/pick.ts";
import { aQuestion } from "./fixture.ts";

describe("the order of the options", () => {
  test("is one of the orders, and the same for the same seed", () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const order = optionOrder(aQuestion("a"), seed);
        expect(order.toSorted()).toEqual([0, 1, 2, 3]);
        expect(optionOrder(aQuestion("a"), seed)).toEqual(order);
      }),
    );
  });

  // Critical values of chi-square for p = .01 at 3 and 23 degrees of freedom.
  test.each([0, 1, 2, 3])("puts a right option written at place %d anywhere", (right) => {
    const places = [0, 0, 0, 0];
    for (let n = 0; n < 10_000; n++) places[optionOrder(aQuestion("a"), `delivery-${n}`).indexOf(right)]! += 1;
    expect(chiSquare(places)).toBeLessThan(11.345);
  });

  test("every order is equally likely, and neighbouring deliveries are independent", () => {
    const orders = new Map<string, number>();
    const steps = [0, 0, 0, 0];
    let last = 0;
    for (let n = 0; n < 10_000; n++) {
      const order = optionOrder(aQuestion("a"), `delivery-${n}`);
      orders.set(order.join(""), (orders.get(order.join("")) ?? 0) + 1);
      steps[(order.indexOf(0) - last + 4) % 4]! += 1;
      last = order.indexOf(0);
    }
    expect(orders.size).toBe(24);
    expect(chiSquare([...orders.values()])).toBeLessThan(41.638);
    expect(chiSquare(steps)).toBeLessThan(11.345);
  });
});

function chiSquare(counts: number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
