// What is harmless to repeat is repeated, what posts never is: the real client, against the local Slack and its faults.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { WebClient } from "@slack/web-api";
import { createLog } from "../../src/log.ts";
import { createPostingClient } from "../../src/slack/post.ts";
import { ADA, type Harbor, openHarbor, STUDY } from "../support/harbor.ts";

let harbor: Harbor;
let client: WebClient;
beforeAll(async () => {
  harbor = await openHarbor();
  const app = (await (await fetch(`${harbor.url()}/control/app`)).json()) as Record<string, string>;
  const options = { botToken: app["bot_token"] ?? "", appToken: "", slackApiUrl: app["api_url"] };
  client = createPostingClient(options, createLog("error"));
}, 30_000);
afterAll(() => harbor.close());

const callsOf = async (method: string) =>
  (await harbor.journal()).filter((line) => line.kind === "api" && line.method === method);
const fail = (method: string, fault: string, count = 1) => harbor.post("faults", { method, fault, count });

describe("what only reads", () => {
  test.each(["500-before", "500-after", "drop-after", "hang", "rate-limited"])("%s: is asked again", async (fault) => {
    await fail("conversations.info", fault);
    expect((await client.conversations.info({ channel: STUDY })).channel?.id).toBe(STUDY);
  });

  test("is not asked again when Slack has refused it, nor for ever", async () => {
    const before = (await callsOf("conversations.info")).length;
    await expect(client.conversations.info({ channel: "C0NOWHERE" })).rejects.toMatchObject({
      data: { error: "channel_not_found" },
    });
    expect(await callsOf("conversations.info")).toHaveLength(before + 1);
    await fail("users.info", "500-before", 50);
    const began = performance.now();
    await expect(client.users.info({ user: ADA })).rejects.toThrow(/500/);
    expect(performance.now() - began).toBeLessThan(4_000);
    await harbor.post("faults", { clear: true });
  });
});

describe("a view", () => {
  const view = { type: "modal" as const, title: { type: "plain_text" as const, text: "Once" }, blocks: [] };
  /** Nobody listens, so the trigger of an unanswered command is free to be used. */
  async function trigger(): Promise<string> {
    await client.apiCall("api.test").catch(() => {});
    const app = (await (await fetch(`${harbor.url()}/control/app`)).json()) as Record<string, string>;
    const opened = (await (
      await fetch(`${app["api_url"]}apps.connections.open`, {
        method: "POST",
        headers: { authorization: `Bearer ${app["app_token"]}` },
      })
    ).json()) as { url: string };
    const socket = new WebSocket(opened.url);
    const received = new Promise<string>((resolve) => {
      socket.addEventListener("message", ({ data }) => {
        const { type, envelope_id, payload } = JSON.parse(String(data));
        if (type !== "slash_commands") return;
        socket.send(JSON.stringify({ envelope_id }));
        resolve(payload.trigger_id as string);
      });
    });
    await new Promise((resolve) => socket.addEventListener("message", resolve, { once: true }));
    await harbor.command(ADA, "learn");
    socket.close();
    return received;
  }

  test.each(["500-before", "500-after", "drop-after"])("%s: is opened once", async (fault) => {
    await fail("views.open", fault);
    const before = (await callsOf("views.open")).filter((line) => line.kind === "api" && line.answer["ok"]).length;
    expect((await client.views.open({ trigger_id: await trigger(), view })).ok).toBe(true);
    const opened = (await callsOf("views.open")).filter((line) => line.kind === "api" && line.answer["ok"]);
    expect(opened).toHaveLength(before + 1);
  });

  test("whose trigger was used before is refused", async () => {
    const used = await trigger();
    await client.views.open({ trigger_id: used, view });
    await expect(client.views.open({ trigger_id: used, view })).rejects.toMatchObject({
      data: { error: "exchanged_trigger_id" },
    });
  });
});

test.each(["500-after", "drop-after", "500-before"])("%s: a post is made once", async (fault) => {
  const before = (await callsOf("chat.postMessage")).length;
  await fail("chat.postMessage", fault);
  await expect(client.chat.postMessage({ channel: STUDY, text: "hello" })).rejects.toThrow(/500|fetch failed/);
  expect(await callsOf("chat.postMessage")).toHaveLength(before + 1);
});
