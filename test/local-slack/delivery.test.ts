// Events reach the app once it is there, again when it did not ack, and never less than once.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { ADA, openSlack, STUDY, until } from "./control.ts";
import { startEchoApp } from "../support/echo-app.ts";
import { connectRaw, eventsOf } from "./raw-socket.ts";

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  // oxlint-disable-next-line no-await-in-loop
  while (closing.length > 0) await closing.pop()?.();
});

async function open(options = {}) {
  const slack = await openSlack({ patienceMs: 150, ...options });
  closing.push(() => slack.slack.close());
  return slack;
}

const mention = (slack: Awaited<ReturnType<typeof open>>, text = "@shipmate hi") =>
  slack.post("say", { user: ADA, channel: STUDY, text });

test("what happens while nobody is connected waits for the first connection", async () => {
  const slack = await open();
  await mention(slack);
  expect(await slack.get("health")).toMatchObject({ connected: false, queued: 2 });
  const app = await connectRaw(slack);
  const [event] = await until(() =>
    eventsOf(app.frames, "app_mention").length > 0 ? eventsOf(app.frames, "app_mention") : false,
  );
  expect(event).toMatchObject({ type: "events_api", retry_attempt: 0, retry_reason: "" });
  await until(async () => (await slack.get<{ queued: number }>("health")).queued === 0);
  await app.close();
});

test("an event that is not acked in time comes again, and is given up after three times", async () => {
  const slack = await open();
  const app = await connectRaw(slack, false);
  await mention(slack);
  await until(() => eventsOf(app.frames, "app_mention").length === 3);
  const events = eventsOf(app.frames, "app_mention");
  expect(events.map(({ retry_attempt, retry_reason }) => [retry_attempt, retry_reason])).toEqual([
    [0, ""],
    [1, "timeout"],
    [2, "timeout"],
  ]);
  expect(new Set(events.map(({ payload }) => payload?.event_id)).size).toBe(1);
  expect(new Set(events.map(({ envelope_id }) => envelope_id)).size).toBe(3);
  await until(async () => (await slack.get<{ queued: number }>("health")).queued === 0);
  expect((await slack.journal()).some((line) => line.kind === "problem" && line.problem.includes("given up"))).toBe(
    true,
  );
  await app.close();
});

test("an event whose socket died unacked comes again on the next connection", async () => {
  const slack = await open();
  const dying = await connectRaw(slack, false);
  await mention(slack);
  await until(() => eventsOf(dying.frames, "app_mention").length === 1);
  dying.socket.terminate();
  await until(async () => (await slack.get<{ connected: boolean }>("health")).connected === false);
  const next = await connectRaw(slack);
  const [event] = await until(() =>
    eventsOf(next.frames, "app_mention").length > 0 ? eventsOf(next.frames, "app_mention") : false,
  );
  expect(event).toMatchObject({ retry_attempt: 1, retry_reason: "connection_lost" });
  expect(event?.payload?.event_id).toBe(eventsOf(dying.frames, "app_mention")[0]?.payload?.event_id);
  await next.close();
});

test("an event that is told while the only socket is closing waits for the next connection", async () => {
  const slack = await open();
  const leaving = await connectRaw(slack);
  // It never reads the closing frame, so the other side's end of it stays half closed.
  leaving.socket.pause();
  await slack.post("drop", { how: "disconnect" });
  await mention(slack);
  const next = await connectRaw(slack);
  await until(() => eventsOf(next.frames, "app_mention").length === 1);
  leaving.socket.terminate();
  await next.close();
});

test("each event goes to one of several connections, and each connection gets some", async () => {
  const slack = await open();
  const apps = [await connectRaw(slack), await connectRaw(slack)];
  expect(apps[1]?.frames[0]).toMatchObject({ type: "hello", num_connections: 2 });
  await Promise.all(Array.from({ length: 6 }, () => mention(slack)));
  await until(() => apps.flatMap(({ frames }) => eventsOf(frames, "app_mention")).length === 6);
  const ids = apps.flatMap(({ frames }) => eventsOf(frames, "app_mention").map(({ payload }) => payload?.event_id));
  expect(new Set(ids).size).toBe(6);
  expect(apps.every(({ frames }) => frames.length > 1)).toBe(true);
  await Promise.all(apps.map((app) => app.close()));
});

