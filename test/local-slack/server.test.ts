// The process and its doors: ports, folders, kills, strangers, the clock and the page.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { UnusableData } from "../../src/local-slack/record-file.ts";
import { ADA, BO, controlOf, openSlack, STUDY, until } from "./control.ts";

const MAIN = join(import.meta.dirname, "../../src/local-slack/main.ts");
let data: string;
const cleanups: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "local-slack-"));
});
afterAll(() => rm(data, { recursive: true }));
afterEach(async () => {
  // oxlint-disable-next-line no-await-in-loop
  while (cleanups.length > 0) await cleanups.pop()?.();
});

function run(...args: string[]) {
  const { PORT: _, SHIPMATE_DATA: __, ...env } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"], env });
  let said = "";
  let complained = "";
  child.stdout.on("data", (part: Buffer) => (said += part.toString()));
  child.stderr.on("data", (part: Buffer) => (complained += part.toString()));
  cleanups.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  });
  const ended = once(child, "exit").then(([code]) => ({ code: code as number | null, complained }));
  const started = () => until(() => said.includes("\n") && (JSON.parse(said) as { url: string }).url, 8000);
  return { child, started, ended };
}

test("the process prints its address, keeps all through kill -9, and a second one is refused the folder", async () => {
  const first = run("--port", "0", "--data", data);
  const control = controlOf(await first.started());
  const said = await control.post("say", { user: ADA, channel: STUDY, text: "kept" });
  const second = await run("--port", "0", "--data", data).ended;
  expect(second).toMatchObject({
    code: 1,
    complained: expect.stringMatching(/^Another local Slack is already using .+\n$/),
  });
  first.child.kill("SIGKILL");
  await first.ended;
  // What a kill in the middle of a write leaves behind.
  await appendFile(join(data, "local-slack/workspace.jsonl"), '{"kind":"message","mess');
  const again = run("--port", "0", "--data", data);
  const third = controlOf(await again.started());
  expect((await third.messages(`channel=${STUDY}`)).map(({ ts, text }) => [ts, text])).toEqual([[said.ts, "kept"]]);
  await third.post("say", { user: ADA, channel: STUDY, text: "and on" });
  again.child.kill("SIGTERM");
  await again.ended;
  const fourth = controlOf(await run("--port", "0", "--data", data).started());
  expect(await fourth.messages(`channel=${STUDY}`)).toHaveLength(2);
}, 20_000);

test("a taken port is said in one sentence, or passed over when that is asked for", async () => {
  const slack = await openSlack();
  cleanups.push(() => slack.slack.close());
  const port = new URL(slack.url).port;
  const refused = await run("--port", port, "--fresh").ended;
  expect(refused).toMatchObject({
    code: 1,
    complained: `Port ${port} on 127.0.0.1 is taken: free it, or choose another with --port.\n`,
  });
  const passed = run("--port", port, "--port-fallback", "--fresh");
  expect(Number(new URL(await passed.started()).port)).toBeGreaterThan(Number(port));
  passed.child.kill("SIGTERM");
  expect((await passed.ended).code).toBe(0);
}, 20_000);

test.each([
  ["a foreign file", "hello\nworld\n", "its first line is not ours"],
  ["a newer format", '{"format":"shipmate-local-slack","version":2}\n', "format version 2"],
  ["a broken line", '{"format":"shipmate-local-slack","version":1}\n{"kind":\n{}\n', "line 2 cannot be read"],
])("%s stops the start and stays as it is", async (name, content, why) => {
  const folder = join(data, name);
  const path = join(folder, "local-slack/workspace.jsonl");
  await mkdir(join(folder, "local-slack"), { recursive: true });
  await writeFile(path, content);
  const starting = openSlack({ data: folder });
  await expect(starting).rejects.toThrow(UnusableData);
  await expect(starting).rejects.toThrow(why);
  expect(await readFile(path, "utf8")).toBe(content);
});

