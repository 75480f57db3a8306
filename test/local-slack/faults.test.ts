// What is asked to go wrong does, to the app's calls and to what the app is sent; and by chance, the same for the same seed.
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { createFaults } from "../../src/local-slack/faults.ts";
import { createRates } from "../../src/local-slack/rates.ts";
import { ADA, openSlack, STUDY, until } from "./control.ts";
import { connectRaw, eventsOf, type RawSocket } from "./raw-socket.ts";

let slack: Awaited<ReturnType<typeof openSlack>>;
let app: RawSocket;

beforeEach(async () => {
  slack = await openSlack({ patienceMs: 200 });
  app = await connectRaw(slack);
});
afterEach(async () => {
  app.socket.terminate();
  await slack.slack.close();
});

const react = async () => {
  const { ts } = await slack.post("say", { user: ADA, channel: STUDY, text: "hello" });
  await until(async () => (await slack.get<{ queued: number }>("health")).queued === 0);
  return async () => slack.post("react", { user: ADA, channel: STUDY, ts: String(ts), name: "ship" });
};
const got = () => eventsOf(app.frames, "reaction_added");

test("redeliver: the event comes twice, the second time as a retry", async () => {
  const go = await react();
  await slack.post("faults", { method: "events_api", fault: "redeliver" });
  await go();
  await until(() => got().length === 2);
  expect(got().map(({ retry_attempt }) => retry_attempt)).toEqual([0, 1]);
  expect(new Set(got().map(({ payload }) => payload?.event_id)).size).toBe(1);
});

test("late-ack: the ack does not count, and the event comes again", async () => {
  const go = await react();
  await slack.post("faults", { method: "events_api", fault: "late-ack" });
  await go();
  await until(() => got().length === 2);
  expect(got()[1]).toMatchObject({ retry_attempt: 1, retry_reason: "timeout" });
  await slack.post("faults", { method: "slash_commands", fault: "late-ack" });
  const late = await slack.post("command", { user: ADA, channel: STUDY, command: "/shipmate", text: "" });
  expect(late).toEqual({ ok: true, acknowledged: false });
});

test("kill and disconnect: the socket ends while the event is on its way, which comes again on the next", async () => {
  const go = await react();
  await slack.post("faults", { method: "events_api", fault: "kill" });
  await go();
  await until(() => app.socket.readyState === app.socket.CLOSED);
  app = await connectRaw(slack);
  await until(() => got().length > 0);
  const again = await react();
  await slack.post("faults", { method: "*", fault: "disconnect" });
  await again();
  await until(() => app.frames.some(({ type, reason }) => type === "disconnect" && reason === "refresh_requested"));
});

test("a warning comes before the socket ends, and it stays open", async () => {
  await slack.post("drop", { how: "warning" });
  await until(() => app.frames.some(({ type, reason }) => type === "disconnect" && reason === "warning"));
  expect(app.socket.readyState).toBe(app.socket.OPEN);
});

test("clock-jump: the control clock leaps", async () => {
  const go = await react();
  await slack.post("faults", { method: "events_api", fault: "clock-jump", advance_ms: 3_600_000 });
  await go();
  await until(async () => (await slack.get<{ offset_ms: number }>("health")).offset_ms === 3_600_000);
});

test("slow: the answer is right, and late", async () => {
  const { bot_token, api_url } = await slack.tokens();
  await slack.post("faults", { method: "auth.test", fault: "slow", delay_ms: 150 });
  const began = performance.now();
  const answer = await fetch(`${api_url}auth.test`, { headers: { authorization: `Bearer ${bot_token}` } });
  expect(await answer.json()).toMatchObject({ ok: true });
  expect(performance.now() - began).toBeGreaterThanOrEqual(149);
});

test("resend: an interaction of the journal once more", async () => {
  await slack.post("command", { user: ADA, channel: STUDY, command: "/shipmate", text: "twice" });
  const line = (await slack.journal()).find((each) => each.kind === "envelope" && each.type === "slash_commands");
  const envelope_id = String((line as { envelope_id?: string }).envelope_id);
  expect(await slack.post("resend", { envelope_id })).toEqual({ ok: true, acknowledged: true });
  const commands = app.frames.filter(({ type }) => type === "slash_commands");
  expect(commands.map(({ payload }) => payload?.text)).toEqual(["twice", "twice"]);
  expect(commands[1]?.envelope_id).not.toBe(envelope_id);
  expect(await slack.post("resend", { envelope_id: "no" })).toMatchObject({ error: "envelope_not_found" });
});

test("chance is the same for the same seed, as frequent as it was asked for, and spares what it should", () => {
  const draws = (seed: number) => {
    const faults = createFaults();
    const rates = { "500-before": 0.1, slow: 0.05 };
    faults.chance({ seed, rates, spare: ["auth.test"], retry_after: 1, delay_ms: 1, advance_ms: 1 });
    expect(faults.take("api", "auth.test")).toBeNull();
    return Array.from({ length: 2000 }, () => faults.take("api", "chat.postMessage")?.fault);
  };
  expect(draws(7)).toEqual(draws(7));
  expect(draws(7)).not.toEqual(draws(8));
  const share = (name: string) => draws(9).filter((fault) => fault === name).length / 2000;
  expect(share("500-before")).toBeCloseTo(0.1, 1);
  expect(share("slow")).toBeCloseTo(0.05, 1);
});

test("the tiers: so many calls a minute, one message a second in a channel, and how long to wait", async () => {
  let now = 0;
  const rates = createRates(() => now);
  const calls = (method: string, count: number) =>
    Array.from({ length: count }, () => rates.count("T1", method, "C1")).filter((wait) => wait !== null);
  expect(calls("users.list", 100)).toEqual([]);
  rates.enforce(true);
  expect(calls("users.list", 21)).toEqual([60]);
  expect(calls("conversations.history", 51)).toHaveLength(1);
  expect(calls("views.open", 101)).toHaveLength(1);
  expect(rates.count("T2", "users.list", "")).toBeNull();
  expect(calls("chat.postMessage", 6)).toEqual([5]);
  now = 5001;
  expect(calls("chat.postMessage", 5)).toEqual([]);
  expect(calls("users.list", 1)).toEqual([55]);
  now = 60_001;
  expect(calls("users.list", 1)).toEqual([]);

  await slack.post("rates", { enforced: true });
  const { bot_token, api_url } = await slack.tokens();
  const call = () => fetch(`${api_url}emoji.list`, { headers: { authorization: `Bearer ${bot_token}` } });
  const answers = await Promise.all(Array.from({ length: 21 }, call));
  const limited = answers.filter(({ status }) => status === 429);
  expect(limited.map(({ headers }) => headers.get("retry-after"))).toEqual(["60"]);
});
