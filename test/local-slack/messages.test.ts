// People, channels and messages through the real WebClient.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { BO, BOT, STUDY, ADA, RANDOM, until } from "./control.ts";
import { openApi, type Api } from "./web-api.ts";

let api: Api;

beforeAll(async () => {
  api = await openApi();
});

afterAll(() => api.close());

test("people, with their zones", async () => {
  const { user } = await api.call("users.info", { user: "U0CHIE003" });
  expect(user).toMatchObject({ name: "chie", tz: "Asia/Tokyo", tz_offset: 32_400, is_bot: false });
  const { members } = (await api.call("users.list")) as unknown as { members: { tz: string }[] };
  expect(new Set(members.map(({ tz }) => tz)).size).toBeGreaterThanOrEqual(5);
  const first = await api.client.users.list({ limit: 4 });
  const rest = await api.client.users.list({ limit: 4, cursor: first.response_metadata?.next_cursor as string });
  expect([first.members?.length, rest.members?.length, rest.response_metadata?.next_cursor]).toEqual([4, 2, ""]);
});

test("channels", async () => {
  expect(await api.call("conversations.info", { channel: STUDY })).toMatchObject({
    channel: { name: "study-orchestration", is_member: true },
  });
  const { channels } = (await api.call("conversations.list")) as unknown as { channels: { name: string }[] };
  // The private channel that the app is not in is not there for it.
  expect(channels.map(({ name }) => name)).toEqual(["study-orchestration", "random"]);
  expect((await api.call("users.conversations")).channels).toHaveLength(1);
  expect((await api.call("conversations.members", { channel: STUDY })).members).toHaveLength(6);
  const opened = await api.call("conversations.open", { users: BO });
  expect(opened).toMatchObject({ channel: { id: "D0BO00002" } });
  expect(await api.call("conversations.open", { users: BO, return_im: true })).toMatchObject({
    channel: { is_im: true, user: BO },
  });
  expect(await api.call("conversations.join", { channel: RANDOM })).toMatchObject({ channel: { is_member: true } });
});

test("messages come, change, go, and are read back", async () => {
  const blocks = [{ type: "section", text: { type: "mrkdwn", text: "*hi*" } }];
  const metadata = { event_type: "quiz_posted", event_payload: { delivery: "d1" } };
  const ts = await api.post({ text: "[not json] A & B &lt;", blocks, metadata });
  const reply = await api.post({ text: "reply", thread_ts: ts });
  const history = (await api.call("conversations.history", { channel: STUDY, limit: 1 })) as unknown as {
    messages: Record<string, unknown>[];
  };
  expect(history.messages[0]).toMatchObject({
    ts,
    text: "[not json] A &amp; B &lt;",
    reply_count: 1,
    thread_ts: ts,
    latest_reply: reply,
    app_id: "A0SHIPMATE",
  });
  expect(history.messages[0]).not.toHaveProperty("metadata");
  const whole = await api.call("conversations.replies", { channel: STUDY, ts, include_all_metadata: true });
  expect(whole.messages).toMatchObject([
    { ts, metadata },
    { ts: reply, parent_user_id: BOT, thread_ts: ts },
  ]);
  const changed = await api.call("chat.update", { channel: STUDY, ts, text: "now" });
  expect(changed).toMatchObject({ text: "now", message: { text: "now", edited: { user: BOT }, metadata } });
  expect(changed.message).not.toHaveProperty("blocks");
  expect(await api.call("chat.getPermalink", { channel: STUDY, message_ts: reply })).toMatchObject({
    permalink: expect.stringContaining(`/archives/${STUDY}/p${reply.replace(".", "")}?thread_ts=${ts}`),
  });
  await api.call("chat.delete", { channel: STUDY, ts: reply });
  expect((await api.call("conversations.replies", { channel: STUDY, ts })).messages).toHaveLength(1);
});

test("history stops where it is told to", async () => {
  const stamps: string[] = [];
  // oxlint-disable-next-line no-await-in-loop
  for (const text of ["a", "b", "c"]) stamps.push(await api.post({ text }));
  const read = async (args: Record<string, unknown>) =>
    (await api.call("conversations.history", { channel: STUDY, ...args })) as unknown as {
      messages: { text: string }[];
      has_more: boolean;
    };
  expect((await read({ oldest: stamps[0] })).messages.map(({ text }) => text)).toEqual(["c", "b"]);
  expect((await read({ oldest: stamps[0], latest: stamps[2], inclusive: true })).messages).toHaveLength(3);
  expect(await read({ limit: 2 })).toMatchObject({ has_more: true });
  expect(stamps.toSorted()).toEqual(stamps);
});

test("an ephemeral is seen by one and is in no history", async () => {
  const answer = await api.call("chat.postEphemeral", { channel: STUDY, user: BO, text: "psst" });
  const { messages } = await api.call("conversations.history", { channel: STUDY });
  expect(JSON.stringify(messages)).not.toContain("psst");
  expect((await api.slack.messages(`user=${BO}`)).find(({ text }) => text === "psst")?.ts).toBe(
    String(answer.message_ts),
  );
});

test("reactions", async () => {
  const timestamp = await api.post();
  const item = { channel: STUDY, timestamp };
  await api.call("reactions.add", { ...item, name: "ship" });
  await api.slack.post("react", { user: ADA, channel: STUDY, ts: timestamp, name: "ship" });
  expect(await api.call("reactions.get", item)).toMatchObject({
    type: "message",
    message: { reactions: [{ name: "ship", count: 2 }] },
  });
  await api.call("reactions.remove", { ...item, name: "ship" });
  await until(() => api.app.frames.some(({ payload }) => payload?.event?.type === "reaction_added"));
});
