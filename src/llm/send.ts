// The two ways to ask a model, and to hear its reply while it is written. Both throw what the client throws.
import OpenAI from "openai";
import { zodResponseFormat, zodTextFormat } from "openai/helpers/zod";
import type { Request } from "./reply.ts";
import { chatEvents, type Heard, type ModelEvent, responseEvents, wholeChat, wholeResponse } from "./wire.ts";

/** `onText` is given all that was written so far, each time that there is more of it. */
export type Send = (request: Request, signal: AbortSignal, onText: (soFar: string) => void) => Promise<Heard>;

/** Responses first; chat completions for an endpoint that does not know them, and from then on. */
export function createSend(client: OpenAI): Send {
  let knowsResponses = true;
  return async (request, signal, onText) => {
    if (!knowsResponses) return byChat(client, request, signal, onText);
    try {
      return await byResponses(client, request, signal, onText);
    } catch (error) {
      if (!isUnknownAddress(error)) throw error;
      const heard = await byChat(client, request, signal, onText);
      knowsResponses = false;
      return heard;
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

async function byResponses(client: OpenAI, ...[request, signal, onText]: Parameters<Send>): Promise<Heard> {
  const { data, response } = await client.responses
    .create(
      {
        model: request.model,
        instructions: request.instructions,
        input: [{ role: "user", content: request.data }],
        text: { format: zodTextFormat(request.schema, request.name) },
        store: false,
        stream: true,
        ...(request.effort && { reasoning: { effort: request.effort } }),
      },
      { signal },
    )
    .withResponse();
  return isStream(response) ? gather(responseEvents(data), signal, onText) : wholeResponse(await response.json());
}

async function byChat(client: OpenAI, ...[request, signal, onText]: Parameters<Send>): Promise<Heard> {
  const { data, response } = await client.chat.completions
    .create(
      {
        model: request.model,
        messages: [
          { role: "system", content: request.instructions },
          { role: "user", content: request.data },
        ],
        response_format: zodResponseFormat(request.schema, request.name),
        stream: true,
        stream_options: { include_usage: true },
        ...(request.effort && { reasoning_effort: request.effort }),
      },
      { signal },
    )
    .withResponse();
  return isStream(response) ? gather(chatEvents(data), signal, onText) : wholeChat(await response.json());
}

/** An endpoint may not know streams, and send the whole reply at once. */
function isStream(response: Response): boolean {
  return response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
}

async function gather(
  events: AsyncIterable<ModelEvent>,
  signal: AbortSignal,
  onText: (soFar: string) => void,
): Promise<Heard> {
  const heard: Heard = { text: "", isDeclined: false };
  for await (const event of events) {
    if (event.kind === "declined") heard.isDeclined = true;
    else if (event.kind === "spent") heard.spent = event.spent;
    else onText((heard.text += event.text));
  }
  // An aborted stream ends like one that is complete.
  signal.throwIfAborted();
  return heard;
}
