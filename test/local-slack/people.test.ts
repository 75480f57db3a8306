// What people do and how it reaches the app: text as their devices and Slack mangle it, edits, deletions, pastes, group messages.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { richTextOf } from "../../src/local-slack/rich-text.ts";
import { phoneText } from "../../src/local-slack/typing.ts";
import { ADA, BO, openSlack, STUDY, until } from "./control.ts";
import { connectRaw, type Frame, type RawSocket } from "./raw-socket.ts";
import { rawCall } from "./raw-api.ts";

let slack: Awaited<ReturnType<typeof openSlack>>;
let app: RawSocket;

beforeAll(async () => {
  slack = await openSlack();
  app = await connectRaw(slack);
});
afterAll(async () => {
  await app.close();
  await slack.slack.close();
});

const say = async (text: string, more = {}) =>
  String((await slack.post("say", { user: ADA, channel: STUDY, text, ...more })).ts);
const eventWith = (is: (event: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> =>
  until(() => app.frames.map(({ payload }: Frame) => payload?.event).find((event) => event !== undefined && is(event)));

test("a phone's dashes, quotes and dots", async () => {
  expect(phoneText(`kubectl get pods --all "it's" ...`)).toBe("kubectl get pods —all “it’s” …");
  const ts = await say(`scale web --replicas=3 "now"`, { phone: true });
  expect((await eventWith((event) => event.ts === ts)).text).toBe("scale web —replicas=3 “now”");
  await slack.post("command", { user: ADA, channel: STUDY, command: "/shipmate", text: "lab --seed 7", phone: true });
  const command = await until(() => app.frames.find(({ type }) => type === "slash_commands"));
  expect(command.payload?.text).toBe("lab —seed 7");
});

const words = (text: string) => ({ type: "text", text });

test("what was typed comes with the block that Slack's client makes of it", async () => {
  const ts = await say("@bo see #random and https://a.example/?x=1&y=2 :ship: `kubectl get`\n```\nimage: nginx\n```");
  const event = await eventWith((each) => each.ts === ts);
  expect(event.blocks).toMatchObject([
    {
      type: "rich_text",
      elements: [
        {
          type: "rich_text_section",
          elements: [
            { type: "user", user_id: BO },
            words(" see "),
            { type: "channel", channel_id: "C0RANDOM1" },
            words(" and "),
            { type: "link", url: "https://a.example/?x=1&y=2" },
            words(" "),
            { type: "emoji", name: "ship" },
            words(" "),
            { type: "text", text: "kubectl get", style: { code: true } },
          ],
        },
        { type: "rich_text_preformatted", elements: [words("image: nginx")] },
      ],
    },
  ]);
  const coded = await say("`docker.io/a` ```\nimage: docker.io/b:1 <x>\n```");
  const link = (shown: string) => ({ type: "link", url: `http://${shown}`, text: shown });
  expect((await eventWith((each) => each.ts === coded)).blocks).toMatchObject([
    {
      elements: [
        {
          type: "rich_text_section",
          elements: [{ ...link("docker.io/a"), style: { code: true } }, words(" ")],
        },
        {
          type: "rich_text_preformatted",
          elements: [words("image: "), link("docker.io/b:1"), words(" <x>")],
        },
      ],
    },
  ]);
  // People see what they typed, not a block of it.
  expect((await slack.messages(`user=${ADA}`)).find((each) => each.ts === ts)).not.toHaveProperty("blocks");
  expect(richTextOf("", "x")).toEqual([]);
});

test("an edit and a deletion by a person are told as Slack tells them", async () => {
  const ts = await say("frist");
  await slack.post("edit", { user: ADA, channel: STUDY, ts, text: "first & last" });
  const changed = await eventWith((event) => event.subtype === "message_changed");
  expect(changed).toMatchObject({
    hidden: true,
    message: { ts, text: "first &amp; last", edited: { user: ADA } },
    previous_message: { ts, text: "frist" },
  });
  await slack.post("delete", { user: ADA, channel: STUDY, ts });
  const deleted = await eventWith((event) => event.subtype === "message_deleted");
  expect(deleted).toMatchObject({ deleted_ts: ts, previous_message: { text: "first &amp; last" } });
  const others = await slack.post("edit", { user: BO, channel: STUDY, ts: await say("mine"), text: "yours" });
  expect(others).toMatchObject({ ok: false, error: "message_not_found" });
});

test("a deleted root with replies leaves a stone", async () => {
  const ts = await say("root");
  await say("reply", { thread_ts: ts });
  await slack.post("delete", { user: ADA, channel: STUDY, ts });
  const { messages } = await rawCall(slack, "conversations.replies", { channel: STUDY, ts });
  expect(messages).toMatchObject([{ subtype: "tombstone", user: "USLACKBOT", reply_count: 1 }, { text: "reply" }]);
});

test("a paste that is too long for a message becomes a snippet, which the app can read", async () => {
  const long = "line of a log\n".repeat(1000);
  const ts = await say(long);
  const event = await eventWith((each) => each.ts === ts);
  expect(event).toMatchObject({ subtype: "file_share", text: "", files: [{ mode: "snippet", lines: 1001 }] });
  const [file] = event.files as { id: string; url_private: string }[];
  const { bot_token } = await slack.tokens();
  const read = await fetch(String(file?.url_private), { headers: { authorization: `Bearer ${bot_token}` } });
  expect(await read.text()).toBe(long);
  expect(await rawCall(slack, "files.info", { file: file?.id })).toMatchObject({ content: long });
  await eventWith((each) => each.type === "file_shared" && each.file_id === file?.id);
});

test("a group message reaches the app as one", async () => {
  const { channel } = await slack.post("open_group", { user: ADA, with: [BO] });
  const { ts } = await slack.post("say", { user: BO, channel: String(channel), text: "all of us" });
  expect(await eventWith((event) => event.ts === ts)).toMatchObject({ channel_type: "mpim", user: BO });
  expect((await slack.state("U0DANA004")).channels.some(({ id }) => id === channel)).toBe(false);
  const opened = await rawCall(slack, "conversations.open", { users: `${BO},${ADA}`, return_im: true });
  expect(opened.channel).toMatchObject({ id: channel, is_mpim: true });
  const listed = await rawCall(slack, "conversations.list", { types: "mpim" });
  expect(listed.channels).toMatchObject([{ id: channel }]);
});

test("a scheduled message is posted when the clock says so, once", async () => {
  const now = (await slack.get<{ now_ms: number }>("clock")).now_ms;
  const post_at = Math.floor(now / 1000) + 3600;
  const later = await rawCall(slack, "chat.scheduleMessage", { channel: STUDY, text: "an hour on", post_at });
  expect(later).toMatchObject({ ok: true, post_at });
  expect((await rawCall(slack, "chat.scheduledMessages.list", {})).scheduled_messages).toHaveLength(1);
  await slack.post("clock", { advance_ms: 3_601_000 });
  const posted = async () => (await slack.messages(`channel=${STUDY}`)).filter(({ text }) => text === "an hour on");
  await until(async () => (await posted()).length === 1);
  await slack.post("clock", { advance_ms: 3_600_000 });
  expect(await posted()).toHaveLength(1);
  expect(await rawCall(slack, "chat.scheduleMessage", { channel: STUDY, text: "x", post_at: 1 })).toMatchObject({
    error: "time_in_past",
  });
});
