// The workspace as a whole: reset, exported, imported; its record file cut down; its journal followed and bounded.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { openJournal } from "../../src/local-slack/journal.ts";
import { ADA, openSlack, STUDY, until, type Control } from "./control.ts";
import { connectRaw } from "./raw-socket.ts";
import { rawCall } from "./raw-api.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  // oxlint-disable-next-line no-await-in-loop
  while (closing.length > 0) await closing.pop()?.();
});

async function open(options = {}) {
  const slack = await openSlack(options);
  closing.push(() => slack.slack.close());
  return slack;
}

async function fill(slack: Control): Promise<void> {
  const { ts } = await slack.post("say", { user: ADA, channel: STUDY, text: "to be pinned" });
  await slack.post("pin", { user: ADA, channel: STUDY, ts: String(ts) });
  await slack.post("react", { user: ADA, channel: STUDY, ts: String(ts), name: "ship" });
  await rawCall(slack, "views.publish", { user_id: ADA, view: { type: "home", blocks: [{ type: "divider" }] } });
  await rawCall(slack, "bookmarks.add", { channel_id: STUDY, title: "L", type: "link", link: "https://l.example/" });
}

const exported = async (slack: Control) =>
  (await (await fetch(`${slack.url}/control/export`)).text())
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test("what is exported makes another workspace the same, and tells nobody a token", async () => {
  const [one, other] = [await open(), await open()];
  await fill(one);
  await one.post("clock", { advance_ms: 86_400_000 });
  const records = await exported(one);
  const { bot_token } = await one.tokens();
  expect(JSON.stringify(records)).not.toContain(bot_token);
  const app = await connectRaw(other);
  closing.push(() => app.close());
  expect(await other.post("import", { records })).toMatchObject({ ok: true, records: records.length });
  const shown = async (slack: Control) => {
    const { clock, app: about, ...rest } = await slack.state(ADA);
    return { ...rest, offset_ms: clock.offset_ms, name: about.name };
  };
  expect(await shown(other)).toEqual(await shown(one));
  const pins = await rawCall(other, "pins.list", { channel: STUDY });
  expect(pins.items).toHaveLength(1);
  // Timestamps go on after the newest that was taken in.
  const { ts } = await other.post("say", { user: ADA, channel: STUDY, text: "next" });
  expect(Number(ts)).toBeGreaterThan(Math.max(...(await one.messages()).map((message) => Number(message.ts))));
});

test("an import that is none changes nothing, and says why", async () => {
  const slack = await open();
  await fill(slack);
  const before = await slack.state();
  for (const records of [[{ kind: "song" }], [{ kind: "message" }], []]) {
    // oxlint-disable-next-line no-await-in-loop
    expect(await slack.post("import", { records })).toMatchObject({ ok: false, error: "not_an_export" });
  }
  expect((await slack.state()).messages).toEqual(before.messages);
});

test("reset begins anew: pages start over, and the app stays connected with the same token", async () => {
  const slack = await open();
  await fill(slack);
  const app = await connectRaw(slack);
  closing.push(() => app.close());
  const tokens = await slack.tokens();
  let heard = "";
  const stream = await fetch(`${slack.url}/control/events?user=${ADA}`);
  void (async () => {
    for await (const part of stream.body ?? []) heard += Buffer.from(part).toString();
  })().catch(() => {});
  await until(() => heard.includes("to be pinned"));
  expect(await slack.post("reset", {})).toEqual({ ok: true });
  await until(() => heard.split("event: snapshot").length === 3);
  expect(heard.split("event: snapshot")[2]).not.toContain("to be pinned");
  expect((await slack.state(ADA)).messages).toEqual([]);
  expect((await slack.state(ADA)).home).toBeNull();
  expect(await slack.tokens()).toEqual(tokens);
  expect(await slack.get("health")).toMatchObject({ connected: true, queued: 0 });
});

test("a record file that says things many times over is cut down when it is opened, and says the same", async () => {
  const data = await mkdtemp(join(tmpdir(), "local-slack-"));
  closing.push(() => rm(data, { recursive: true }));
  const first = await openSlack({ data });
  const app = await connectRaw(first);
  const { ts } = await first.post("say", { user: ADA, channel: STUDY, text: "reacted to" });
  for (let index = 0; index < 700; index += 1) {
    const remove = index % 2 === 1;
    // oxlint-disable-next-line no-await-in-loop
    await first.post("react", { user: ADA, channel: STUDY, ts: String(ts), name: "ship", remove });
  }
  await until(async () => (await first.get<{ queued: number }>("health")).queued === 0);
  const before = await first.state();
  await app.close();
  await first.slack.close();
  const path = join(data, "local-slack/workspace.jsonl");
  const lines = async () => (await readFile(path, "utf8")).split("\n").length;
  expect(await lines()).toBeGreaterThan(2000);
  const second = await open({ data });
  expect((await second.state()).messages).toEqual(before.messages);
  expect(await second.get("health")).toMatchObject({ queued: 0 });
  expect(await lines()).toBeLessThan(300);
  await second.slack.close();
  const third = await open({ data });
  expect((await third.state()).messages).toEqual(before.messages);
  expect(await third.tokens()).toMatchObject({ app_token: expect.stringContaining("xapp-local-") });
});

test("the journal can be followed: the newest lines, then each as it is written", async () => {
  const slack = await open();
  await rawCall(slack, "auth.test", {});
  await rawCall(slack, "api.test", {});
  let heard = "";
  const stream = await fetch(`${slack.url}/control/journal/events?last=1`);
  void (async () => {
    for await (const part of stream.body ?? []) heard += Buffer.from(part).toString();
  })().catch(() => {});
  await until(() => heard.includes('"method":"api.test"'));
  expect(heard).not.toContain('"method":"auth.test"');
  await rawCall(slack, "chat.postMessage", { channel: STUDY, blocks: [{ type: "nonsense" }] });
  await until(() => heard.includes('"method":"chat.postMessage"'));
  expect(heard).toMatch(/id: \d+\nevent: line\n/);
  expect(heard).toContain("unsupported type: nonsense");
  expect(heard).toMatch(/"took_ms":[\d.]+/);
});

test("the journal keeps its newest lines within its bounds", () => {
  const journal = openJournal(null);
  for (let index = 0; index < 60_000; index += 1) {
    journal.write({ kind: "problem", at_ms: index, method: "x", problem: index < 100 ? "y".repeat(500_000) : "" });
  }
  const lines = journal.lines();
  expect(lines.length).toBeLessThanOrEqual(24_000);
  expect(JSON.parse(lines.at(-1) as string)).toMatchObject({ at_ms: 59_999 });
  expect(lines.join("").length).toBeLessThan(15_000_000);
});
