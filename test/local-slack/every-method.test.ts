// Every method that is built, called by the real WebClient; each ok-answer is held against what Slack documents as required.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { methods } from "../../src/local-slack/api/methods.ts";
import { ADA, BO, BOT, RANDOM, STUDY } from "./control.ts";
import { wordModal } from "./echo-app.ts";
import { hasOracle, missingFields, noOracle, outputSchema } from "./oracle.ts";
import { openApi, type Api, type ApiAnswer } from "./web-api.ts";

let api: Api;
const answers = new Map<string, ApiAnswer>();

beforeAll(async () => {
  api = await openApi();
});

afterAll(() => api.close());

async function call(method: string, args: Record<string, unknown> = {}): Promise<ApiAnswer> {
  const answer = await api.call(method, args);
  answers.set(method, answer);
  return answer;
}

test("who and where", async () => {
  expect(await call("api.test", { foo: "bar" })).toMatchObject({ ok: true, args: { foo: "bar" } });
  const who = { team_id: "T0HARBOR1", user_id: BOT, bot_id: "B0SHIPMATE", user: "shipmate" };
  expect(await call("auth.test")).toMatchObject(who);
  const opened = (await api.appClient.apps.connections.open({})) as unknown as ApiAnswer;
  expect(opened.url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=/);
  answers.set("apps.connections.open", opened);
  expect(await call("team.info")).toMatchObject({ team: { name: "Harbor" } });
  expect(await call("bots.info", { bot: "B0SHIPMATE" })).toMatchObject({ bot: { user_id: BOT } });
  expect((await api.client.auth.test()).response_metadata?.scopes).toContain("chat:write");
});

test("every other method is called once and says ok", async () => {
  const channel = STUDY;
  const { ts } = await call("chat.postMessage", { channel, text: "hello" });
  const stream = { channel, thread_ts: ts, recipient_user_id: ADA, recipient_team_id: "T0HARBOR1" };
  const started = await call("chat.startStream", { ...stream, markdown_text: "a" });
  await call("chat.appendStream", { channel, ts: started.ts, markdown_text: "b" });
  await call("chat.stopStream", { channel, ts: started.ts });
  await call("chat.update", { channel, ts, text: "changed" });
  await call("chat.postEphemeral", { channel, user: BO, text: "psst" });
  await call("chat.getPermalink", { channel, message_ts: ts });
  await call("chat.delete", { channel, ts: started.ts });

  await call("conversations.history", { channel });
  await call("conversations.replies", { channel, ts });
  await call("conversations.info", { channel });
  await call("conversations.list");
  await call("conversations.members", { channel });
  await call("conversations.open", { users: ADA });
  await call("conversations.join", { channel: RANDOM });
  await call("users.conversations");
  await call("users.info", { user: ADA });
  await call("users.list");

  await call("reactions.add", { channel, timestamp: ts, name: "ship" });
  await call("reactions.get", { channel, timestamp: ts });
  await call("reactions.remove", { channel, timestamp: ts, name: "ship" });

  const thread = { channel_id: channel, thread_ts: ts };
  await call("assistant.threads.setStatus", { ...thread, status: "is reading" });
  await call("assistant.threads.setTitle", { ...thread, title: "Pods" });
  await call("assistant.threads.setSuggestedPrompts", { ...thread, prompts: [{ title: "T", message: "M" }] });
  await call("agents.sessions.setStatus", { ...thread, status: "active" });
  await call("agents.sessions.rename", { ...thread, title: "Pending pods" });

  const { file_id, upload_url } = await call("files.getUploadURLExternal", { filename: "a.txt", length: 3 });
  expect((await fetch(String(upload_url), { method: "POST", body: "raw" })).ok).toBe(true);
  await call("files.completeUploadExternal", { files: [{ id: file_id, title: "A" }] });

  const opened = await call("views.open", { trigger_id: await api.trigger(), view: wordModal("One") });
  const { id } = opened.view as { id: string };
  await call("views.update", { view_id: id, view: wordModal("Uno") });
  const element_state = { value: "x" };
  await api.slack.post("click", { user: ADA, action_id: "word", container: { view_id: id }, element_state });
  const click = api.app.frames.findLast(({ type }) => type === "interactive");
  await call("views.push", { trigger_id: click?.payload?.trigger_id, view: wordModal("Two") });
  await call("views.publish", { user_id: ADA, view: { type: "home", blocks: [] } });

  expect([...methods.keys()].filter((method) => !answers.has(method))).toEqual([]);
  expect([...answers.values()].every(({ ok }) => ok)).toBe(true);
});

(hasOracle ? test : test.skip)(`each has what Slack documents as required${hasOracle ? "" : `: ${noOracle}`}`, () => {
  const lacking = [...answers].map(
    ([method, answer]) => [method, missingFields(answer, outputSchema(method))] as const,
  );
  // oxlint-disable-next-line jest/no-standalone-expect
  expect(lacking.filter(([, missing]) => missing.length > 0)).toEqual([]);
});
