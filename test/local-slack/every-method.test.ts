// Every method that is built, called by the real WebClient; each ok-answer is held against what Slack documents as required.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { methods } from "../../src/local-slack/api/methods.ts";
import { ADA, BO, BOT, RANDOM, STUDY } from "./control.ts";
import { wordModal } from "../support/echo-app.ts";
import { BEYOND, METHOD_TABLE, NOT_BUILT } from "./method-table.ts";
import { documentedMethods, hasOracle, judgeAnswer, noOracle } from "./oracle.ts";
import { openApi, type Api, type ApiAnswer } from "./web-api.ts";

let api: Api;
const answers = new Map<string, ApiAnswer>();

beforeAll(async () => {
  api = await openApi();
});

afterAll(() => api.close());

async function expectOk(method: string, args: Record<string, unknown> = {}): Promise<ApiAnswer> {
  const answer = await api.call(method, args);
  answers.set(method, answer);
  expect(answer.ok).toBe(true);
  return answer;
}

test("who and where", async () => {
  expect(await expectOk("api.test", { foo: "bar" })).toMatchObject({ ok: true, args: { foo: "bar" } });
  const who = { team_id: "T0HARBOR1", user_id: BOT, bot_id: "B0SHIPMATE", user: "shipmate" };
  expect(await expectOk("auth.test")).toMatchObject(who);
  const opened = (await api.appClient.apps.connections.open({})) as unknown as ApiAnswer;
  expect(opened.url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=/);
  answers.set("apps.connections.open", opened);
  expect(await expectOk("team.info")).toMatchObject({ team: { name: "Harbor" } });
  expect(await expectOk("bots.info", { bot: "B0SHIPMATE" })).toMatchObject({ bot: { user_id: BOT } });
  expect((await api.client.auth.test()).response_metadata?.scopes).toContain("chat:write");
});

test("what is said", async () => {
  const channel = STUDY;
  const { ts } = await expectOk("chat.postMessage", { channel, text: "hello" });
  const stream = { channel, thread_ts: ts, recipient_user_id: ADA, recipient_team_id: "T0HARBOR1" };
  const started = await expectOk("chat.startStream", { ...stream, markdown_text: "a" });
  await expectOk("chat.appendStream", { channel, ts: started.ts, markdown_text: "b" });
  await expectOk("chat.stopStream", { channel, ts: started.ts });
  await expectOk("chat.update", { channel, ts, text: "changed" });
  await expectOk("chat.postEphemeral", { channel, user: BO, text: "psst" });
  await expectOk("chat.getPermalink", { channel, message_ts: ts });
  await expectOk("chat.delete", { channel, ts: started.ts });

  await expectOk("chat.meMessage", { channel, text: "waves" });
  const inAMinute = Math.floor(Date.now() / 1000) + 60;
  const later = await expectOk("chat.scheduleMessage", { channel, text: "later", post_at: inAMinute });
  await expectOk("chat.scheduledMessages.list");
  await expectOk("chat.deleteScheduledMessage", { channel, scheduled_message_id: later.scheduled_message_id });
  const { ts: linked } = await api.slack.post("say", { user: ADA, channel, text: "see https://lessons.example/pods" });
  await expectOk("chat.unfurl", { channel, ts: linked, unfurls: { "https://lessons.example/pods": { text: "Pods" } } });

  await expectOk("conversations.history", { channel });
  await expectOk("conversations.replies", { channel, ts });
  await expectOk("reactions.add", { channel, timestamp: ts, name: "ship" });
  await expectOk("reactions.get", { channel, timestamp: ts });
  await expectOk("reactions.list");
  await expectOk("reactions.remove", { channel, timestamp: ts, name: "ship" });
  await expectOk("pins.add", { channel, timestamp: ts });
  await expectOk("pins.list", { channel });
  await expectOk("pins.remove", { channel, timestamp: ts });

  const thread = { channel_id: channel, thread_ts: ts };
  await expectOk("assistant.threads.setStatus", { ...thread, status: "is reading" });
  await expectOk("assistant.threads.setTitle", { ...thread, title: "Pods" });
  await expectOk("assistant.threads.setSuggestedPrompts", { ...thread, prompts: [{ title: "T", message: "M" }] });
  await expectOk("agents.sessions.setStatus", { ...thread, status: "active" });
  await expectOk("agents.sessions.rename", { ...thread, title: "Pending pods" });
});

