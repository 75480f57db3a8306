// What a computed question is: numbers are drawn, the simulator's own code finds the answer, and the misconceptions compute the rest.
import { isAbout, printAmount } from "../../knowledge/question/amount.ts";
import type { Mistake, Question } from "../../knowledge/types.ts";
import type { Random } from "../random.ts";
import { oneOf } from "./draw.ts";

/** One rule. Its id stands for the concept: the history remembers it, whatever the numbers were. */
export type Generator = Rule & { generate(random: Random): Question };

/** `section` is a full id, `lesson#anchor`; `objective` one of the lesson's. */
export type Rule = { id: string; lesson: string; section: string; objective: string; difficulty: number };

/** Counted in `unit` (see knowledge/question/amount.ts), or a name that is chosen. */
export type Answer = { value: number; unit: string } | { text: string };

/**
 * One drawing. `wrong` are answers by misconceptions, the likeliest first: those that happen to be right are left out. `given` is what a
 * prediction shows before it is answered, `trace` what its simulation showed.
 */
export type Worked<A extends Answer = Answer> = {
  stem: string;
  answer: A;
  /** Step by step; the last one names the answer. */
  working: string[];
  right: string;
  wrong: (A extends { value: number } ? { value: number; why: string } : { text: string; why: string })[];
  given?: string;
  trace?: string[];
};

/** So many drawings may be unfair or have too few wrong answers before it is a mistake of the rule. */
const DRAWINGS = 200;
const MOST_OPTIONS = 4;
const FEWEST_WRONG = 2;

/** `draw` answers undefined for numbers that make no fair question: it is asked again. */
export function generatorOf<A extends Answer>(rule: Rule, draw: (random: Random) => Worked<A> | undefined): Generator {
  return {
    ...rule,
    generate(random) {
      for (let turn = 0; turn < DRAWINGS; turn++) {
        const worked = draw(random);
        const question = worked && questionOf(rule, worked, random);
        if (question) return question;
      }
      throw new Error(`the rule "${rule.id}" drew ${DRAWINGS} times without a fair question`);
    },
  };
}

function questionOf(rule: Rule, worked: Worked, random: Random): Question | undefined {
  const { stem, working } = worked;
  const explanation = working.map((step, index) => `${index + 1}. ${step}`).join("\n");
  const base = { ...rule, stem, explanation, file: `computed by ${rule.id}`, line: 1 };
  const isTyped = random() < 0.5;
  if ("text" in worked.answer) return choice(base, worked.answer.text, worked.right, named(worked));
  const { value, unit } = worked.answer;
  const mistakes = numbered(worked, value);
  if (mistakes.length < FEWEST_WRONG) return undefined;
  if (worked.given !== undefined) {
    const { given, trace = [] } = worked;
    const amount = { answer: value, unit, tolerance: 0, mistakes };
    return { ...base, ...amount, type: "predict", given, trace: trace.join("\n") };
  }
  if (isTyped) return { ...base, type: "numeric", answer: value, unit, tolerance: 0, mistakes };
  const wrong = aroundKey(mistakes, value, random).map((mistake) => ({
    text: printAmount(mistake.value, unit),
    why: mistake.feedback,
  }));
  return choice(base, printAmount(value, unit), worked.right, wrong);
}

type Base = Rule & Pick<Question, "stem" | "explanation" | "file" | "line">;

function choice(base: Base, key: string, right: string, wrong: { text: string; why: string }[]): Question | undefined {
  if (wrong.length < FEWEST_WRONG) return undefined;
  const others = wrong.slice(0, MOST_OPTIONS - 1).map(({ text, why }) => ({ text, correct: false, feedback: why }));
  return { ...base, type: "single", options: [{ text: key, correct: true, feedback: right }, ...others] };
}

/**
 * Wrong answers for the places beside the key, so that the key is as often the smallest or the largest as it lies in between, as far as there
 * are enough on one side: who guesses the middle gains nothing.
 */
function aroundKey(mistakes: Mistake[], value: number, random: Random): Mistake[] {
  const sides = [mistakes.filter((one) => one.value < value), mistakes.filter((one) => one.value > value)];
  const wide = sides.filter(({ length }) => length >= FEWEST_WRONG);
  const isAtEnd = random() < AT_END && wide.length > 0;
  return (isAtEnd ? oneOf(random, wide) : mistakes).slice(0, MOST_OPTIONS - 1);
}

/** Of four numbers two are at an end, of three two. */
const AT_END = 0.55;

/** Distinct, plausible as an answer (not below zero), and none of them right. */
function numbered({ wrong }: Worked, value: number): Mistake[] {
  const found: Mistake[] = [];
  for (const each of wrong) {
    if (!("value" in each) || !Number.isFinite(each.value) || each.value < 0) continue;
    const rounded = Math.round(each.value * 1000) / 1000;
    if (isAbout(rounded, value, 0) || found.some((other) => isAbout(other.value, rounded, 0))) continue;
    found.push({ value: rounded, feedback: each.why });
  }
  return found;
}

function named({ wrong, answer }: Worked): { text: string; why: string }[] {
  const key = "text" in answer ? answer.text : "";
  return wrong
    .flatMap((each) => ("text" in each && each.text !== key ? [each] : []))
    .filter(({ text }, index, all) => all.findIndex((other) => other.text === text) === index);
}