function ask(url: string, headers: Record<string, string>, path = "/control/state"): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${url}${path}`, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}

test("strangers are kept out, by Host, by Origin and by where a browser says a request comes from", async () => {
  const slack = await openSlack();
  cleanups.push(() => slack.slack.close());
  const { port } = new URL(slack.url);
  expect(await ask(slack.url, { host: "evil.example" })).toBe(403);
  expect(await ask(slack.url, { host: `localhost:${port}` })).toBe(200);
  expect(await ask(slack.url, { origin: "http://evil.example" })).toBe(403);
  expect(await ask(slack.url, { origin: slack.url })).toBe(200);
  expect(await ask(slack.url, { "sec-fetch-site": "cross-site" })).toBe(403);
  expect(await ask(slack.url, { "sec-fetch-site": "cross-site" }, "/")).toBe(200);
  const page = await fetch(slack.url);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
  const large = await fetch(`${slack.url}/control/say`, { method: "POST", body: "x".repeat(1024 * 1024 + 1) });
  expect([large.status, await large.json()]).toEqual([413, expect.objectContaining({ error: "request_too_large" })]);
});

test("the clock moves forward, is followed, is reset, and gives its time to what is written", async () => {
  const slack = await openSlack();
  cleanups.push(() => slack.slack.close());
  const followed: { now_ms: number; offset_ms: number }[] = [];
  const stream = await fetch(`${slack.url}/control/clock/events`);
  const reading = (async () => {
    for await (const part of stream.body ?? []) {
      followed.push(
        JSON.parse(
          Buffer.from(part)
            .toString()
            .replace(/^data: /, ""),
        ) as (typeof followed)[0],
      );
    }
  })().catch(() => {});
  await until(() => followed.length === 1);
  expect(followed[0]?.offset_ms).toBe(0);
  const day = 86_400_000;
  expect(await slack.post("clock", { advance_ms: day })).toMatchObject({ ok: true, offset_ms: day });
  await until(() => followed[1]?.offset_ms === day);
  const { ts } = await slack.post("say", { user: ADA, channel: STUDY, text: "tomorrow" });
  expect(Number(ts) * 1000).toBeGreaterThan(Date.now() + day - 5000);
  expect(await slack.post("clock", { now_ms: Date.now() })).toMatchObject({ ok: false, error: "clock_backwards" });
  expect(await slack.post("clock", { advance_ms: 1, reset: true })).toMatchObject({
    ok: false,
    error: "invalid_request",
  });
  await slack.post("clock", { reset: true });
  await until(() => followed[2]?.offset_ms === 0);
  // Timestamps go on from the newest, whatever the clock says.
  const later = await slack.post("say", { user: ADA, channel: STUDY, text: "today" });
  expect(Number(later.ts)).toBeGreaterThan(Number(ts));
  await slack.slack.close();
  cleanups.pop();
  await reading;
});

test("a page starts from a snapshot and hears what changes, as its person", async () => {
  const slack = await openSlack();
  cleanups.push(() => slack.slack.close());
  let heard = "";
  const stream = await fetch(`${slack.url}/control/events?user=${BO}`);
  const reading = (async () => {
    for await (const part of stream.body ?? []) heard += Buffer.from(part).toString();
  })().catch(() => {});
  await until(() => heard.startsWith("event: snapshot\ndata: "));
  await slack.post("say", { user: ADA, channel: STUDY, text: "to all" });
  const { channel } = await slack.post("open_dm", { user: ADA });
  await slack.post("say", { user: ADA, channel: String(channel), text: "to the app alone" });
  await slack.post("say", { user: ADA, channel: STUDY, text: "last" });
  await until(() => heard.includes('"last"'));
  expect(heard).toContain("to all");
  expect(heard).not.toContain("to the app alone");
  await slack.slack.close();
  cleanups.pop();
  await reading;
});

test("what control is asked wrongly, it answers with what is there", async () => {
  const slack = await openSlack();
  cleanups.push(() => slack.slack.close());
  expect((await slack.post("say", { user: "U404", channel: STUDY, text: "x" })).message).toContain("U0ADA0001 (ada)");
  expect((await slack.post("say", { user: ADA, channel: "C404", text: "x" })).message).toContain("study-orchestration");
  expect((await slack.post("say", { user: ADA } as never)).message).toContain("channel");
  expect((await slack.post("shout" as never, {} as never)).message).toContain("say");
  expect(await slack.post("say", { user: "U0ELI0005", channel: "C0PLATFRM", text: "x" })).toMatchObject({
    error: "not_in_channel",
  });
});

test("the page and its parts are served", async () => {
  const slack = await openSlack();
  cleanups.push(() => slack.slack.close());
  expect(await (await fetch(slack.url)).text()).toContain("<!doctype html>");
  expect((await fetch(`${slack.url}/page.js`)).headers.get("content-type")).toContain("text/javascript");
  expect((await fetch(`${slack.url}/page.css`)).headers.get("content-type")).toContain("text/css");
  const link = await fetch(`${slack.url}/archives/${STUDY}/p1700000000000100`, { redirect: "manual" });
  expect(link.headers.get("location")).toBe(`/#${STUDY}/1700000000.000100`);
});
