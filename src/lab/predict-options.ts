import type { Option } from "../knowledge/types.ts";

/** A number that people come to by a mistake, and what is wrong with it. */
export type Wrong = { value: number; why: string };

const MOST = 4;
const FEWEST = 3;

/** The true number and the likeliest mistakes, each once; undefined where too few are left to choose from. */
export function fairOptions(
  right: { value: number; feedback: string },
  wrong: readonly Wrong[],
  print: (value: number) => string,
): Option[] | undefined {
  const mistakes = wrong.filter(
    ({ value }, at) => value >= 0 && value !== right.value && wrong.findIndex((other) => other.value === value) === at,
  );
  const options = [
    { text: print(right.value), correct: true, feedback: right.feedback },
    ...mistakes.slice(0, MOST - 1).map(({ value, why }) => ({ text: print(value), correct: false, feedback: why })),
  ];
  return options.length >= FEWEST ? options : undefined;
}
