// Chosen options: of one kind the right one, of the other every right one and no other.
import type { ChoiceQuestion, Option } from "../knowledge/types.ts";
import type { Judgement } from "./judgement.ts";

export function gradeOption(question: ChoiceQuestion, chosen: number): Judgement {
  const { correct, feedback } = optionAt(question, chosen);
  return { correct, feedback, partly: "" };
}

export function gradeOptions(question: ChoiceQuestion, chosen: number[]): Judgement {
  const picked = new Set(chosen.map((index) => optionAt(question, index)));
  const mistaken = question.options.filter((option) => option.correct !== picked.has(option));
  const right = question.options.filter((option) => option.correct);
  if (mistaken.length === 0)
    return { correct: true, feedback: lines(right.map((option) => option.feedback)), partly: "" };
  const had = right.filter((option) => picked.has(option)).length;
  const wrong = picked.size - had;
  return {
    correct: false,
    feedback: lines(mistaken.map((option) => describe(option, picked.has(option)))),
    partly: `You had ${had} of the ${right.length} right ones${wrong > 0 ? `, and ${wrong} that ${wrong === 1 ? "is" : "are"} not` : ""}.`,
  };
}

function describe({ text, feedback }: Option, isPicked: boolean): string {
  return `${isPicked ? "Not" : "Missing"}: ${text}. ${feedback}`;
}

const lines = (texts: string[]) => texts.map((text) => `• ${text}`).join("\n");

function optionAt({ id, options }: ChoiceQuestion, index: number): Option {
  const option = options[index];
  if (!option)
    throw new RangeError(`question "${id}" has no option ${index}; give an index from 0 to ${options.length - 1}`);
  return option;
}
