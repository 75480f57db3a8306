// What a local Slack must not do: keep or show tokens, serve what a browser would run, take without end, or call anybody outside.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ADA, openSlack, STUDY } from "./control.ts";
import { rawCall } from "./raw-api.ts";

let slack: Awaited<ReturnType<typeof openSlack>>;
let token: string;

beforeAll(async () => {
  slack = await openSlack();
  token = (await slack.tokens()).bot_token;
});
afterAll(() => slack.slack.close());

async function upload(filename: string, content: string | Buffer) {
  const length = Buffer.byteLength(content);
  const { file_id, upload_url } = await rawCall(slack, "files.getUploadURLExternal", { filename, length });
  const answer = await fetch(String(upload_url), { method: "POST", body: content as never });
  return { id: String(file_id), status: answer.status };
}

const read = (id: string, headers: Record<string, string> = { authorization: `Bearer ${token}` }) =>
  fetch(`${slack.url}/files/${id}`, { headers });

test("a token that somebody presents is in no journal, however it was presented", async () => {
  const real = "xoxb-1234-somebody-elses";
  const form = new URLSearchParams({ token: real });
  await fetch(`${slack.url}/api/auth.test`, { method: "POST", body: form });
  await fetch(`${slack.url}/api/auth.test?token=${real}`);
  await fetch(`${slack.url}/api/auth.test`, { method: "POST", headers: { authorization: `Bearer ${real}` } });
  await rawCall(slack, "auth.test", { token });
  const journal = await (await fetch(`${slack.url}/control/journal`)).text();
  expect(journal).not.toContain(real);
  expect(journal).not.toContain(token);
});

test("an uploaded page or script is bytes to be saved, never a page of ours", async () => {
  for (const name of ["a.html", "a.svg", "a.js", "a", "a.html.exe"]) {
    // oxlint-disable-next-line no-await-in-loop
    const { id } = await upload(name, "<script>alert(1)</script>");
    // oxlint-disable-next-line no-await-in-loop
    const { headers } = await read(id);
    expect(headers.get("content-type")).toBe("application/octet-stream");
    expect(headers.get("content-disposition")).toBe("attachment");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  }
});

test("files are given to the app and to the page, and to nobody else", async () => {
  const { id } = await upload("a.png", "PNG");
  expect((await read(id)).status).toBe(200);
  expect((await read(id, { "sec-fetch-site": "same-origin" })).status).toBe(200);
  expect((await read(id, {})).status).toBe(403);
  expect((await read(id, { authorization: "Bearer xoxb-no" })).status).toBe(403);
  expect((await read(id, { "sec-fetch-site": "cross-site" })).status).toBe(403);
});

test("uploads are bounded, one by one and together", async () => {
  const megabyte = 1024 * 1024;
  expect((await upload("large.png", Buffer.alloc(8 * megabyte + 1))).status).toBe(413);
  const seven = Buffer.alloc(7 * megabyte);
  const answers: number[] = [];
  // oxlint-disable-next-line no-await-in-loop
  for (let index = 0; index < 5; index += 1) answers.push((await upload("some.png", seven)).status);
  expect(answers).toEqual([200, 200, 200, 200, 413]);
}, 30_000);

test("a person's text is kept as text: no markup of theirs is Slack's", async () => {
  const { ts } = await slack.post("say", { user: ADA, channel: STUDY, text: "<!channel> <@U0BO00002> <http://a|b>" });
  const { messages } = await rawCall(slack, "conversations.replies", { channel: STUDY, ts });
  const [message] = messages as { text: string }[];
  expect(message?.text).not.toContain("<!channel>");
  expect(message?.text).not.toContain("<@U0BO00002>");
});

test("the folder imports nothing of ours outside itself, and fetches only the app's own addresses", () => {
  const folder = join(import.meta.dirname, "../../src/local-slack");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
  const outside = files.filter((name) => {
    const up = "../".repeat(name.split("/").length);
    return readFileSync(join(folder, name), "utf8").includes(`from "${up}`);
  });
  expect(outside).toEqual([]);
  const fetching = files.filter(
    (name) => !name.startsWith("page/") && /(?<![.\w])fetch\(/.test(readFileSync(join(folder, name), "utf8")),
  );
  expect(fetching).toEqual(["http-mode.ts"]);
});

test("the page brings its snapshot along as data that nobody's words can end", async () => {
  const text = "</script><script>alert(1)</script><!-- <script>";
  await slack.post("say", { user: ADA, channel: STUDY, text });
  const page = await (await fetch(`${slack.url}/?user=${ADA}`)).text();
  const [, block = ""] = /<script type="application\/json" id="snapshot">([^]*?)<\/script>/.exec(page) ?? [];
  const { messages } = JSON.parse(block) as { messages: { text: string }[] };
  // Slack's own escaping of what people type, unchanged by the way it came.
  expect(messages.at(-1)?.text).toBe("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!-- &lt;script&gt;");
  expect(block).not.toContain("<");
  expect(page.match(/<script/g)).toHaveLength(2);
});

test("what an app writes raw cannot end the page's data either", async () => {
  const blocks = [{ type: "markdown", text: "</script><script>alert(2)</script>" }];
  await rawCall(slack, "chat.postMessage", { token, channel: STUDY, text: "raw", blocks: JSON.stringify(blocks) });
  const page = await (await fetch(`${slack.url}/?user=${ADA}`)).text();
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page).toContain("\\u003c/script>");
});
