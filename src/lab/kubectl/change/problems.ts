/** What kubectl looks at before it does anything: cases in order, of which the first that is so is told. */

export type Case = readonly [isSo: boolean, message: string];

export const firstProblem = (cases: readonly Case[]): string | undefined => cases.find(([isSo]) => isSo)?.[1];