test("where and by whom", async () => {
  const channel = STUDY;
  await expectOk("conversations.info", { channel });
  await expectOk("conversations.list");
  await expectOk("conversations.members", { channel });
  await expectOk("conversations.open", { users: ADA });
  await expectOk("conversations.join", { channel: RANDOM });
  await expectOk("users.conversations");
  await expectOk("users.info", { user: ADA });
  await expectOk("users.list");

  await expectOk("users.lookupByEmail", { email: "ada@harbor.example" });
  await expectOk("users.profile.get", { user: ADA });
  await expectOk("users.getPresence", { user: ADA });
  await expectOk("dnd.info", { user: ADA });
  await expectOk("usergroups.list");
  await expectOk("emoji.list");

  const made = (await expectOk("conversations.create", { name: "made-here" })).channel as { id: string };
  await expectOk("conversations.rename", { channel: made.id, name: "renamed" });
  await expectOk("conversations.setTopic", { channel: made.id, topic: "About" });
  await expectOk("conversations.setPurpose", { channel: made.id, purpose: "For" });
  await expectOk("conversations.invite", { channel: made.id, users: `${ADA},${BO}` });
  await expectOk("conversations.kick", { channel: made.id, user: BO });
  await expectOk("conversations.mark", { channel: made.id, ts: "1.000001" });
  await expectOk("conversations.archive", { channel: made.id });
  await expectOk("conversations.leave", { channel: RANDOM });
  const group = (await expectOk("conversations.open", { users: `${ADA},${BO}`, return_im: true })).channel;
  await expectOk("conversations.close", { channel: (group as { id: string }).id });

  const link = { title: "Lessons", link: "https://lessons.example/" };
  const added = await expectOk("bookmarks.add", { channel_id: channel, type: "link", ...link });
  const bookmark = { channel_id: channel, bookmark_id: (added.bookmark as { id: string }).id };
  await expectOk("bookmarks.edit", { ...bookmark, title: "All lessons" });
  await expectOk("bookmarks.list", { channel_id: channel });
  await expectOk("bookmarks.remove", bookmark);
});

test("files, views and checks", async () => {
  const { file_id, upload_url } = await expectOk("files.getUploadURLExternal", { filename: "a.txt", length: 3 });
  expect((await fetch(String(upload_url), { method: "POST", body: "raw" })).ok).toBe(true);
  await expectOk("files.completeUploadExternal", { files: [{ id: file_id, title: "A" }], channel_id: STUDY });
  await expectOk("files.info", { file: file_id });
  await expectOk("files.list");
  await expectOk("files.delete", { file: file_id });

  const opened = await expectOk("views.open", { trigger_id: await api.trigger(), view: wordModal("One") });
  const { id } = opened.view as { id: string };
  await expectOk("views.update", { view_id: id, view: wordModal("Uno") });
  const element_state = { value: "x" };
  await api.slack.post("click", { user: ADA, action_id: "word", container: { view_id: id }, element_state });
  const click = api.app.frames.findLast(({ type }) => type === "interactive");
  await expectOk("views.push", { trigger_id: click?.payload?.trigger_id, view: wordModal("Two") });
  await expectOk("views.publish", { user_id: ADA, view: { type: "home", blocks: [] } });
  await expectOk("blocks.validate", { blocks: [{ type: "divider" }] });
  const manifest = JSON.stringify({ display_information: { name: "Any" } });
  await expectOk("apps.manifest.validate", { manifest });
});

(hasOracle ? test : test.skip)(`each is what Slack documents${hasOracle ? "" : `: ${noOracle}`}`, () => {
  const verdicts = [...answers].map(([method, answer]) => [method, judgeAnswer(method, answer)] as const);
  // What is only unusual is shown to whoever asks for it; what is wrong fails.
  if (process.env.CONFORMANCE_NOTES)
    console.log(verdicts.flatMap(([name, { notes }]) => notes.map((note) => `${name}: ${note}`)).join("\n"));
  // oxlint-disable-next-line jest/no-standalone-expect
  expect(verdicts.flatMap(([method, { faults }]) => faults.map((fault) => `${method}: ${fault}`))).toEqual([]);
});

test("every method of the table was called and answered ok, but those that the README names as missing", async () => {
  const built = METHOD_TABLE.filter((method) => !NOT_BUILT.includes(method));
  expect(built.filter((method) => answers.get(method)?.ok !== true)).toEqual([]);
  // What begins and ends an installation is called in oauth.test.ts.
  expect([...methods.keys()].toSorted()).toEqual([...built, ...BEYOND].toSorted());
  const readme = readFileSync(join(import.meta.dirname, "../../src/local-slack/README.md"), "utf8");
  const limits = readme.slice(readme.indexOf("## What it does not do"), readme.indexOf("## Reading the code"));
  for (const method of NOT_BUILT) {
    expect(limits).toContain(`\`${method}\``);
    await expect(api.call(method, { query: "pods" })).rejects.toThrow("unknown_method");
  }
});

(hasOracle ? test : test.skip)(`the table is what Slack documents here${hasOracle ? "" : `: ${noOracle}`}`, () => {
  // oxlint-disable-next-line jest/no-standalone-expect
  expect(documentedMethods().toSorted()).toEqual(METHOD_TABLE);
});
