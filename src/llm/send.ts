// The two ways to ask a model on the wire. Both throw what the client throws.
import OpenAI from "openai";
import { zodResponseFormat, zodTextFormat } from "openai/helpers/zod";
import { type Reply, type Request, replySchema } from "./reply.ts";

/** The parsed reply, or that the model declined, or that nothing usable came. */
export type Sent = Reply | "declined" | "empty";

type Send = (request: Request, signal: AbortSignal) => Promise<Sent>;

/** Responses first; chat completions for an endpoint that does not know them, and from then on. */
export function createSend(client: OpenAI): Send {
  let knowsResponses = true;
  return async (request, signal) => {
    if (!knowsResponses) return byChat(client, request, signal);
    try {
      return await byResponses(client, request, signal);
    } catch (error) {
      if (!isUnknownAddress(error)) throw error;
      const sent = await byChat(client, request, signal);
      knowsResponses = false;
      return sent;
    }
  };
}

const NO_SUCH_ADDRESS = [404, 405, 501];

/** A model that does not exist is a 404 as well, and asking for it elsewhere would not help. */
function isUnknownAddress(error: unknown): boolean {
  return (
    error instanceof OpenAI.APIError && NO_SUCH_ADDRESS.includes(error.status ?? 0) && error.code !== "model_not_found"
  );
}

async function byResponses(client: OpenAI, request: Request, signal: AbortSignal): Promise<Sent> {
  const response = await client.responses.parse(
    {
      model: request.model,
      instructions: request.instructions,
      input: [{ role: "user", content: request.data }],
      text: { format: zodTextFormat(replySchema, "answer") },
      store: false,
      ...(request.effort && { reasoning: { effort: request.effort } }),
    },
    { signal },
  );
  const parts = response.output.flatMap((item) => (item.type === "message" ? item.content : []));
  if (parts.some((part) => part.type === "refusal")) return "declined";
  return response.output_parsed ?? "empty";
}

async function byChat(client: OpenAI, request: Request, signal: AbortSignal): Promise<Sent> {
  const completion = await client.chat.completions.parse(
    {
      model: request.model,
      messages: [
        { role: "system", content: request.instructions },
        { role: "user", content: request.data },
      ],
      response_format: zodResponseFormat(replySchema, "answer"),
      ...(request.effort && { reasoning_effort: request.effort }),
    },
    { signal },
  );
  const message = completion.choices[0]?.message;
  if (message?.refusal) return "declined";
  return message?.parsed ?? "empty";
}
