/** What is wrong in a content file, where, and what to do about it. */
export type Problem = { file: string; line: number; found: string; mend: string };

/** A text turned into a value, or everything that stopped it. */
export type Parsed<T> = { value: T } | { problems: Problem[] };

/** One line a person can act on: `knowledge/lessons/pods.md:12: question "x" has 2 correct answers; mark exactly one`. */
export function printProblem(problem: Problem): string {
  return `${problem.file}:${problem.line}: ${problem.found}; ${problem.mend}`;
}
