// Whether the bank as a whole can be guessed: three guessers who know nothing play all questions with one right option.
import type { Problem } from "./problem.ts";
import type { Question, SingleQuestion } from "./types.ts";

/** Fewer questions say nothing about a guesser. */
const FEWEST = 100;
/** How much better than chance a guesser may be. */
const MARGIN = 0.05;

/** How much each option attracts a guesser, who takes the most attractive one, and any of equals: they are shown in any order. */
type Guesser = (question: SingleQuestion) => number[];

const guessers: Record<string, Guesser> = {
  "takes the longest option": ({ options }) => options.map(({ text }) => text.length),
  "takes a value in the middle": ({ options }) => nearMiddle(options.map(({ text }) => Number.parseFloat(text))),
  "takes the option with most words of the stem": ({ stem, options }) => {
    const words = wordsOf(stem);
    return options.map(({ text }) => [...wordsOf(text)].filter((word) => words.has(word)).length);
  },
};

/** How often each guesser is right, and how often chance would be. */
export function guesses(questions: Question[]): { guesser: string; share: number; chance: number }[] {
  const singles = questions.filter((question) => question.type === "single");
  const total = Math.max(1, singles.length);
  const chance = singles.reduce((sum, { options }) => sum + 1 / options.length, 0) / total;
  return Object.entries(guessers).map(([guesser, guess]) => {
    const right = singles.reduce((sum, question) => sum + chanceOf(question, guess(question)), 0);
    return { guesser, share: right / total, chance };
  });
}

/** A guesser who is better than chance and five points. */
export function checkBank(questions: Question[]): Problem[] {
  const [first] = questions;
  if (!first || questions.filter(({ type }) => type === "single").length < FEWEST) return [];
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  return guesses(questions)
    .filter(({ share, chance }) => share > chance + MARGIN)
    .map(({ guesser, share, chance }) => ({
      file: first.file,
      line: 1,
      found: `whoever ${guesser} is right in ${percent(share)} of all questions, by chance in ${percent(chance)}`,
      mend: "make wrong options as long and as near to the stem as right ones",
    }));
}

/** How likely a guesser is right who takes one of the most attractive options. */
function chanceOf({ options }: SingleQuestion, attraction: number[]): number {
  const most = Math.max(...attraction);
  const taken = options.filter((_, index) => attraction[index] === most);
  return taken.filter(({ correct }) => correct).length / taken.length;
}

/** 1 for a number that is neither the smallest nor the largest, else 0. Other options show no middle: their places are shuffled. */
function nearMiddle(values: number[]): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return values.map((value) => (value > least && value < most ? 1 : 0));
}

/** Words that carry meaning: of four letters and more, without their endings. */
function wordsOf(text: string): Set<string> {
  return new Set((text.toLowerCase().match(/[a-z]{4,}/g) ?? []).map((word) => word.replace(/(ing|ed|es|s)$/, "")));
}
