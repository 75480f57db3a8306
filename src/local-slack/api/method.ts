// What a Web API method is here: who may call it, with which arguments, and what it does.
import { z } from "zod";
import type { Desk } from "../desk.ts";

export type Answer = Record<string, unknown>;

/** Why Slack says no. The door of the Web API turns it into `{ ok: false, error }`; nothing else catches it. */
export class Refusal extends Error {
  readonly code: string;
  readonly details: Answer;
  constructor(code: string, details: Answer = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** Says no, in Slack's word for it. */
export function refuse(code: string, details: Answer = {}): never {
  throw new Refusal(code, details);
}

/** Refuses with lines that say what is wrong, where Slack puts them. */
export function refuseWith(code: string, messages: string[]): never {
  return refuse(code, {
    errors: messages.map((line) => line.replace("[ERROR] ", "")),
    response_metadata: { messages },
  });
}

export type Method = {
  token: "bot" | "app" | "none";
  /** Any one of these scopes is enough; none is needed when empty. */
  scopes: string[];
  args: z.ZodObject;
  run(desk: Desk, args: never): Answer;
};

/** Declares a method so that `run` gets its arguments already checked. */
export function method<A extends z.ZodRawShape>(definition: {
  token?: Method["token"];
  scopes?: string[];
  args: A;
  run(desk: Desk, args: z.infer<z.ZodObject<A>>): Answer;
}): Method {
  const { token = "bot", scopes = [], args, run } = definition;
  return { token, scopes, args: z.object(args), run: run as Method["run"] };
}

// Forms carry everything as text, so numbers and booleans are turned into text before and read back here.
export const text = z.string();
export const flag = z
  .union([z.boolean(), z.enum(["true", "false", "1", "0"])])
  .transform((value) => value === true || value === "true" || value === "1");
export const count = z.string().regex(/^\d+$/, "must be a whole number").transform(Number);
export const blocks = z.array(z.looseObject({ type: z.string() }));
export const metadata = z.union([
  z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }),
  z.object({ event_type: z.undefined().optional(), event_payload: z.undefined().optional() }),
]);
