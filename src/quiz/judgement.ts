// What is said of a reply.
import type { Reply } from "./reply.ts";

/**
 * `feedback` names the misconception or confirms, in lines of Markdown; `partly` is what was right about a wrong answer, or "". `reader` is who
 * has read an answer in one's own words: a model, or nobody who understands it.
 */
export type Judgement = { correct: boolean; feedback: string; partly: string; reader?: "model" | "words" };

/** `said` is the reply in words where it is a number, else "". */
export type Grade = Judgement & { reply: Reply; said: string };
