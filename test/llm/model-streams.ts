// What a model may write while somebody listens: events of both wires, one piece of text each, as fast as a script says.
import type { ServerResponse } from "node:http";
import type { Script } from "./model-server.ts";

/** A piece of text, a pause until something happened elsewhere, or how the stream ends before its time. */
export type Step = string | Promise<unknown> | "cut";

export const USAGE = { input: 210, output: 34 };

/** A reply in pieces of so many characters, as a model writes it. */
export function pieces(value: unknown, length = 24): string[] {
  return JSON.stringify(value).match(new RegExp(`.{1,${length}}`, "gs")) ?? [];
}

type Wire = { path: string; event: (text: string) => object; end: object[] };

const RESPONSES: Wire = {
  path: "/v1/responses",
  event: (delta) => ({
    type: "response.output_text.delta",
    item_id: "msg_1",
    output_index: 1,
    content_index: 0,
    delta,
  }),
  end: [
    {
      type: "response.completed",
      response: { id: "resp_1", usage: { input_tokens: USAGE.input, output_tokens: USAGE.output, total_tokens: 244 } },
    },
  ],
};

const CHAT: Wire = {
  path: "/v1/chat/completions",
  event: (content) => ({ object: "chat.completion.chunk", choices: [{ index: 0, delta: { content } }] }),
  end: [
    { object: "chat.completion.chunk", choices: [{ index: 0, delta: {}, finish_reason: "stop" }] },
    { object: "chat.completion.chunk", choices: [], usage: { prompt_tokens: 210, completion_tokens: 34 } },
  ],
};

/** Streams these steps by Responses. */
export const streams = (...steps: Step[]): Script => over(RESPONSES, steps);

/** The same by an endpoint that knows chat completions only. */
export const streamsChat = (...steps: Step[]): Script => over(CHAT, steps);

/** Other events than text. */
export const sendsEvents =
  (...events: object[]): Script =>
  (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const event of events) send(response, event);
    response.end();
  };

function over(wire: Wire, steps: Step[]): Script {
  return (response, { path }) => {
    if (path !== wire.path) return void response.writeHead(404, { "content-type": "application/json" }).end("{}");
    response.writeHead(200, { "content-type": "text/event-stream" });
    void play(wire, steps, response);
  };
}

async function play(wire: Wire, steps: Step[], response: ServerResponse): Promise<void> {
  for (const step of steps) {
    if (step === "cut") return void response.destroy();
    if (typeof step === "string") send(response, wire.event(step));
    else await step;
    // Each piece in a packet of its own.
    await new Promise((done) => setImmediate(done));
  }
  for (const event of wire.end) send(response, event);
  response.end("data: [DONE]\n\n");
}

function send(response: ServerResponse, event: object): void {
  response.write(`data: ${JSON.stringify(event)}\n\n`);
}
