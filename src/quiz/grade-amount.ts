// A number within the tolerance; a wrong one that is known gets the feedback of its misconception.
import { isAbout, printAmount } from "../knowledge/question/amount.ts";
import type { AmountQuestion } from "../knowledge/types.ts";
import type { Judgement } from "./judgement.ts";

export function gradeAmount({ answer, unit, tolerance, mistakes }: AmountQuestion, value: number): Judgement {
  if (isAbout(value, answer, tolerance)) return { correct: true, feedback: "", partly: "" };
  // What is close to a known mistake comes from it: people round on the way.
  const nearest = mistakes
    .filter((mistake) => isAbout(value, mistake.value, tolerance))
    .toSorted((a, b) => Math.abs(a.value - value) - Math.abs(b.value - value))[0];
  const right = `The answer is ${printAmount(answer, unit)}.`;
  return { correct: false, feedback: nearest ? `${nearest.feedback} ${right}` : right, partly: "" };
}
