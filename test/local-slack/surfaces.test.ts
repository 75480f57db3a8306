// Streams, views, statuses and files through the real WebClient.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ADA, BO, STUDY } from "./control.ts";
import { wordModal } from "../support/echo-app.ts";
import { openApi, type Api } from "./web-api.ts";

let api: Api;

beforeAll(async () => {
  api = await openApi();
});

afterAll(() => api.close());

test("a stream, with tasks, is closed against updates and then ends", async () => {
  const root = await api.post();
  const to = { channel: STUDY, thread_ts: root, recipient_user_id: ADA, recipient_team_id: "T0HARBOR1" };
  const { ts } = await api.call("chat.startStream", {
    ...to,
    chunks: [{ type: "task_update", id: "t1", title: "Search", status: "in_progress" }],
  });
  await api.call("chat.appendStream", { channel: STUDY, ts, markdown_text: "**a** " });
  await expect(api.client.chat.update({ channel: STUDY, ts: String(ts), text: "x" })).rejects.toThrow(
    "streaming_state_conflict",
  );
  expect((await api.slack.messages(`user=${BO}&channel=${STUDY}`)).find((each) => each.ts === ts)?.text).toBe("");
  const chunks = [
    { type: "task_update", id: "t1", title: "Search", status: "complete" },
    { type: "markdown_text", text: "b" },
  ];
  const blocks = [{ type: "context_actions", elements: [feedback] }];
  const ended = await api.call("chat.stopStream", { channel: STUDY, ts, chunks, blocks });
  expect(ended).toMatchObject({
    message: {
      text: "**a** b",
      blocks: [
        { type: "task_card", status: "complete" },
        { type: "markdown", text: "**a** b" },
        { type: "context_actions" },
      ],
    },
  });
  await expect(api.client.chat.stopStream({ channel: STUDY, ts: String(ts) })).rejects.toThrow(
    "message_not_in_streaming_state",
  );
  // Feedback buttons reach the app with the value that was chosen.
  await api.slack.post("click", {
    user: ADA,
    action_id: "fb",
    value: "down",
    container: { channel: STUDY, message_ts: String(ts) },
  });
  const click = api.app.frames.findLast(({ type }) => type === "interactive");
  expect(click?.payload?.actions).toMatchObject([{ type: "feedback_buttons", value: "down" }]);
});

const feedback = {
  type: "feedback_buttons",
  action_id: "fb",
  positive_button: { text: { type: "plain_text", text: "Good" }, value: "up" },
  negative_button: { text: { type: "plain_text", text: "Bad" }, value: "down" },
};

test("a stream is dead after five minutes, and chat.update may then write its message", async () => {
  const { channel } = (await api.client.conversations.open({ users: ADA })) as { channel: { id: string } };
  const { ts } = await api.client.chat.startStream({
    channel: channel.id,
    thread_ts: "1.000001",
    markdown_text: "a",
  } as never);
  await api.slack.post("clock", { advance_ms: 5 * 60_000 });
  await expect(
    api.client.chat.appendStream({ channel: channel.id, ts: String(ts), markdown_text: "b" }),
  ).rejects.toThrow("message_not_in_streaming_state");
  await api.client.chat.update({ channel: channel.id, ts: String(ts), text: "whole" });
});

