// A small endpoint on 127.0.0.1 that speaks the wire protocol of OpenAI's Responses and Chat Completions.
import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export type Seen = { path: string; authorization: string | undefined; raw: string; body: Record<string, any> };
export type Script = (response: ServerResponse, seen: Seen) => void;

export type ModelServer = {
  baseURL: string;
  /** All requests since the last `script`. */
  seen: Seen[];
  script: (script: Script) => void;
  close: () => Promise<void>;
};

export async function startModelServer(): Promise<ModelServer> {
  let current: Script = fails(500);
  const seen: Seen[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const raw = await text(request);
    const { authorization } = request.headers;
    const one = { path: request.url ?? "", authorization, raw, body: JSON.parse(raw) as Record<string, any> };
    seen.push(one);
    current(response, one);
  };
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    seen,
    script: (script) => {
      seen.length = 0;
      current = script;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

type Part = { type: "output_text"; text: string; annotations: [] } | { type: "refusal"; refusal: string };

function responseOf(part: Part, status: "completed" | "incomplete" = "completed"): object {
  return {
    id: "resp_1",
    object: "response",
    created_at: 1,
    status,
    error: null,
    incomplete_details: status === "incomplete" ? { reason: "max_output_tokens" } : null,
    model: "gpt-5.5",
    output: [
      { type: "reasoning", id: "rs_1", summary: [] },
      { type: "message", id: "msg_1", role: "assistant", status, content: [part] },
    ],
    usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
  };
}

const textPart = (content: string): Part => ({ type: "output_text", text: content, annotations: [] });

/** The model writes exactly this text. */
export const writes =
  (content: string): Script =>
  (response) =>
    sendJson(response, 200, responseOf(textPart(content)));

/** The model sends this value. */
export const replies = (value: unknown): Script => writes(JSON.stringify(value));

export const refuses: Script = (response) =>
  sendJson(response, 200, responseOf({ type: "refusal", refusal: "I cannot." }));

/** The model was stopped in the middle of what it wrote. */
export const stopsIn =
  (content: string): Script =>
  (response) =>
    sendJson(response, 200, responseOf(textPart(content), "incomplete"));

/** An HTTP error as OpenAI words it. Its message quotes the key, as OpenAI's does in part. */
export const fails =
  (status: number, code: string | null = null): Script =>
  (response, { authorization } = { path: "", authorization: "", raw: "", body: {} }) =>
    sendJson(response, status, { error: { message: `No: ${authorization}`, type: "error", param: null, code } });

/** A body that is not what the protocol says. */
export const sends =
  (body: string, type = "application/json"): Script =>
  (response) =>
    response.writeHead(200, { "content-type": type }).end(body);

/** The connection is gone after so much of the body; with 0, before any answer. */
export const cutsAfter =
  (length: number, value: unknown): Script =>
  (response) => {
    const body = JSON.stringify(responseOf(textPart(JSON.stringify(value))));
    if (length === 0) return void response.destroy();
    response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
    response.write(body.slice(0, length), () => response.destroy());
  };

/** One byte at a time, for ever as far as a person is concerned. */
export const trickles =
  (value: unknown): Script =>
  (response) => {
    const body = JSON.stringify(responseOf(textPart(JSON.stringify(value))));
    response.writeHead(200, { "content-type": "application/json" });
    let at = 0;
    const timer = setInterval(() => response.write(body[(at += 1)] ?? " "), 20);
    response.on("close", () => clearInterval(timer));
  };

/** An endpoint that knows chat completions only. */
export const onlyChat =
  (message: { content: string | null; refusal?: string }): Script =>
  (response, { path }) => {
    if (path !== "/v1/chat/completions") return sendJson(response, 404, { detail: "Not Found" });
    const choice = { index: 0, message: { role: "assistant", refusal: null, ...message }, finish_reason: "stop" };
    sendJson(response, 200, { id: "c1", object: "chat.completion", created: 1, model: "m", choices: [choice] });
  };
