// "Is looking into the lessons…" is for the time that finding an answer takes, so it must be sent before that begins.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createLog } from "../../src/log.ts";
import { listenToAsk } from "../../src/slack/ask.ts";
import type { Door } from "../../src/slack/door.ts";
import { createPostingClient } from "../../src/slack/post.ts";
import { ADA, type Harbor, openHarbor, STUDY, until } from "../support/harbor.ts";

let harbor: Harbor;
beforeAll(async () => void (harbor = await openHarbor()), 30_000);
afterAll(() => harbor.close());

const BUSY_MS = 400;

test("the status is with Slack before the answer is looked for, even if that blocks everything", async () => {
  const app = (await (await fetch(`${harbor.url()}/control/app`)).json()) as Record<string, string>;
  const client = createPostingClient(
    { botToken: app["bot_token"] ?? "", appToken: "", slackApiUrl: app["api_url"] },
    createLog("error"),
  );
  // The connection stands, as that of a bot that runs.
  await client.auth.test();
  let foundAt = 0;
  const answer = async () => {
    const end = performance.now() + BUSY_MS;
    while (performance.now() < end);
    foundAt = Date.now();
  };
  let listen: (args: { body: unknown }) => Promise<void> = async () => {};
  const door = {
    app: { event: (name: string, listener: typeof listen) => void (name === "message" && (listen = listener)) },
    school: {
      hear: async () => ({ kind: "ask", text: "What is a Pod?" }),
      channels: { isOff: async () => false },
      ask: { answer },
    },
    identity: { team: "T1", teamName: "", botUser: "UBOT", botId: "B1" },
    client,
    log: createLog("error"),
  } as unknown as Door;
  listenToAsk(door);
  const ts = await harbor.say(ADA, "What is a Pod?");
  await listen({ body: { team_id: "T1", event: { type: "message", channel: STUDY, user: ADA, ts, text: "x" } } });

  const status = await until("the status", async () =>
    (await harbor.journal()).find((line) => line.kind === "api" && line.method === "assistant.threads.setStatus"),
  );
  expect(foundAt - status.at_ms).toBeGreaterThan(BUSY_MS / 2);
});
