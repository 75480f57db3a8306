// What Slack refuses is refused here, in Slack's own words.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ADA, openSlack, PLATFORM, RANDOM, STUDY } from "./control.ts";
import { documentedErrors, hasOracle, noOracle } from "./oracle.ts";
import { rawCall, times } from "./raw-api.ts";

let slack: Awaited<ReturnType<typeof openSlack>>;

beforeAll(async () => {
  slack = await openSlack();
});

afterAll(() => slack.slack.close());

const call = (method: string, args: unknown, headers: Record<string, string> = {}) =>
  rawCall(slack, method, args, headers);

const view = (change: object) => ({ type: "modal", title: { type: "plain_text", text: "T" }, blocks: [], ...change });
const refusals: [method: string, error: string, args: object][] = [
  ["chat.postMessage", "channel_not_found", { channel: "C404", text: "x" }],
  ["chat.postMessage", "channel_not_found", { channel: PLATFORM, text: "x" }],
  ["chat.postMessage", "not_in_channel", { channel: RANDOM, text: "x" }],
  ["chat.postMessage", "no_text", { channel: STUDY, text: "" }],
  ["chat.postMessage", "invalid_arguments", { text: "x" }],
  ["chat.postMessage", "markdown_text_conflict", { channel: STUDY, text: "x", markdown_text: "y" }],
  [
    "chat.postMessage",
    "msg_blocks_too_long",
    { channel: STUDY, blocks: times(3, () => ({ type: "markdown", text: "x".repeat(4001) })) },
  ],
  ["chat.postMessage", "invalid_blocks_format", { channel: STUDY, text: "x", blocks: "not a list" }],
  ["chat.postMessage", "invalid_blocks", { channel: STUDY, text: "x", blocks: times(51, () => ({ type: "divider" })) }],
  ["chat.update", "message_not_found", { channel: STUDY, ts: "1.000001", text: "x" }],
  ["chat.update", "msg_too_long", { channel: STUDY, ts: "own", text: "x".repeat(4001) }],
  ["chat.update", "cant_update_message", { channel: STUDY, ts: "person", text: "x" }],
  ["chat.delete", "cant_delete_message", { channel: STUDY, ts: "person" }],
  ["chat.delete", "message_not_found", { channel: STUDY, ts: "1.000001" }],
  ["chat.postEphemeral", "user_not_in_channel", { channel: STUDY, user: "U404", text: "x" }],
  ["chat.getPermalink", "message_not_found", { channel: STUDY, message_ts: "1.000001" }],
  ["chat.startStream", "missing_recipient_user_id", { channel: STUDY, thread_ts: "1.000001" }],
  ["chat.startStream", "missing_recipient_team_id", { channel: STUDY, thread_ts: "1.000001", recipient_user_id: ADA }],
  ["chat.appendStream", "message_not_in_streaming_state", { channel: STUDY, ts: "own", markdown_text: "x" }],
  ["chat.appendStream", "message_not_owned_by_app", { channel: STUDY, ts: "person", markdown_text: "x" }],
  ["conversations.history", "not_in_channel", { channel: RANDOM }],
  ["conversations.history", "invalid_cursor", { channel: STUDY, cursor: "nonsense" }],
  ["conversations.history", "invalid_ts_oldest", { channel: STUDY, oldest: "yesterday" }],
  ["conversations.replies", "thread_not_found", { channel: STUDY, ts: "1.000001" }],
  ["conversations.info", "channel_not_found", { channel: "C404" }],
  ["conversations.list", "invalid_types", { types: "public" }],
  ["conversations.open", "users_list_not_supplied", {}],
  ["conversations.open", "user_not_found", { users: "U404" }],
  ["users.info", "user_not_found", { user: "U404" }],
  ["bots.info", "bot_not_found", { bot: "B404" }],
  ["views.open", "invalid_trigger_id", { trigger_id: "1.2.x", view: view({}) }],
  ["views.open", "invalid_arguments", { view: view({}) }],
  ["views.update", "not_found", { view_id: "V404", view: view({}) }],
  [
    "views.publish",
    "invalid_arguments",
    { user_id: ADA, view: { type: "home", blocks: [{ type: "markdown", text: "x" }] } },
  ],
  ["reactions.add", "message_not_found", { channel: STUDY, timestamp: "1.000001", name: "ship" }],
  ["reactions.add", "invalid_name", { channel: STUDY, timestamp: "1.000001", name: "no such!" }],
  ["reactions.remove", "no_reaction", { channel: STUDY, timestamp: "own", name: "ship" }],
  ["reactions.get", "no_item_specified", {}],
  ["assistant.threads.setStatus", "invalid_thread_ts", { channel_id: STUDY, thread_ts: "1.000001", status: "x" }],
  ["agents.sessions.setStatus", "invalid_status", { channel_id: STUDY, thread_ts: "1.000001", status: "busy" }],
  ["agents.sessions.setStatus", "thread_ts_required", { channel_id: STUDY, status: "active" }],
  ["agents.sessions.rename", "session_not_found", { channel_id: STUDY, thread_ts: "1.000001", title: "x" }],
  ["files.completeUploadExternal", "file_not_found", { files: [{ id: "F404" }] }],
  ["files.info", "file_not_found", { file: "F404" }],
  ["files.list", "unknown_type", { types: "songs" }],
  ["files.delete", "file_not_found", { file: "F404" }],
  ["pins.add", "no_item_specified", { channel: STUDY }],
  ["pins.add", "message_not_found", { channel: STUDY, timestamp: "1.000001" }],
  ["pins.remove", "no_pin", { channel: STUDY, timestamp: "own" }],
  ["pins.list", "channel_not_found", { channel: "C404" }],
  ["bookmarks.add", "invalid_bookmark_type", { channel_id: STUDY, title: "x", type: "folder" }],
  ["bookmarks.add", "invalid_link", { channel_id: STUDY, title: "x", type: "link", link: "nowhere" }],
  ["bookmarks.edit", "not_found", { channel_id: STUDY, bookmark_id: "Bk404" }],
  ["bookmarks.list", "channel_not_found", { channel_id: "C404" }],
  ["chat.scheduleMessage", "time_in_past", { channel: STUDY, text: "x", post_at: 1 }],
  ["chat.scheduleMessage", "time_too_far", { channel: STUDY, text: "x", post_at: 99_999_999_999 }],
  ["chat.deleteScheduledMessage", "invalid_scheduled_message_id", { channel: STUDY, scheduled_message_id: "Q404" }],
  ["chat.scheduledMessages.list", "invalid_channel", { channel: "C404" }],
  ["chat.meMessage", "not_in_channel", { channel: RANDOM, text: "waves" }],
  ["chat.unfurl", "missing_unfurls", { channel: STUDY, ts: "own" }],
  ["chat.unfurl", "cannot_find_message", { channel: STUDY, ts: "1.000001", unfurls: {} }],
  ["chat.unfurl", "cannot_unfurl_url", { channel: STUDY, ts: "own", unfurls: { "https://a.example/": {} } }],
  ["conversations.create", "name_taken", { name: "random" }],
  ["conversations.create", "invalid_name_specials", { name: "With Capitals" }],
  ["conversations.create", "invalid_name_required", { name: "" }],
  ["conversations.create", "invalid_name_maxlength", { name: "x".repeat(81) }],
  ["conversations.rename", "not_in_channel", { channel: RANDOM, name: "other" }],
  ["conversations.setTopic", "too_long", { channel: STUDY, topic: "x".repeat(251) }],
  ["conversations.setPurpose", "not_in_channel", { channel: RANDOM, purpose: "x" }],
  ["conversations.invite", "already_in_channel", { channel: STUDY, users: ADA }],
  ["conversations.invite", "cant_invite_self", { channel: STUDY, users: "U0SHIPMATE" }],
  ["conversations.kick", "cant_kick_self", { channel: STUDY, user: "U0SHIPMATE" }],
  ["conversations.close", "method_not_supported_for_channel_type", { channel: STUDY }],
  ["conversations.mark", "invalid_timestamp", { channel: STUDY, ts: "now" }],
  ["users.lookupByEmail", "users_not_found", { email: "nobody@harbor.example" }],
  ["users.profile.get", "user_not_found", { user: "U404" }],
  ["dnd.info", "user_not_found", { user: "U404" }],
  ["reactions.list", "user_not_found", { user: "U404" }],
  ["blocks.validate", "invalid_blocks", { blocks: [{ type: "header", text: { type: "mrkdwn", text: "x" } }] }],
  ["blocks.validate", "invalid_view", { view: { type: "modal", blocks: [] } }],
  ["blocks.validate", "invalid_arguments", {}],
  ["apps.manifest.validate", "invalid_manifest", { manifest: "{}" }],
];

