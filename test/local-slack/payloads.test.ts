// What the app is sent, event by event and click by click, held against what Slack sent to others.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ADA, BO, openSlack, RANDOM, STUDY, until, type Control } from "./control.ts";
import { hasOracle, judgePayload, lacking, noOracle, sampleEnvelopes, scenario } from "./oracle.ts";
import { connectRaw, type Frame, type RawSocket } from "./raw-socket.ts";
import { rawCall } from "./raw-api.ts";
import { wordModal } from "../support/echo-app.ts";

let slack: Awaited<ReturnType<typeof openSlack>>;
let app: RawSocket;

beforeAll(async () => {
  slack = await openSlack();
  app = await connectRaw(slack);
  await everything(slack);
}, 20_000);

afterAll(async () => {
  await app.close();
  await slack.slack.close();
});

type Body = Record<string, unknown> & { event?: Record<string, unknown> };
const bodies = () => app.frames.flatMap(({ payload }) => (payload ? [payload as Body] : []));

function eventBody(type: string, subtype = ""): Body | undefined {
  return bodies().find(({ event }) => event?.type === type && (event.subtype ?? "") === subtype);
}

const interaction = (type: string) => bodies().findLast((body) => body.type === type);
const envelopeOf = (type: string): Frame | undefined => app.frames.find((frame) => frame.type === type);

/** Does, once, each thing that the app is told of. */
async function everything(control: Control): Promise<void> {
  const call = (method: string, args: unknown) => rawCall(control, method, args);
  const { ts } = await control.post("say", {
    user: ADA,
    channel: STUDY,
    text: "@shipmate see https://lessons.example/a",
  });
  await control.post("say", { user: BO, channel: STUDY, text: "a reply", thread_ts: String(ts) });
  await control.post("edit", { user: ADA, channel: STUDY, ts: String(ts), text: "said otherwise" });
  const gone = await control.post("say", { user: ADA, channel: STUDY, text: "to go" });
  await control.post("delete", { user: ADA, channel: STUDY, ts: String(gone.ts) });
  await control.post("say", { user: ADA, channel: STUDY, text: "word ".repeat(4000) });
  await control.post("react", { user: BO, channel: STUDY, ts: String(ts), name: "ship" });
  await control.post("react", { user: BO, channel: STUDY, ts: String(ts), name: "ship", remove: true });
  await control.post("pin", { user: ADA, channel: STUDY, ts: String(ts) });
  await control.post("pin", { user: ADA, channel: STUDY, ts: String(ts), remove: true });
  await control.post("home", { user: ADA, tab: "messages" });
  await control.post("context", { user: ADA, channel: STUDY });

  await control.post("invite", { user: ADA, channel: RANDOM, who: "shipmate" });
  await control.post("leave", { user: BO, channel: RANDOM });
  await control.post("leave", { user: ADA, channel: RANDOM, who: "U0SHIPMATE" });
  const { channel } = await control.post("create_channel", { user: ADA, name: "made", with_app: true });
  await control.post("channel", { user: ADA, channel: String(channel), name: "renamed" });
  await control.post("channel", { user: ADA, channel: String(channel), archived: true });
  const group = await control.post("open_group", { user: ADA, with: [BO] });
  await control.post("say", { user: ADA, channel: String(group.channel), text: "hello both" });

  const metadata = { event_type: "quiz", event_payload: { id: 1 } };
  const blocks = [
    {
      type: "actions",
      block_id: "row",
      elements: [
        { type: "button", action_id: "go", value: "1", text: { type: "plain_text", text: "Go" } },
        { type: "external_select", action_id: "kind", min_query_length: 1 },
      ],
    },
  ];
  const posted = await call("chat.postMessage", { channel: STUDY, text: "mine", metadata, blocks });
  const own = { channel: STUDY, ts: String(posted.ts) };
  await call("chat.postMessage", { channel: STUDY, text: "to all", thread_ts: ts, reply_broadcast: true });
  const container = { channel: STUDY, message_ts: own.ts };
  await control.post("click", { user: ADA, action_id: "go", container });
  await control.post("suggest", { user: ADA, action_id: "kind", value: "pod", container });
  await control.post("shortcut", { user: ADA, callback_id: "begin" });
  await control.post("shortcut", {
    user: ADA,
    callback_id: "explain",
    container: { channel: STUDY, message_ts: String(ts) },
  });
  await control.post("command", { user: ADA, channel: STUDY, command: "/shipmate", text: "x" });
  await call("chat.update", { ...own, text: "mine", metadata: { ...metadata, event_payload: { id: 2 } } });
  await call("chat.delete", own);
  await agent(control, call);
  await modals(control, call);
  await control.post("uninstall", {});
  await until(() => eventBody("app_uninstalled") !== undefined);
}

