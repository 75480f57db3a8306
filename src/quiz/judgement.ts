// What is said of a reply.
import type { Reply } from "./reply.ts";

/** `feedback` names the misconception or confirms, in lines of Markdown; `partly` is what was right about a wrong answer, or "". */
export type Judgement = { correct: boolean; feedback: string; partly: string };

/** `said` is the reply in words where it is a number, else "". */
export type Grade = Judgement & { reply: Reply; said: string };
