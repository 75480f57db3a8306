// A Slack that knows neither streams nor agents' sessions (GovSlack, say): what grows is posted and edited, and a status stands for the session.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type ModelServer, startModelServer } from "../llm/model-server.ts";
import { ADA, type Harbor, openHarbor, until } from "../support/harbor.ts";
import { answersWith, replyInTwo, trueSentences } from "../support/scripted-model.ts";

const UNKNOWN = ["chat.startStream", "chat.appendStream", "chat.stopStream", "agents.sessions.setStatus"];

/** Passes everything on to the local Slack but what this one does not know. */
async function olderSlack(apiUrl: string): Promise<Server> {
  const server = createServer(async (request, response) => {
    const method = (request.url ?? "").split("/").at(-1) ?? "";
    const body = await buffer(request);
    response.setHeader("content-type", "application/json");
    if (UNKNOWN.includes(method)) return response.end(JSON.stringify({ ok: false, error: "unknown_method" }));
    const { authorization = "", "content-type": type = "application/x-www-form-urlencoded" } = request.headers;
    const answer = await fetch(new URL(method, apiUrl), {
      method: "POST",
      headers: { authorization, "content-type": type },
      body: new Uint8Array(body),
    });
    response.setHeader("x-oauth-scopes", answer.headers.get("x-oauth-scopes") ?? "");
    return response.end(await answer.text());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

let model: ModelServer;
let harbor: Harbor;
let older: Server;
beforeAll(async () => {
  model = await startModelServer();
  harbor = await openHarbor();
  const { api_url: apiUrl } = (await (await fetch(`${harbor.url()}/control/app`)).json()) as { api_url: string };
  older = await olderSlack(apiUrl);
  await harbor.startAgainstSlack({
    SLACK_API_URL: `http://127.0.0.1:${(older.address() as AddressInfo).port}/api/`,
    OPENAI_API_KEY: "k",
    OPENAI_BASE_URL: model.baseURL,
    OPENAI_MODEL: "scripted",
  });
}, 60_000);
afterAll(async () => {
  await harbor.close();
  older.closeAllConnections();
  older.close();
  await model.close();
});

test("a direct message is answered by a post and an edit", async () => {
  const gate = Promise.withResolvers<void>();
  model.script(
    answersWith((data) => {
      const [first, rest] = replyInTwo(trueSentences(data, 5), 3);
      return [first, gate.promise, rest];
    }),
  );
  const channel = String((await harbor.post("open_dm", { user: ADA })).channel);
  for (let time = 0; time < 2; time += 1) {
    const ts = await harbor.say(ADA, "How does a Service find its pods?", { channel });
    const first = await harbor.reply(ts, channel);
    gate.resolve();
    const whole = await until("the whole answer", async () => {
      const [message] = await harbor.replies(ts, ADA, channel);
      return message?.blocks?.some(({ type }) => type === "context_actions") && message;
    });
    expect(whole.ts).toBe(first.ts);
    expect(whole.text.match(/\[\d\]/g)?.length).toBeGreaterThanOrEqual(5);
    expect(await harbor.replies(ts, ADA, channel)).toHaveLength(1);
  }
  const methods = (await harbor.journal()).flatMap((line) => (line.kind === "api" ? [line.method] : []));
  expect(methods).toContain("assistant.threads.setStatus");
  expect(methods.filter((method) => method === "chat.update")).toHaveLength(2);
}, 30_000);
