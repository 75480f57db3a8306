// How calls come in: scopes, subscriptions, encodings, faults, and what becomes of text.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parseManifest } from "../../src/local-slack/manifest.ts";
import { ADA, BO, BOT, openSlack, RANDOM, STUDY } from "./control.ts";
import { rawCall } from "./raw-api.ts";

let token: string;
let slack: Awaited<ReturnType<typeof openSlack>>;

beforeAll(async () => {
  slack = await openSlack();
  token = (await slack.tokens()).bot_token;
});

afterAll(() => slack.slack.close());

const call = (method: string, args: unknown, headers: Record<string, string> = {}) =>
  rawCall(slack, method, args, headers);

const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });
test("a scope that the manifest does not ask for is missing, and events that it does not subscribe to do not come", async () => {
  const manifest = parseManifest({
    display_information: { name: "Small" },
    oauth_config: { scopes: { bot: ["chat:write"] } },
    settings: { event_subscriptions: { bot_events: ["app_mention"] } },
  });
  const small = await openSlack({ manifest });
  const { bot_token } = await small.tokens();
  const headers = { authorization: `Bearer ${bot_token}` };
  const answer = await fetch(`${small.url}/api/users.info?user=${ADA}`, { headers });
  expect(await answer.json()).toMatchObject({ error: "missing_scope", needed: "users:read", provided: "chat:write" });
  expect(answer.headers.get("x-oauth-scopes")).toBe("chat:write");
  const history = await fetch(`${small.url}/api/conversations.history?channel=${STUDY}`, { headers });
  expect(await history.json()).toMatchObject({ error: "missing_scope", needed: "channels:history" });
  await small.post("say", { user: ADA, channel: STUDY, text: "@small hello" });
  expect(await small.get("health")).toMatchObject({ queued: 1 });
  await small.slack.close();
});

test("nothing is heard of channels that the app is not in, until it is invited", async () => {
  const queued = async () => (await slack.get<{ queued: number }>("health")).queued;
  const before = await queued();
  await slack.post("say", { user: ADA, channel: RANDOM, text: "@shipmate hello" });
  expect(await queued()).toBe(before);
  expect(await slack.post("command", { user: BO, channel: RANDOM, command: "/invite", text: "@shipmate" })).toEqual({
    ok: true,
    joined: true,
  });
  await slack.post("say", { user: ADA, channel: RANDOM, text: "@shipmate hello" });
  // member_joined_channel, message, app_mention
  expect(await queued()).toBe(before + 3);
});

test("arguments may come as a form, JSON, multipart or a query", async () => {
  const headers = { authorization: `Bearer ${token}` };
  const blocks = JSON.stringify([section("x")]);
  const form = new FormData();
  for (const [key, value] of Object.entries({ channel: STUDY, text: "{not json}", blocks })) form.set(key, value);
  const bodies = [form, new URLSearchParams([...form] as [string, string][])];
  for (const body of bodies) {
    // oxlint-disable-next-line no-await-in-loop
    const answer = await (await fetch(`${slack.url}/api/chat.postMessage`, { method: "POST", headers, body })).json();
    expect(answer).toMatchObject({ ok: true, message: { text: "{not json}", blocks: [{ type: "section" }] } });
  }
  const query = new URLSearchParams({ channel: STUDY, text: "by query" });
  expect(await (await fetch(`${slack.url}/api/chat.postMessage?${query}`, { headers })).json()).toMatchObject({
    ok: true,
  });
});

test("faults happen to the next calls, and what was accepted stays accepted", async () => {
  const post = (text: string) =>
    fetch(`${slack.url}/api/chat.postMessage`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ channel: STUDY, text }),
      signal: AbortSignal.timeout(500),
    });
  const isThere = async (text: string) =>
    (await slack.messages(`channel=${STUDY}`)).some((message) => message.text === text);
  const method = "chat.postMessage";
  await slack.post("faults", { method, fault: "rate-limited", retry_after: 7 });
  const limited = await post("limited");
  expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "7"]);
  await slack.post("faults", { method, fault: "500-before" });
  expect((await post("before")).status).toBe(500);
  await slack.post("faults", { method, fault: "500-after" });
  expect((await post("after")).status).toBe(500);
  await slack.post("faults", { method, fault: "drop-after" });
  await expect(post("dropped")).rejects.toThrow("fetch failed");
  await slack.post("faults", { method, fault: "hang" });
  await expect(post("hung")).rejects.toThrow("aborted");
  expect(await Promise.all(["limited", "before", "after", "dropped", "hung"].map(isThere))).toEqual([
    false,
    false,
    true,
    true,
    true,
  ]);
  expect((await post("well")).status).toBe(200);
  const lines = (await slack.journal()).filter((line) => line.kind === "api" && line.fault !== undefined);
  expect(lines.map((line) => line.kind === "api" && [line.fault, line.answer.ok])).toEqual([
    ["rate-limited", false],
    ["500-before", false],
    ["500-after", true],
    ["drop-after", true],
    ["hang", true],
  ]);
});

test("a long text is cut, and the answer warns of it", async () => {
  const answer = await call("chat.postMessage", { channel: STUDY, text: "x".repeat(40_001) });
  expect(answer).toMatchObject({ ok: true, warning: "message_truncated" });
  expect((answer.message as { text: string }).text).toHaveLength(40_000);
});

test("names become links only when that is asked for", async () => {
  const say = async (args: object) =>
    (await call("chat.postMessage", { channel: STUDY, ...args })).message as { text: string };
  expect((await say({ text: "@ada @channel <!here>" })).text).toBe("@ada @channel <!here>");
  expect((await say({ text: "@ada @channel #random", link_names: true })).text).toBe(
    `<@${ADA}> <!channel> <#${RANDOM}|random>`,
  );
  expect((await say({ text: `<@${BOT}>`, link_names: true })).text).toBe(`<@${BOT}>`);
});
