// What people bring to the workspace: files in messages, pins, and what the app is told of both.
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ADA, BO, openSlack, STUDY, until } from "./control.ts";
import { connectRaw, eventsOf, type RawSocket } from "./raw-socket.ts";
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

type Brought = { ok: boolean; error?: string; file: { id: string; url_private: string } };

async function bring(name: string, bytes: string | Uint8Array<ArrayBuffer>, user = ADA): Promise<Brought> {
  const query = new URLSearchParams({ user, name, alt_txt: "what it shows" });
  const answer = await fetch(`${slack.url}/control/upload?${query}`, { method: "POST", body: bytes });
  return (await answer.json()) as Brought;
}

test("a file that a person brings stands in their message, with what was written, and the app can read it", async () => {
  const manifest = "apiVersion: v1\nkind: Pod\n";
  const { file } = await bring("pod.yaml", manifest);
  const files = [file.id];
  const { ts } = await slack.post("say", { user: ADA, channel: STUDY, text: "@shipmate is this right?", files });
  const [event] = await until(() => {
    const found = eventsOf(app.frames, "message").filter(({ payload }) => payload?.event?.ts === ts);
    return found.length > 0 && found;
  });
  expect(event?.payload?.event).toMatchObject({
    subtype: "file_share",
    text: "<@U0SHIPMATE> is this right?",
    user: ADA,
    files: [
      { id: file.id, name: "pod.yaml", mimetype: "text/plain", mode: "hosted", user: ADA, size: manifest.length },
    ],
  });
  await until(() => eventsOf(app.frames, "app_mention").some(({ payload }) => payload?.event?.ts === ts));
  await until(() => eventsOf(app.frames, "file_shared").some(({ payload }) => payload?.event?.file_id === file.id));
  const { bot_token } = await slack.tokens();
  const read = await fetch(file.url_private, { headers: { authorization: `Bearer ${bot_token}` } });
  expect(await read.text()).toBe(manifest);
  expect(await rawCall(slack, "files.info", { file: file.id })).toMatchObject({ file: { channels: [STUDY] } });
  const shown = (await slack.messages(`user=${BO}`)).find((each) => each.ts === ts);
  expect(shown?.files).toMatchObject([{ name: "pod.yaml", alt_txt: "what it shows", preview: manifest }]);
});

test("files without a word are a message too; a picture has no text to preview", async () => {
  const bytes = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
  const { file } = await bring("dot.gif", bytes);
  const { ts } = await slack.post("say", { user: ADA, channel: STUDY, text: "", files: [file.id] });
  const [picture] = (await slack.messages()).find((each) => each.ts === ts)?.files ?? [];
  expect(picture).toMatchObject({ mimetype: "image/gif", size: bytes.length });
  expect(picture).not.toHaveProperty("preview");
  expect(await slack.post("say", { user: ADA, channel: STUDY, text: "" })).toMatchObject({ error: "invalid_request" });
});

test("what cannot be brought is refused, and nothing is kept of it", async () => {
  expect(await bring("", "x")).toMatchObject({ ok: false, error: "invalid_name" });
  expect(await bring("../up.txt", "x")).toMatchObject({ ok: false, error: "invalid_name" });
  expect(await bring("empty.txt", "")).toMatchObject({ ok: false, error: "empty_file" });
  expect(await bring("a.txt", "x", "U404")).toMatchObject({ ok: false, error: "user_not_found" });
  const megabytes = (count: number) => new Uint8Array(count * 1024 * 1024);
  expect(await bring("large.bin", megabytes(9))).toMatchObject({ ok: false, error: "request_too_large" });
  const { file } = await bring("hers.txt", "hers");
  const stolen = await slack.post("say", { user: BO, channel: STUDY, text: "mine", files: [file.id] });
  expect(stolen).toMatchObject({ ok: false, error: "file_not_found" });
  for (let kept = 0; kept < 3; kept += 1) {
    // oxlint-disable-next-line no-await-in-loop
    expect(await bring("large.bin", megabytes(8))).toMatchObject({ ok: true });
  }
  expect(await bring("large.bin", megabytes(8))).toMatchObject({ ok: false, error: "no_room" });
  expect(await bring("small.txt", "there is room for this")).toMatchObject({ ok: true });
}, 30_000);

test("a pin is seen by everybody, whoever set it, until it is taken off", async () => {
  const { ts } = await slack.post("say", { user: ADA, channel: STUDY, text: "keep this" });
  const pinnedBy = async () => (await slack.messages(`user=${BO}`)).find((each) => each.ts === ts)?.pinned_by;
  const target = { channel: STUDY, ts: String(ts) };
  expect(await slack.post("pin", { user: ADA, ...target })).toMatchObject({ changed: true });
  expect(await slack.post("pin", { user: BO, ...target })).toMatchObject({ changed: false });
  expect(await pinnedBy()).toBe(ADA);
  await slack.post("pin", { user: BO, ...target, remove: true });
  expect(await pinnedBy()).toBeUndefined();
  await rawCall(slack, "pins.add", { channel: STUDY, timestamp: ts });
  expect(await pinnedBy()).toBe("U0SHIPMATE");
  await until(() => eventsOf(app.frames, "pin_added").length === 2);
  await until(() => eventsOf(app.frames, "pin_removed").length === 1);
});

test("the clock tells when the next scheduled message is due", async () => {
  const next = async () => (await slack.get<{ next_ms: number | null }>("clock")).next_ms;
  expect(await next()).toBeNull();
  const post_at = Math.floor(Date.now() / 1000) + 3600;
  await rawCall(slack, "chat.scheduleMessage", { channel: STUDY, text: "later", post_at: post_at + 60 });
  await rawCall(slack, "chat.scheduleMessage", { channel: STUDY, text: "soon", post_at });
  expect(await next()).toBe(post_at * 1000);
  await slack.post("clock", { now_ms: post_at * 1000 });
  await until(async () => (await slack.messages()).some(({ text }) => text === "soon"));
  expect(await next()).toBe((post_at + 60) * 1000);
});

test("blocks are judged as Slack would, where each is to stand", async () => {
  const alert = { type: "alert", text: { type: "mrkdwn", text: "careful" } };
  expect(await slack.post("validate", { blocks: [alert], on: "modal" })).toEqual({ ok: true, refusals: [] });
  expect(await slack.post("validate", { blocks: [alert] })).toMatchObject({
    ok: true,
    refusals: [{ message: "unsupported type: alert", pointer: "/blocks/0/type" }],
  });
});