test.each(refusals)("%s refuses with %s", async (method, error, args) => {
  const { ts: person } = await slack.post("say", { user: ADA, channel: STUDY, text: "mine" });
  const own = await call("chat.postMessage", { channel: STUDY, text: "own" });
  const named = Object.fromEntries(
    Object.entries(args).map(([key, value]) => [key, value === "own" ? own.ts : value === "person" ? person : value]),
  );
  expect(await call(method, named)).toMatchObject({ ok: false, error });
});

(hasOracle ? test : test.skip)(
  `each of these errors is documented for its method${hasOracle ? "" : `: ${noOracle}`}`,
  () => {
    // invalid_arguments is what Slack says for any method, though not every page lists it.
    const invented = refusals.filter(
      ([method, error]) => error !== "invalid_arguments" && !documentedErrors(method).includes(error),
    );
    // oxlint-disable-next-line jest/no-standalone-expect
    expect(invented).toEqual([]);
  },
);

test("tokens: none, foreign, of the wrong kind", async () => {
  expect(await call("auth.test", {}, { authorization: "" })).toMatchObject({ error: "not_authed" });
  expect(await call("auth.test", {}, { authorization: "Bearer xoxb-real" })).toMatchObject({ error: "invalid_auth" });
  expect(await call("apps.connections.open", {})).toMatchObject({ error: "not_allowed_token_type" });
  expect(await call("apps.connections.open", {}, { authorization: "Bearer xapp-no" })).toMatchObject({
    error: "invalid_auth",
  });
});

test("a method that is not built is said so, loudly", async () => {
  expect(await call("assistant.search.context", {})).toMatchObject({ ok: false, error: "unknown_method" });
  const problems = (await slack.journal()).filter((line) => line.kind === "problem");
  expect(problems.at(-1)).toMatchObject({ method: "assistant.search.context" });
});
