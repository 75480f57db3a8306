// The rules for questions whose answer is a number.
import type { AmountQuestion } from "../types.ts";
import { isAbout, printAmount, readAmount } from "./amount.ts";
import type { Complaint } from "./complaint.ts";

/** A tolerance of a quarter of the answer takes in what is plainly wrong. */
const WIDEST = 0.25;
const FEWEST_MISTAKES = 2;

export function checkAmount(question: AmountQuestion): Complaint[] {
  const { answer, unit, tolerance, mistakes, explanation } = question;
  const complaints: Complaint[] = [];
  if (tolerance > WIDEST * Math.abs(answer))
    complaints.push([
      `takes ${tolerance} more or less than ${answer}`,
      "narrow the tolerance to a quarter of the answer",
    ]);
  const read = readAmount(printAmount(answer, unit), unit);
  if (!("value" in read) || !isAbout(read.value, answer, tolerance))
    complaints.push([
      `has an answer that cannot be typed as "${printAmount(answer, unit)}"`,
      "choose a unit in which it has at most three decimals",
    ]);
  if (!hasNumber(explanation, answer))
    complaints.push([`does not show ${answer} in its explanation`, "end the working with the answer"]);
  if (mistakes.length < FEWEST_MISTAKES)
    complaints.push([
      `has feedback for ${mistakes.length} wrong values`,
      `name at least ${FEWEST_MISTAKES} that people come to`,
    ]);
  return [...complaints, ...checkMistakes(question)];
}

function checkMistakes({ answer, tolerance, mistakes }: AmountQuestion): Complaint[] {
  return mistakes.flatMap(({ value, feedback }, index): Complaint[] => {
    const complaints: Complaint[] = [];
    if (!feedback.trim()) complaints.push([`has no feedback for ${value}`, "name the misconception"]);
    if (isAbout(value, answer, tolerance))
      complaints.push([`calls ${value} a mistake and takes it as right`, "correct the value or the tolerance"]);
    if (mistakes.findIndex((other) => isAbout(value, other.value, 0)) < index)
      complaints.push([`has the mistake ${value} twice`, "change one"]);
    return complaints;
  });
}

/** The number stands by itself in the text, with or without separators of thousands. */
function hasNumber(text: string, wanted: number): boolean {
  const numbers = text.replaceAll(/(\d),(?=\d{3}\b)/g, "$1").match(/-?\d+(\.\d+)?/g) ?? [];
  return numbers.some((number) => isAbout(Math.abs(Number(number)), Math.abs(wanted), 0));
}