test("a ticket opens one connection only", async () => {
  const slack = await open();
  const app = await connectRaw(slack);
  const again = new WebSocket(app.socket.url);
  const refused = await new Promise<Error>((resolve) => again.once("error", resolve));
  expect(refused.message).toContain("403");
  await app.close();
});

test("a stopped local Slack still has its unsent events, messages and clock when it comes back", async () => {
  const data = await mkdtemp(join(tmpdir(), "local-slack-"));
  closing.push(() => rm(data, { recursive: true }));
  const first = await openSlack({ data });
  const { ts } = await mention(first);
  await first.post("clock", { advance_ms: 86_400_000 });
  const before = await first.state(ADA);
  await first.slack.close();

  const second = await open({ data });
  const after = await second.state(ADA);
  expect(after.messages).toEqual(before.messages);
  expect(after.channels).toEqual(before.channels);
  expect(after.clock.offset_ms).toBe(86_400_000);
  expect(await second.tokens()).toMatchObject({ bot_token: (await second.tokens()).bot_token });
  const app = await connectRaw(second);
  await until(() => eventsOf(app.frames, "app_mention").some(({ payload }) => payload?.event?.ts === ts));
  // The journal goes on where it ended.
  expect((await second.journal()).some((line) => line.kind === "envelope")).toBe(true);
  await app.close();
});

test("an event can be sent once more on request, marked as a retry", async () => {
  const slack = await open();
  const app = await connectRaw(slack);
  await mention(slack);
  await until(() => eventsOf(app.frames, "app_mention").length === 1);
  const event_id = eventsOf(app.frames, "app_mention")[0]?.payload?.event_id as string;
  expect(await slack.post("redeliver", { event_id })).toEqual({ ok: true, acknowledged: true });
  expect(eventsOf(app.frames, "app_mention")[1]).toMatchObject({ retry_attempt: 1, payload: { event_id } });
  expect(await slack.post("redeliver", { event_id: "EvNONE" })).toMatchObject({ ok: false, error: "event_not_found" });
  await app.close();
});

test("what the app does not answer in time is shown to the person as failed", async () => {
  const slack = await open();
  const request = { user: ADA, channel: STUDY, command: "/shipmate", text: "x" };
  const notices: string[] = [];
  const stream = await fetch(`${slack.url}/control/events?user=${ADA}`);
  const reading = (async () => {
    for await (const part of stream.body ?? []) notices.push(Buffer.from(part).toString());
  })().catch(() => {});
  expect(await slack.post("command", request)).toEqual({ ok: true, acknowledged: false });
  const app = await connectRaw(slack, false);
  expect(await slack.post("command", request)).toEqual({ ok: true, acknowledged: false });
  await until(() => notices.join("").includes("/shipmate failed because the app did not respond"));
  expect(notices.join("")).toContain("/shipmate failed because the app is not connected");
  const [command] = app.frames.filter(({ type }) => type === "slash_commands");
  expect(command?.payload).toMatchObject({ command: "/shipmate", is_enterprise_install: "false", user_name: "ada" });
  await app.close();
  await slack.slack.close();
  closing.pop();
  await reading;
});

test("Bolt comes back after its socket was cut, and answers what was said meanwhile", async () => {
  const slack = await open({ patienceMs: 3000 });
  const echo = await startEchoApp(slack.url);
  closing.push(() => echo.stop());
  await slack.post("drop", { how: "kill" });
  await until(async () => (await slack.get<{ connected: boolean }>("health")).connected === false);
  await mention(slack, "@shipmate meanwhile");
  const answered = async () => (await slack.messages(`channel=${STUDY}`)).find(({ text }) => text.startsWith("heard"));
  expect((await until(answered, 12_000)).text).toContain("meanwhile");
}, 20_000);

test("Bolt stops at once, because its closing frame is answered", async () => {
  const slack = await open({ patienceMs: 3000 });
  const echo = await startEchoApp(slack.url);
  await echo.stop();
  await until(async () => (await slack.get<{ connected: boolean }>("health")).connected === false, 1000);
});
