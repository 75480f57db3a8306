// What a model is asked and what it must send back: the shape that it is told, and that its reply is read with.
import { z } from "zod";
import type { Answer } from "../ask/answer.ts";

/** The keyless answer. */
export type Covered = Extract<Answer, { kind: "answer" }>;

export const sentenceSchema = z.object({ text: z.string(), cites: z.array(z.string()) });

export const replySchema = z.object({ answerable: z.boolean(), sentences: z.array(sentenceSchema) });

export type Reply = z.infer<typeof replySchema>;

/** What people and the lessons say, as data, and how to deal with it. `effort` is for models that think before they write. */
export type Request = {
  model: string;
  effort?: "low" | undefined;
  instructions: string;
  data: string;
  /** What it must send back, and what that is called. */
  schema: z.ZodObject;
  name: string;
};

/** Tokens that a call has used, as its endpoint counts them. */
export type Spent = { input: number; output: number };