async function agent(control: Control, call: (method: string, args: unknown) => Promise<Record<string, unknown>>) {
  const { channel } = await control.post("open_dm", { user: ADA });
  const { ts } = await control.post("say", { user: ADA, channel: String(channel), text: "tell me" });
  const thread = { channel: String(channel), thread_ts: String(ts) };
  await call("agents.sessions.setStatus", { channel_id: channel, thread_ts: ts, status: "processing", title: "First" });
  const started = await call("chat.startStream", { ...thread, markdown_text: "well" });
  await control.post("stop_session", { user: ADA, ...thread });
  const more = await call("chat.appendStream", { channel, ts: started.ts, markdown_text: "then" });
  if (more.error !== "stopped_by_user") throw new Error(`a stopped stream took more: ${JSON.stringify(more)}`);
  await control.post("rename_session", { user: ADA, ...thread, title: "Second" });
}

async function modals(control: Control, call: (method: string, args: unknown) => Promise<Record<string, unknown>>) {
  const open = async () => {
    await control.post("command", { user: ADA, channel: STUDY, command: "/shipmate", text: "modal" });
    const command = app.frames.findLast(({ type }) => type === "slash_commands");
    const { view } = await call("views.open", { trigger_id: command?.payload?.trigger_id, view: wordModal("One") });
    return (view as { id: string }).id;
  };
  const choosing = await open();
  const kind = { type: "external_select", action_id: "kind", min_query_length: 1 };
  const label = { type: "plain_text", text: "Kind" };
  const blocks = [{ type: "input", block_id: "kinds", label, element: kind }];
  await call("views.update", { view_id: choosing, view: { ...wordModal("Choose"), blocks } });
  await control.post("suggest", { user: ADA, action_id: "kind", value: "pod", container: { view_id: choosing } });
  await control.post("close", { user: ADA, view_id: choosing });
  const state = { asked: { word: { type: "plain_text_input", value: "four" } } };
  await control.post("submit", { user: ADA, view_id: await open(), state });
  await control.post("close", { user: ADA, view_id: await open() });
}

const SEEN_EVENTS: [shape: string, type: string, subtype: string][] = [
  ["AppHomeOpened", "app_home_opened", ""],
  ["AppMention", "app_mention", ""],
  ["AppUninstalled", "app_uninstalled", ""],
  ["ChannelCreated", "channel_created", ""],
  ["ChannelRename", "channel_rename", ""],
  ["FileShared", "file_shared", ""],
  ["LinkShared", "link_shared", ""],
  ["MemberJoinedChannel", "member_joined_channel", ""],
  ["MemberLeftChannel", "member_left_channel", ""],
  ["MessageChanged", "message", "message_changed"],
  ["MessageDeleted", "message", "message_deleted"],
  ["MessageFileShare", "message", "file_share"],
  ["Message", "message", ""],
  ["MessageThreadBroadcast", "message", "thread_broadcast"],
  ["PinAdded", "pin_added", ""],
  ["ReactionAdded", "reaction_added", ""],
  ["ReactionRemoved", "reaction_removed", ""],
  ["TokensRevoked", "tokens_revoked", ""],
];

const SEEN_INTERACTIONS: [path: string, type: string][] = [
  ["interactive-components/BlockActionPayload", "block_actions"],
  ["interactive-components/MessageShortcutPayload", "message_action"],
  ["views/ViewSubmissionPayload", "view_submission"],
  ["views/ViewClosedPayload", "view_closed"],
];

