import type { SingleQuestion } from "../knowledge/types.ts";

/** `askedMs` is when it was asked and `atMs` what it is asked about, in simulated milliseconds. */
export type Prediction = { askedMs: number; atMs: number; question: SingleQuestion };
