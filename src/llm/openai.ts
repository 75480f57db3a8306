// The one entry of this room: a key -> a function that says a keyless answer more fluently, from the same passages.
import OpenAI from "openai";
import type { Answer } from "../ask/answer.ts";
import { dataOf, passagesFor } from "./data.ts";
import type { Covered, Request } from "./reply.ts";
import { rewrite } from "./rewrite.ts";
import { createSend } from "./send.ts";

/** The model that the package's own README names. */
export const DEFAULT_MODEL = "gpt-5.5";

/** Says a keyless answer more fluently; never throws, and gives the keyless answer back whenever anything is doubtful. */
export type Rephrase = (question: { text: string; history: string[] }, answer: Covered) => Promise<Answer>;

export type RephraseOptions = {
  apiKey: string;
  /** Absent: OpenAI itself. The environment is not looked at. */
  baseURL?: string | undefined;
  model?: string | undefined;
  /** The text of `prompts/answer.md`. */
  prompt: string;
  /** Told why the keyless answer is given, in words for a log: never text of people, of a model or of an endpoint. */
  onFallback: (reason: string) => void;
  /** For everything together. */
  timeoutMs?: number | undefined;
};

const TIME_LIMIT_MS = 12_000;

/** Asks once: the keyless answer is ready, so nobody has to wait for a second attempt. */
export function createRephrase(options: RephraseOptions): Rephrase {
  const { apiKey, baseURL = null, model = DEFAULT_MODEL, prompt, onFallback, timeoutMs = TIME_LIMIT_MS } = options;
  // The package would log requests when OPENAI_LOG is set, and they hold what people ask.
  const send = createSend(new OpenAI({ apiKey, baseURL, maxRetries: 0, logLevel: "off" }));
  // It may think before it writes, and a person is waiting. Other models may not know the setting.
  const manner: Omit<Request, "data"> = {
    model,
    effort: model === DEFAULT_MODEL ? "low" : undefined,
    instructions: prompt,
  };

  /** The answer worded anew, or why there is none. */
  async function word(
    question: Parameters<Rephrase>[0],
    answer: Covered,
    signal: AbortSignal,
  ): Promise<Answer | string> {
    const passages = passagesFor(answer);
    const sent = await send({ ...manner, data: dataOf(question, passages) }, signal);
    if (sent === "declined") return "model declined";
    if (sent === "empty") return "no answer in the reply";
    return rewrite(answer, sent, passages) ?? "too little stands in the passages";
  }

  return async (question, answer) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const worded = await word(question, answer, signal).catch((error: unknown) =>
      signal.aborted ? "time limit" : reasonOf(error),
    );
    if (typeof worded !== "string") return worded;
    onFallback(worded);
    return answer;
  };
}

/** Only its kind: the message of an error may quote a key, a person or a model. */
function reasonOf(error: unknown): string {
  if (error instanceof OpenAI.APIConnectionError) return "no connection";
  if (error instanceof OpenAI.APIError && error.status) return `HTTP ${error.status}`;
  return "unreadable reply";
}
