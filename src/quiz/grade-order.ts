// Steps in order: all or nothing, with Kendall's count of the pairs that stand in order.
import type { OrderingQuestion } from "../knowledge/types.ts";
import type { Judgement } from "./judgement.ts";

export function gradeOrder({ id, steps, mistakes }: OrderingQuestion, order: number[]): Judgement {
  const isWhole = order.length === steps.length && steps.every((_, step) => order.includes(step));
  if (!isWhole)
    throw new RangeError(
      `question "${id}" has ${steps.length} steps; give each index from 0 to ${steps.length - 1} once`,
    );
  const { inOrder, pairs } = pairsInOrder(order);
  if (inOrder === pairs) return { correct: true, feedback: "", partly: "" };
  const reversed = mistakes.filter(({ reversed: [early, late] }) => order.indexOf(early) > order.indexOf(late));
  return {
    correct: false,
    feedback: reversed.map(({ feedback }) => feedback).join("\n"),
    partly: `${inOrder} of ${pairs} pairs stand in order.`,
  };
}

/** Of all pairs of steps, those whose earlier one comes first (Kendall's tau counts the same). */
export function pairsInOrder(order: number[]): { inOrder: number; pairs: number } {
  const later = order.map((step, place) => order.slice(place + 1).filter((other) => other > step).length);
  return { inOrder: later.reduce((sum, count) => sum + count, 0), pairs: (order.length * (order.length - 1)) / 2 };
}
