// The real WebClient over every method that is built, each ok-answer held against Slack's documented required fields.
import { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { methods } from "../../src/local-slack/api/methods.ts";
import { ADA, BO, BOT, openSlack, RANDOM, STUDY, until } from "./control.ts";
import { wordModal } from "./echo-app.ts";
import { hasOracle, missingFields, noOracle, outputSchema } from "./oracle.ts";
import { connectRaw, type RawSocket } from "./raw-socket.ts";

let slack: Awaited<ReturnType<typeof openSlack>>;
let client: WebClient;
let app: RawSocket;
const called = new Set<string>();

beforeAll(async () => {
  slack = await openSlack();
  const { bot_token, api_url } = await slack.tokens();
  client = new WebClient(bot_token, { slackApiUrl: api_url, retryConfig: { retries: 0 } });
  app = await connectRaw(slack);
});

afterAll(async () => {
  await app.close();
  await slack.slack.close();
});

async function call(method: string, args: Record<string, unknown> = {}): Promise<Record<string, never>> {
  const answer = (await client.apiCall(method, args)) as unknown as Record<string, never>;
  called.add(method);
  if (hasOracle) expect({ method, missing: missingFields(answer, outputSchema(method)) }).toEqual({ method, missing: [] });
  expect(answer.ok).toBe(true);
  return answer;
}

async function post(args: Record<string, unknown> = {}): Promise<string> {
  return (await call("chat.postMessage", { channel: STUDY, text: "hello", ...args })).ts as unknown as string;
}

async function trigger(): Promise<string> {
  await slack.post("command", { user: ADA, channel: STUDY, command: "/shipmate", text: "" });
  const command = app.frames.findLast(({ type }) => type === "slash_commands");
  return String(command?.payload?.trigger_id);
}

test("who and where", async () => {
  expect(await call("api.test", { foo: "bar" })).toMatchObject({ args: { foo: "bar" } });
  expect(await call("auth.test")).toMatchObject({ team_id: "T0HARBOR1", user_id: BOT, bot_id: "B0SHIPMATE", user: "shipmate" });
  const open = new WebClient((await slack.tokens()).app_token, { slackApiUrl: (await slack.tokens()).api_url });
  expect((await open.apps.connections.open({})).url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=/);
  called.add("apps.connections.open");
  expect(await call("team.info")).toMatchObject({ team: { name: "Harbor" } });
  expect(await call("bots.info", { bot: "B0SHIPMATE" })).toMatchObject({ bot: { user_id: BOT } });
  expect((await client.auth.test()).response_metadata?.scopes).toContain("chat:write");
});

test("people, with their zones", async () => {
  const { user } = (await call("users.info", { user: "U0CHIE003" })) as { user: unknown };
  expect(user).toMatchObject({ name: "chie", tz: "Asia/Tokyo", tz_offset: 32_400, is_bot: false });
  const { members } = (await call("users.list")) as unknown as { members: { tz: string }[] };
  expect(new Set(members.map(({ tz }) => tz)).size).toBeGreaterThanOrEqual(5);
  const first = await client.users.list({ limit: 4 });
  const rest = await client.users.list({ limit: 4, cursor: first.response_metadata?.next_cursor as string });
  expect([first.members?.length, rest.members?.length, rest.response_metadata?.next_cursor]).toEqual([4, 2, ""]);
});

test("channels", async () => {
  expect(await call("conversations.info", { channel: STUDY })).toMatchObject({ channel: { name: "study-orchestration", is_member: true } });
  const { channels } = (await call("conversations.list")) as unknown as { channels: { name: string }[] };
  // The private channel that the app is not in is not there for it.
  expect(channels.map(({ name }) => name)).toEqual(["study-orchestration", "random"]);
  expect((await call("users.conversations")).channels).toHaveLength(1);
  expect((await call("conversations.members", { channel: STUDY })).members).toHaveLength(6);
  const opened = await call("conversations.open", { users: BO });
  expect(opened).toMatchObject({ channel: { id: "D0BO00002" } });
  expect(await call("conversations.open", { users: BO, return_im: true })).toMatchObject({ channel: { is_im: true, user: BO } });
  expect(await call("conversations.join", { channel: RANDOM })).toMatchObject({ channel: { is_member: true } });
});

test("messages come, change, go, and are read back", async () => {
  const blocks = [{ type: "section", text: { type: "mrkdwn", text: "*hi*" } }];
  const metadata = { event_type: "quiz_posted", event_payload: { delivery: "d1" } };
  const ts = await post({ text: "[not json] A & B &lt;", blocks, metadata });
  const reply = await post({ text: "reply", thread_ts: ts });
  const history = (await call("conversations.history", { channel: STUDY, limit: 1 })) as unknown as { messages: Record<string, unknown>[] };
  expect(history.messages[0]).toMatchObject({ ts, text: "[not json] A &amp; B &lt;", reply_count: 1, thread_ts: ts, latest_reply: reply, app_id: "A0SHIPMATE" });
  expect(history.messages[0]).not.toHaveProperty("metadata");
  const whole = await call("conversations.replies", { channel: STUDY, ts, include_all_metadata: true });
  expect(whole.messages).toMatchObject([{ ts, metadata }, { ts: reply, parent_user_id: BOT, thread_ts: ts }]);
  const changed = await call("chat.update", { channel: STUDY, ts, text: "now" });
  expect(changed).toMatchObject({ text: "now", message: { text: "now", edited: { user: BOT }, metadata } });
  expect(changed.message).not.toHaveProperty("blocks");
  expect(await call("chat.getPermalink", { channel: STUDY, message_ts: reply })).toMatchObject({
    permalink: expect.stringContaining(`/archives/${STUDY}/p${reply.replace(".", "")}?thread_ts=${ts}`),
  });
  await call("chat.delete", { channel: STUDY, ts: reply });
  expect((await call("conversations.replies", { channel: STUDY, ts })).messages).toHaveLength(1);
});

test("history stops where it is told to", async () => {
  const stamps: string[] = [];
  // oxlint-disable-next-line no-await-in-loop
  for (const text of ["a", "b", "c"]) stamps.push(await post({ text }));
  const read = async (args: Record<string, unknown>) =>
    ((await call("conversations.history", { channel: STUDY, ...args })) as unknown as { messages: { text: string }[]; has_more: boolean });
  expect((await read({ oldest: stamps[0] })).messages.map(({ text }) => text)).toEqual(["c", "b"]);
  expect((await read({ oldest: stamps[0], latest: stamps[2], inclusive: true })).messages).toHaveLength(3);
  expect(await read({ limit: 2 })).toMatchObject({ has_more: true });
  expect(stamps.toSorted()).toEqual(stamps);
});

test("an ephemeral is seen by one and is in no history", async () => {
  const answer = await call("chat.postEphemeral", { channel: STUDY, user: BO, text: "psst" });
  const { messages } = await call("conversations.history", { channel: STUDY });
  expect(JSON.stringify(messages)).not.toContain("psst");
  expect((await slack.messages(`user=${BO}`)).find(({ text }) => text === "psst")?.ts).toBe(String(answer.message_ts));
});

test("a stream, with tasks, is closed against updates and then ends", async () => {
  const root = await post();
  const to = { channel: STUDY, thread_ts: root, recipient_user_id: ADA, recipient_team_id: "T0HARBOR1" };
  const { ts } = await call("chat.startStream", { ...to, chunks: [{ type: "task_update", id: "t1", title: "Search", status: "in_progress" }] });
  await call("chat.appendStream", { channel: STUDY, ts, markdown_text: "**a** " });
  await expect(client.chat.update({ channel: STUDY, ts, text: "x" })).rejects.toThrow("streaming_state_conflict");
  expect((await slack.messages(`user=${BO}&channel=${STUDY}`)).find((each) => each.ts === ts)?.text).toBe("");
  const chunks = [{ type: "task_update", id: "t1", title: "Search", status: "complete" }, { type: "markdown_text", text: "b" }];
  const blocks = [{ type: "context_actions", elements: [feedback] }];
  const ended = await call("chat.stopStream", { channel: STUDY, ts, chunks, blocks });
  expect(ended).toMatchObject({
    message: {
      text: "**a** b",
      blocks: [{ type: "task_card", status: "complete" }, { type: "markdown", text: "**a** b" }, { type: "context_actions" }],
    },
  });
  await expect(client.chat.stopStream({ channel: STUDY, ts: String(ts) })).rejects.toThrow("message_not_in_streaming_state");
  // Feedback buttons reach the app with the value that was chosen.
  await slack.post("click", { user: ADA, action_id: "fb", value: "down", container: { channel: STUDY, message_ts: String(ts) } });
  const click = app.frames.findLast(({ type }) => type === "interactive");
  expect(click?.payload?.actions).toMatchObject([{ type: "feedback_buttons", value: "down" }]);
});

const feedback = {
  type: "feedback_buttons",
  action_id: "fb",
  positive_button: { text: { type: "plain_text", text: "Good" }, value: "up" },
  negative_button: { text: { type: "plain_text", text: "Bad" }, value: "down" },
};

test("a stream is dead after five minutes, and chat.update may then write its message", async () => {
  const { channel } = (await client.conversations.open({ users: ADA })) as { channel: { id: string } };
  const { ts } = await client.chat.startStream({ channel: channel.id, thread_ts: "1.000001", markdown_text: "a" } as never);
  await slack.post("clock", { advance_ms: 5 * 60_000 });
  await expect(client.chat.appendStream({ channel: channel.id, ts: String(ts), markdown_text: "b" })).rejects.toThrow(
    "message_not_in_streaming_state",
  );
  await client.chat.update({ channel: channel.id, ts: String(ts), text: "whole" });
});

test("views open, push, update by hash, and publish", async () => {
  const trigger_id = await trigger();
  const { view } = (await call("views.open", { trigger_id, view: wordModal("One") })) as unknown as { view: Record<string, string> };
  expect(view).toMatchObject({ type: "modal", team_id: "T0HARBOR1", callback_id: "word", state: { values: {} }, root_view_id: view.id });
  const pushing = async (title: string) => {
    const top = (await slack.state(ADA)).views.at(-1)?.id as string;
    await slack.post("click", { user: ADA, action_id: "word", container: { view_id: top }, element_state: { value: "x" } });
    const click = app.frames.findLast(({ type }) => type === "interactive");
    return { trigger_id: String(click?.payload?.trigger_id), view: wordModal(title) };
  };
  expect(await call("views.push", await pushing("Two"))).toMatchObject({ view: { previous_view_id: view.id } });
  await call("views.push", await pushing("Three"));
  await expect(client.apiCall("views.push", await pushing("Four"))).rejects.toThrow("push_limit_reached");
  const next = (await call("views.update", { view_id: view.id, hash: view.hash, view: wordModal("Uno") })) as unknown as { view: Record<string, unknown> };
  expect(next.view).toMatchObject({ id: view.id, state: { values: { asked: { word: { value: "x" } } } } });
  await expect(client.apiCall("views.update", { view_id: view.id, hash: view.hash, view: wordModal("Due") })).rejects.toThrow("hash_conflict");
  const home = { type: "home", blocks: [{ type: "divider" }] };
  expect(await call("views.publish", { user_id: ADA, view: home })).toMatchObject({ view: { type: "home" } });
});

test("reactions", async () => {
  const timestamp = await post();
  const item = { channel: STUDY, timestamp };
  await call("reactions.add", { ...item, name: "ship" });
  await slack.post("react", { user: ADA, channel: STUDY, ts: timestamp, name: "ship" });
  expect(await call("reactions.get", item)).toMatchObject({ type: "message", message: { reactions: [{ name: "ship", count: 2 }] } });
  await call("reactions.remove", { ...item, name: "ship" });
  await until(() => app.frames.some(({ payload }) => payload?.event?.type === "reaction_added"));
});

test("what the app is doing is shown, until it answers or two minutes have passed", async () => {
  const thread_ts = await post();
  const at = { channel_id: STUDY, thread_ts };
  const statuses = async () => (await slack.state(ADA)).statuses.map(({ text }) => text);
  await call("assistant.threads.setStatus", { ...at, status: "is reading…", loading_messages: ["a"] });
  expect(await statuses()).toEqual(["shipmate is reading…"]);
  await post({ thread_ts });
  expect(await statuses()).toEqual([]);
  expect(await call("agents.sessions.setStatus", { ...at, status: "processing", title: "Pods" })).toMatchObject({ agent_status: "processing", title: "Pods" });
  expect(await statuses()).toHaveLength(1);
  await slack.post("clock", { advance_ms: 120_000 });
  expect(await statuses()).toEqual([]);
  expect(await call("agents.sessions.rename", { ...at, title: "Pending pods" })).toMatchObject({ title: "Pending pods" });
  await call("assistant.threads.setTitle", { ...at, title: "Other" });
  await call("assistant.threads.setSuggestedPrompts", { channel_id: STUDY, prompts: [{ title: "T", message: "M" }] });
  expect((await slack.state(ADA)).app.prompts).toEqual([{ title: "T", message: "M" }]);
});

test("files.uploadV2 uploads, shares, and the page can read the bytes", async () => {
  await client.files.uploadV2({ channel_id: STUDY, file: Buffer.from("PNG"), filename: "chart.png", title: "Chart", alt_text: "a line", initial_comment: "look" } as never);
  const message = (await slack.messages(`channel=${STUDY}`)).findLast(({ files }) => files !== undefined);
  expect(message).toMatchObject({ text: "look", files: [{ title: "Chart", alt_txt: "a line", size: 3, mimetype: "image/png" }] });
  expect(await (await fetch(String(message?.files?.[0]?.url_private))).text()).toBe("PNG");
  const { file_id, upload_url } = (await call("files.getUploadURLExternal", { filename: "a.txt", length: 3 })) as unknown as Record<string, string>;
  await fetch(String(upload_url), { method: "POST", body: "raw" });
  await call("files.completeUploadExternal", { files: [{ id: file_id, title: "A" }] });
});

test("no method was left out", () => {
  expect([...methods.keys()].filter((method) => !called.has(method))).toEqual([]);
});

(hasOracle ? test.skip : test)(`required fields were not checked: ${noOracle}`, () => {});
