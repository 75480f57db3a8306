// A configured model: its client, and the manner in which it is asked.
import OpenAI from "openai";
import type { Request } from "./reply.ts";
import { createSend, type Send } from "./send.ts";

/** The model that the package's own README names. */
export const DEFAULT_MODEL = "gpt-5.5";

export type ModelOptions = {
  apiKey: string;
  /** Absent: OpenAI itself. The environment is not looked at. */
  baseURL?: string | undefined;
  model?: string | undefined;
};

/** Asks once: what is said without a model is ready, so nobody has to wait for a second attempt. */
export function createModel(options: ModelOptions): { send: Send; manner: Pick<Request, "model" | "effort"> } {
  const { apiKey, baseURL = null, model = DEFAULT_MODEL } = options;
  // The package would log requests when OPENAI_LOG is set, and they hold what people ask.
  const send = createSend(new OpenAI({ apiKey, baseURL, maxRetries: 0, logLevel: "off" }));
  // It may think before it writes, and a person is waiting. Other models may not know the setting.
  return { send, manner: { model, effort: model === DEFAULT_MODEL ? "low" : undefined } };
}