/** Of Enterprise Grid, of apps that act for a person, or of a time gone by: nothing here has it. */
const NOT_HERE =
  /\.(?:enterprise_id|enterprise_name|authed_users|authed_teams|user_auth|upload_reply_to|bot_link|is_intro|x_files|deleted_ts|source_team|user_team|user_profile|thumb_\w+|original_\w+|image_exif_rotation|deanimate_gif|pjpeg|media_display_type|skipped_shares|shares|root|latest_reply|hash)$|\.view\.state\.values\.|^\.event\.blocks$/;

(hasOracle ? describe : describe.skip)(`as Slack sends it${hasOracle ? "" : `: ${noOracle}`}`, () => {
  test.each(SEEN_EVENTS)("%s has the JSON types that were seen", (shape, type, subtype) => {
    const body = eventBody(type, subtype);
    expect(body).toBeDefined();
    expect(judgePayload(body, `events/${shape}Payload`).faults).toEqual([]);
  });

  test.each(SEEN_INTERACTIONS)("%s has the JSON types that were seen", (path, type) => {
    expect(interaction(type)).toBeDefined();
    expect(judgePayload(interaction(type), `app-backend/${path}`).faults).toEqual([]);
  });

  test("a slash command has the JSON types that were seen", () => {
    const { payload } = envelopeOf("slash_commands") ?? {};
    // A form has only text; Slack's samples were read back as JSON.
    const { is_enterprise_install, ...rest } = payload ?? {};
    expect(is_enterprise_install).toBe("false");
    expect(judgePayload(rest, "app-backend/slash-commands/SlashCommandPayload").faults).toEqual([]);
  });

  const SCENARIOS: [name: string, theirs: () => unknown, ours: () => unknown][] = [
    [
      "test_block_suggestion/body",
      () => scenario("test_block_suggestion", "body"),
      () => interaction("block_suggestion"),
    ],
    ["test_shortcut/global", () => scenario("test_shortcut", "global_shortcut_body"), () => interaction("shortcut")],
    [
      "test_shortcut/message",
      () => scenario("test_shortcut", "message_shortcut_body"),
      () => interaction("message_action"),
    ],
    ["test_view_submission/body", () => scenario("test_view_submission", "body"), () => interaction("view_submission")],
    ["test_view_closed/body", () => scenario("test_view_closed", "body"), () => interaction("view_closed")],
    ["test_block_actions/body", () => scenario("test_block_actions", "body"), () => interaction("block_actions")],
    [
      "test_message_changed",
      () => scenario("test_message_changed", "event_payload"),
      () => eventBody("message", "message_changed"),
    ],
    [
      "test_message_deleted",
      () => scenario("test_message_deleted", "event_payload"),
      () => eventBody("message", "message_deleted"),
    ],
    [
      "test_message_file_share",
      () => scenario("test_message_file_share", "event_payload"),
      () => eventBody("message", "file_share"),
    ],
  ];

  test.each(SCENARIOS)("%s has no key that ours lacks", (_, theirs, ours) => {
    expect(Object.keys(theirs() as object)).not.toEqual([]);
    expect(lacking(ours(), theirs()).filter((path) => !NOT_HERE.test(path))).toEqual([]);
  });

  test.each(["events_api", "slash_commands"])(
    "the envelope of %s has all that Slack's own SDK is tested with",
    (type) => {
      const sample = sampleEnvelopes().find((each) => each.type === type);
      expect(sample).toBeDefined();
      expect(lacking(envelopeOf(type), sample).filter((path) => !/\.payload\.event\./.test(path))).toEqual([]);
    },
  );
});

test("every event that the app can subscribe to was sent", () => {
  const sent = new Set(bodies().map(({ event }) => event?.type));
  const wanted = `agent_session_stopped agent_session_title_changed app_context_changed channel_archive channel_left
    message_metadata_posted message_metadata_updated message_metadata_deleted pin_removed`.split(/\s+/);
  expect(wanted.filter((type) => !sent.has(type))).toEqual([]);
  expect(bodies().some(({ event }) => event?.channel_type === "mpim")).toBe(true);
});