test("views open, push, update by hash, and publish", async () => {
  const trigger_id = await api.trigger();
  const { view } = (await api.call("views.open", { trigger_id, view: wordModal("One") })) as unknown as {
    view: Record<string, string>;
  };
  expect(view).toMatchObject({
    type: "modal",
    team_id: "T0HARBOR1",
    callback_id: "word",
    state: { values: {} },
    root_view_id: view.id,
  });
  const pushing = async (title: string): Promise<Record<string, unknown>> => {
    const top = (await api.slack.state(ADA)).views.at(-1)?.id as string;
    await api.slack.post("click", {
      user: ADA,
      action_id: "word",
      container: { view_id: top },
      element_state: { value: "x" },
    });
    const click = api.app.frames.findLast(({ type }) => type === "interactive");
    return { trigger_id: String(click?.payload?.trigger_id), view: wordModal(title) };
  };
  expect(await api.call("views.push", await pushing("Two"))).toMatchObject({ view: { previous_view_id: view.id } });
  await api.call("views.push", await pushing("Three"));
  await expect(api.client.apiCall("views.push", await pushing("Four"))).rejects.toThrow("push_limit_reached");
  const next = (await api.call("views.update", {
    view_id: view.id,
    hash: view.hash,
    view: wordModal("Uno"),
  })) as unknown as { view: Record<string, unknown> };
  expect(next.view).toMatchObject({ id: view.id, state: { values: { asked: { word: { value: "x" } } } } });
  await expect(
    api.client.apiCall("views.update", { view_id: view.id, hash: view.hash, view: wordModal("Due") }),
  ).rejects.toThrow("hash_conflict");
  const home = { type: "home", blocks: [{ type: "divider" }] };
  expect(await api.call("views.publish", { user_id: ADA, view: home })).toMatchObject({ view: { type: "home" } });
});

test("what the app is doing is shown, until it answers or two minutes have passed", async () => {
  const thread_ts = await api.post();
  const at = { channel_id: STUDY, thread_ts };
  const statuses = async () => (await api.slack.state(ADA)).statuses.map(({ text }) => text);
  await api.call("assistant.threads.setStatus", { ...at, status: "is reading…", loading_messages: ["a"] });
  expect(await statuses()).toEqual(["shipmate is reading…"]);
  await api.post({ thread_ts });
  expect(await statuses()).toEqual([]);
  expect(await api.call("agents.sessions.setStatus", { ...at, status: "processing", title: "Pods" })).toMatchObject({
    agent_status: "processing",
    title: "Pods",
  });
  expect(await statuses()).toHaveLength(1);
  await api.slack.post("clock", { advance_ms: 120_000 });
  expect(await statuses()).toEqual([]);
  expect(await api.call("agents.sessions.rename", { ...at, title: "Pending pods" })).toMatchObject({
    title: "Pending pods",
  });
  await api.call("assistant.threads.setTitle", { ...at, title: "Other" });
  await api.call("assistant.threads.setSuggestedPrompts", {
    channel_id: STUDY,
    prompts: [{ title: "T", message: "M" }],
  });
  expect((await api.slack.state(ADA)).app.prompts).toEqual([{ title: "T", message: "M" }]);
});

test("files.uploadV2 uploads, shares, and the app can read the bytes", async () => {
  await api.client.files.uploadV2({
    channel_id: STUDY,
    file: Buffer.from("PNG"),
    filename: "chart.png",
    title: "Chart",
    alt_text: "a line",
    initial_comment: "look",
  } as never);
  const message = (await api.slack.messages(`channel=${STUDY}`)).findLast(({ files }) => files !== undefined);
  expect(message).toMatchObject({
    text: "look",
    files: [{ title: "Chart", alt_txt: "a line", size: 3, mimetype: "image/png" }],
  });
  const address = String(message?.files?.[0]?.url_private);
  const { bot_token } = await api.slack.tokens();
  const asApp = await fetch(address, { headers: { authorization: `Bearer ${bot_token}` } });
  expect([await asApp.text(), asApp.headers.get("content-type")]).toEqual(["PNG", "image/png"]);
  expect((await fetch(address)).status).toBe(403);
  const { file_id, upload_url } = (await api.call("files.getUploadURLExternal", {
    filename: "a.txt",
    length: 3,
  })) as unknown as Record<string, string>;
  await fetch(String(upload_url), { method: "POST", body: "raw" });
  await api.call("files.completeUploadExternal", { files: [{ id: file_id, title: "A" }] });
});
