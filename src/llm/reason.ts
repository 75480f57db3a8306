// Why a call to a model came to nothing, in words for a log: never text of people, of a model or of an endpoint.
import OpenAI from "openai";

/** Only its kind: the message of an error may quote a key, a person or a model. */
export function reasonOf(error: unknown): string {
  if (error instanceof OpenAI.APIConnectionError) return "no connection";
  if (error instanceof OpenAI.APIError && error.status) return `HTTP ${error.status}`;
  return "unreadable reply";
}

/** The endpoint did not take the question: nothing was used. */
export function isTurnedAway(error: unknown): boolean {
  return error instanceof OpenAI.APIConnectionError || (error instanceof OpenAI.APIError && error.status !== undefined);
}
