// The real Bolt App against the local Slack, over real Socket Mode and over HTTP: the journeys that apps are made of.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ADA, BO, BOT, openSlack, STUDY, until } from "./control.ts";
import { startEchoApp, type EchoApp } from "../support/echo-app.ts";

describe.each(["socket", "http"] as const)("over %s", (mode) => {
  let slack: Awaited<ReturnType<typeof openSlack>>;
  let echo: EchoApp;

  beforeAll(async () => {
    slack = await openSlack();
    echo = await startEchoApp(slack.url, mode);
  });

  afterAll(async () => {
    await echo.stop();
    await slack.slack.close();
  });

  async function mention(text: string, user = ADA) {
    const { ts } = await slack.post("say", { user, channel: STUDY, text: `@shipmate ${text}` });
    const find = async () =>
      (await slack.messages(`channel=${STUDY}&thread_ts=${String(ts)}`)).find((message) => message.user === BOT);
    return { ts: String(ts), reply: await until(find) };
  }

  const seen = (type: string, is: (body: never) => boolean = () => true) =>
    until(() => echo.events.find((event) => event.type === type && is(event.body as never))?.body);

  test("a mention is answered in its thread, and the root tells of the reply", async () => {
    const { ts, reply } = await mention("hello & <b>");
    expect(reply.text).toBe(`heard <@${BOT}> hello &amp; &lt;b&gt;`);
    expect(reply.thread_ts).toBe(ts);
    expect(reply.bot_id).toBe("B0SHIPMATE");
    const root = (await slack.messages(`channel=${STUDY}`)).find((message) => message.ts === ts);
    expect(root).toMatchObject({ user: ADA, reply_count: 1, reply_users: [BOT], latest_reply: reply.ts });
    const body = (await seen("app_mention")) as {
      event: { user: string };
      event_id: string;
      authorizations: unknown[];
    };
    expect(body.event.user).toBe(ADA);
    expect(body.event_id).toMatch(/^Ev/);
    // The mention comes in addition to the message itself.
    await seen("message", (each: { event: { ts: string } }) => each.event.ts === ts);
  });

  test("a button is told to the app, and its answer is seen by one person only", async () => {
    const { reply } = await mention("button");
    const container = { channel: STUDY, message_ts: reply.ts };
    expect(await slack.post("click", { user: BO, action_id: "press", container })).toEqual({
      ok: true,
      acknowledged: true,
    });
    const toBo = await until(async () =>
      (await slack.messages(`user=${BO}`)).find((message) => message.text === `pressed by ${BO}`),
    );
    expect(toBo.ephemeral_for).toBe(BO);
    expect((await slack.messages(`user=${ADA}`)).some((message) => message.text === `pressed by ${BO}`)).toBe(false);
    const body = (await seen("block_actions")) as { actions: unknown[]; container: unknown; state: unknown };
    expect(body.actions).toMatchObject([{ type: "button", action_id: "press", block_id: "choices", value: "yes" }]);
    expect(body.container).toMatchObject({
      type: "message",
      message_ts: reply.ts,
      channel_id: STUDY,
      is_ephemeral: false,
    });
  });

  test("a press of what was redrawn a moment ago counts: it is known by its name where its block has another id", async () => {
    const { reply } = await mention("redrawn button");
    const container = { channel: STUDY, message_ts: reply.ts };
    const press = { user: BO, action_id: "press", container, block_id: "of-before" };
    expect(await slack.post("click", press)).toEqual({ ok: true, acknowledged: true });
    const other = await slack.post("click", { ...press, value: "another" });
    expect(other).toMatchObject({ ok: false, error: "no_such_element" });
  });

  test("an element that is not there is answered with those that are", async () => {
    const { reply } = await mention("wrong button");
    const container = { channel: STUDY, message_ts: reply.ts };
    const answer = await slack.post("click", { user: BO, action_id: "prass", container });
    expect(answer).toMatchObject({ ok: false, error: "no_such_element" });
    expect(answer.message).toContain("press (button)");
  });

  async function openWordModal() {
    const { reply } = await mention("modal");
    await slack.post("click", { user: ADA, action_id: "ask", container: { channel: STUDY, message_ts: reply.ts } });
    return until(async () => (await slack.state(ADA)).views.at(-1));
  }

  const typed = (value: string) => ({ asked: { word: { value } } });

  test("a modal refuses a field, then takes it, and goes", async () => {
    const { id } = await openWordModal();
    expect((await slack.state(BO)).views).toEqual([]);
    const empty = await slack.post("submit", { user: ADA, view_id: id, state: {} });
    expect(empty.errors).toEqual({ asked: "Please complete this required field." });
    const short = await slack.post("submit", { user: ADA, view_id: id, state: typed("abc") });
    expect(short.errors).toEqual({ asked: "too short" });
    expect((await slack.state(ADA)).views[0]?.errors).toEqual({ asked: "too short" });
    expect(await slack.post("submit", { user: ADA, view_id: id, state: typed("abcd") })).toEqual({
      ok: true,
      acknowledged: true,
    });
    expect((await slack.state(ADA)).views).toEqual([]);
    const direct = await until(async () =>
      (await slack.messages(`user=${ADA}`)).find(({ text }) => text === "word abcd"),
    );
    expect(direct.channel).toMatch(/^D/);
    expect((await slack.messages(`user=${BO}`)).some(({ text }) => text === "word abcd")).toBe(false);
  });

  test("a modal is pushed, updated, closed and cleared as the ack says", async () => {
    const first = await openWordModal();
    await slack.post("submit", { user: ADA, view_id: first.id, state: typed("push") });
    const titles = async () => (await slack.state(ADA)).views.map(({ view }) => view.title.text);
    expect(await titles()).toEqual(["Asked", "Pushed"]);
    const pushed = (await slack.state(ADA)).views[1];
    expect(await slack.post("submit", { user: ADA, view_id: first.id, state: {} })).toMatchObject({
      error: "view_not_topmost",
    });
    await slack.post("submit", { user: ADA, view_id: pushed?.id as string, state: typed("update") });
    expect(await titles()).toEqual(["Asked", "Updated"]);
    await slack.post("close", { user: ADA, view_id: pushed?.id as string });
    await seen(
      "view_closed",
      (body: { view: { id: string }; is_cleared: boolean }) => body.view.id === pushed?.id && !body.is_cleared,
    );
    expect(await titles()).toEqual(["Asked"]);
    await slack.post("submit", { user: ADA, view_id: first.id, state: typed("clear") });
    expect(await titles()).toEqual([]);
  });

  test("a slash command is answered by its ack, then through its response URL", async () => {
    const request = { user: BO, channel: STUDY, command: "/shipmate", text: "lab <1>" };
    expect(await slack.post("command", request)).toEqual({ ok: true, acknowledged: true });
    const mine = await slack.messages(`user=${BO}`);
    expect(mine.find(({ text }) => text === "you said lab <1>")).toMatchObject({ ephemeral_for: BO, channel: STUDY });
    await until(async () => (await slack.messages(`user=${ADA}`)).find(({ text }) => text === "and later"));
    const unknown = await slack.post("command", { ...request, command: "/nope" });
    expect(unknown).toMatchObject({ ok: false, error: "unknown_command" });
  });

  test("Home is published when it is opened, and its button reaches the app", async () => {
    await slack.post("home", { user: ADA, tab: "home" });
    const home = await until(async () => (await slack.state(ADA)).home ?? undefined);
    expect(home.blocks).toHaveLength(1);
    const clicked = await slack.post("click", { user: ADA, action_id: "press_home", container: { home: true } });
    expect(clicked).toEqual({ ok: true, acknowledged: true });
  });

  test("a streamed answer grows for its asker, and is whole for all at the end", async () => {
    const { ts } = await slack.post("say", { user: ADA, channel: STUDY, text: "stream please" });
    const last = await until(async () =>
      (await slack.messages(`channel=${STUDY}&thread_ts=${String(ts)}&user=${BO}`)).find(
        ({ user, streaming }) => user === BOT && streaming === undefined,
      ),
    );
    expect(last.text).toBe("**one** two three");
    expect(last.blocks).toMatchObject([{ type: "markdown", text: "**one** two three" }]);
  });

  test("the app's own messages come back to it as events, and Bolt leaves them out", async () => {
    const { reply } = await mention("own");
    const sent = await until(async () =>
      (await slack.journal()).find(
        (line) => line.kind === "envelope" && (line.payload as { event?: { ts?: string } }).event?.ts === reply.ts,
      ),
    );
    expect(sent).toMatchObject({ payload: { event: { type: "message", bot_id: "B0SHIPMATE", app_id: "A0SHIPMATE" } } });
  });

  test("a global shortcut opens a modal, and a message shortcut is answered about its message", async () => {
    expect(await slack.post("shortcut", { user: ADA, callback_id: "begin" })).toEqual({ ok: true, acknowledged: true });
    const view = await until(async () => (await slack.state(ADA)).views.at(-1));
    expect(view.view.title.text).toBe("Begun");
    await slack.post("close", { user: ADA, view_id: view.id });
    const { ts } = await slack.post("say", { user: BO, channel: STUDY, text: "what is a pod" });
    const container = { channel: STUDY, message_ts: String(ts) };
    await slack.post("shortcut", { user: ADA, callback_id: "explain", container });
    const told = async () =>
      (await slack.messages(`user=${ADA}`)).find(({ text }) => text === "explained what is a pod");
    expect((await until(told)).ephemeral_for).toBe(ADA);
    const unknown = await slack.post("shortcut", { user: ADA, callback_id: "begin", container });
    expect(unknown.message).toContain("explain (message)");
  });

  test("a select gets its options from the app", async () => {
    const { reply } = await mention("kinds");
    const container = { channel: STUDY, message_ts: reply.ts };
    const found = await slack.post("suggest", { user: ADA, action_id: "kind", value: "pod", container });
    expect(found).toMatchObject({ acknowledged: true, options: [{ value: "Pod" }] });
    const wrong = await slack.post("suggest", { user: ADA, action_id: "press", value: "pod", container });
    expect(wrong).toMatchObject({ ok: false, error: "no_such_element" });
  });
});
