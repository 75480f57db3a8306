// A tiny Bolt app that uses every way of talking to Slack; the tests drive it as a person would.
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { App, LogLevel, type Logger } from "@slack/bolt";

export type EchoApp = { app: App; events: { type: string; body: Record<string, unknown> }[]; stop(): Promise<void> };

// Bolt complains loudly of the sockets that the tests cut.
const quiet: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

const input = { type: "plain_text_input", action_id: "word" } as const;

/** A modal with one required word. */
export function wordModal(title: string) {
  return {
    type: "modal" as const,
    callback_id: "word",
    title: { type: "plain_text" as const, text: title },
    submit: { type: "plain_text" as const, text: "Send" },
    notify_on_close: true,
    blocks: [
      {
        type: "input" as const,
        block_id: "asked",
        label: { type: "plain_text" as const, text: "Word" },
        element: input,
      },
    ],
  };
}

export type Mode = "socket" | "http";

/** Starts the app against a local Slack. Its listeners are the same in both modes: only its way to Slack is another. */
export async function startEchoApp(slackUrl: string, mode: Mode = "socket"): Promise<EchoApp> {
  const keys = (await (await fetch(`${slackUrl}/control/app`)).json()) as Record<string, string>;
  const way =
    mode === "socket"
      ? { appToken: keys.app_token as string, socketMode: true }
      : { signingSecret: keys.signing_secret as string };
  const app = new App({
    token: keys.bot_token as string,
    ...way,
    logger: quiet,
    convoStore: false,
    clientOptions: { slackApiUrl: keys.api_url as string },
  });
  const events: EchoApp["events"] = [];
  // oxlint-disable-next-line promise/prefer-await-to-callbacks
  app.use(async ({ body, next }) => {
    events.push({
      type: "event" in body ? body.event.type : String((body as { type?: string }).type),
      body: body as never,
    });
    await next();
  });
  listen(app);
  const server = mode === "http" ? await app.start({ port: 0, host: "127.0.0.1" }) : await app.start();
  if (mode === "http") await tellAddress(slackUrl, server as Server);
  return { app, events, stop: () => app.stop() as Promise<void> };
}

// What an app's owner does on Slack's own pages: says where it is, and Slack verifies it.
async function tellAddress(slackUrl: string, server: Server): Promise<void> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${slackUrl}/control/request_url`, {
    method: "POST",
    headers,
    body: JSON.stringify({ url }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

function listen(app: App): void {
  app.event("app_mention", async ({ event, client }) => {
    await client.chat.postMessage({
      channel: event.channel,
      thread_ts: event.thread_ts ?? event.ts,
      text: `heard ${event.text}`,
      blocks: [
        { type: "section", text: { type: "mrkdwn", text: `heard ${event.text}` } },
        {
          type: "actions",
          block_id: "choices",
          elements: [
            { type: "button", action_id: "press", value: "yes", text: { type: "plain_text", text: "Yes" } },
            { type: "button", action_id: "ask", value: "modal", text: { type: "plain_text", text: "Ask me" } },
            { type: "external_select", action_id: "kind", min_query_length: 1 },
            { type: "button", action_id: "silent", value: "none", text: { type: "plain_text", text: "Nothing" } },
          ],
        },
      ],
    });
  });
  app.message("stream", async ({ message, client, context }) => {
    if (message.subtype !== undefined) return;
    const streamer = client.chatStream({
      channel: message.channel,
      thread_ts: message.ts,
      recipient_team_id: context.teamId as string,
      recipient_user_id: message.user,
      buffer_size: 1,
    });
    await streamer.append({ markdown_text: "**one** " });
    await streamer.append({ markdown_text: "two " });
    await streamer.stop({ markdown_text: "three" });
  });
  app.action("press", async ({ ack, body, respond }) => {
    await ack();
    await respond({ text: `pressed by ${body.user.id}`, response_type: "ephemeral" });
  });
  app.action("ask", async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: (body as { trigger_id: string }).trigger_id, view: wordModal("Asked") });
  });
  app.view("word", async ({ ack, view, body, client }) => {
    const word = view.state.values.asked?.word?.value ?? "";
    if (word === "push") return ack({ response_action: "push", view: wordModal("Pushed") });
    if (word === "update") return ack({ response_action: "update", view: wordModal("Updated") });
    if (word === "clear") return ack({ response_action: "clear" });
    if (word.length < 4) return ack({ response_action: "errors", errors: { asked: "too short" } });
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: `word ${word}` });
    return undefined;
  });
  app.view({ callback_id: "word", type: "view_closed" }, async ({ ack }) => ack());
  app.command("/shipmate", async ({ ack, command, respond }) => {
    if (command.text === "hang") return;
    await ack(`you said ${command.text}`);
    await respond({ text: "and later", response_type: "in_channel" });
  });
  app.event("app_home_opened", async ({ event, client }) => {
    if (event.tab !== "home") return;
    const blocks = [
      {
        type: "actions" as const,
        elements: [
          { type: "button" as const, action_id: "press_home", text: { type: "plain_text" as const, text: "Go" } },
        ],
      },
    ];
    await client.views.publish({ user_id: event.user, view: { type: "home", blocks } });
  });
  app.action("press_home", async ({ ack }) => ack());
  app.shortcut("begin", async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: wordModal("Begun") });
  });
  app.shortcut({ type: "message_action", callback_id: "explain" }, async ({ ack, shortcut, respond }) => {
    await ack();
    await respond({ text: `explained ${shortcut.message.text ?? ""}` });
  });
  app.options("kind", async ({ ack, options }) => {
    const all = ["Pod", "Deployment", "Service"].filter((name) => name.toLowerCase().includes(options.value));
    await ack({ options: all.map((name) => ({ text: { type: "plain_text", text: name }, value: name })) });
  });
}
