// Response URLs: what they may do, how often, and how long.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ADA, BO, STUDY } from "./control.ts";
import { openApi, type Api } from "./web-api.ts";

let api: Api;

beforeAll(async () => {
  api = await openApi();
});

afterAll(() => api.close());

const button = { type: "button", action_id: "press", text: { type: "plain_text", text: "Press" } };

/** Clicks a button in a message, and gives the address that the app got for its answer. */
async function clicked(args: Record<string, unknown> = {}): Promise<{ ts: string; url: string }> {
  const ts = await api.post({ blocks: [{ type: "actions", elements: [button] }], ...args });
  await api.slack.post("click", { user: BO, action_id: "press", container: { channel: STUDY, message_ts: ts } });
  const click = api.app.frames.findLast(({ type }) => type === "interactive");
  return { ts, url: String(click?.payload?.response_url) };
}

async function answer(url: string, body: object): Promise<{ status: number; said: string }> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, said: await response.text() };
}

const seenBy = async (user: string) =>
  (await api.slack.messages(`channel=${STUDY}&user=${user}`)).map(({ text }) => text);

test("the message that was clicked in can be replaced and deleted", async () => {
  const { ts, url } = await clicked();
  expect(await answer(url, { text: "closed", replace_original: true })).toEqual({ status: 200, said: "ok" });
  const [message] = (await api.slack.messages(`channel=${STUDY}`)).filter((each) => each.ts === ts);
  expect(message?.text).toBe("closed");
  expect(message).not.toHaveProperty("blocks");
  await answer(url, { delete_original: true });
  expect(await seenBy(ADA)).not.toContain("closed");
});

test("an answer is for one person, unless it is meant for the channel", async () => {
  const { url } = await clicked();
  await answer(url, { text: "for Bo" });
  await answer(url, { text: "for all", response_type: "in_channel" });
  expect(await seenBy(BO)).toEqual(expect.arrayContaining(["for Bo", "for all"]));
  expect(await seenBy(ADA)).toContain("for all");
  expect(await seenBy(ADA)).not.toContain("for Bo");
});

test("a button in an ephemeral can replace it", async () => {
  const blocks = [{ type: "actions", elements: [button] }];
  const sent = await api.call("chat.postEphemeral", { channel: STUDY, user: BO, text: "draft", blocks });
  const container = { channel: STUDY, message_ts: String(sent.message_ts) };
  expect(await api.slack.post("click", { user: ADA, action_id: "press", container })).toMatchObject({ ok: false });
  await api.slack.post("click", { user: BO, action_id: "press", container });
  const payload = api.app.frames.findLast(({ type }) => type === "interactive")?.payload;
  expect(payload?.container).toMatchObject({ is_ephemeral: true });
  expect(payload).not.toHaveProperty("message");
  await answer(String(payload?.response_url), { text: "final", replace_original: true });
  expect(await seenBy(BO)).toContain("final");
  expect(await seenBy(BO)).not.toContain("draft");
});

test("it works five times, for thirty minutes, and refuses what a message may not be", async () => {
  const { url } = await clicked();
  expect(await answer(url, { text: "x", blocks: [{ type: "nope" }] })).toMatchObject({ status: 400 });
  for (let use = 0; use < 5; use++) {
    // oxlint-disable-next-line no-await-in-loop
    expect((await answer(url, { text: `use ${use}` })).status).toBe(200);
  }
  const used = { status: 404, said: JSON.stringify({ ok: false, error: "used_url" }) };
  expect(await answer(url, { text: "sixth" })).toEqual(used);
  const old = await clicked();
  await api.slack.post("clock", { advance_ms: 30 * 60_000 + 1 });
  expect((await answer(old.url, { text: "late" })).said).toContain("expired_url");
});
