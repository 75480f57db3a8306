// Shipmate with real tokens: the same app against a Slack that it did not start. And what is wrong is said in one sentence.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { fails, replies, startModelServer } from "../llm/model-server.ts";
import { ADA, type Harbor, openHarbor, until } from "../support/harbor.ts";

const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "shipmate-outside-"));
let harbor: Harbor;
let tokens: Record<string, string>;

beforeAll(async () => {
  harbor = await openHarbor();
  const app = (await (await fetch(`${harbor.url()}/control/app`)).json()) as Record<string, string>;
  tokens = {
    SLACK_BOT_TOKEN: app["bot_token"] ?? "",
    SLACK_APP_TOKEN: app["app_token"] ?? "",
    SLACK_API_URL: app["api_url"] ?? "",
    PORT: "0",
    SHIPMATE_DATA: join(folder, "data"),
  };
}, 30_000);
afterAll(async () => {
  await harbor.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `npm start`'s own command to its end. */
function start(variables: Record<string, string>): { code: number | null; said: string } {
  const { SLACK_BOT_TOKEN: _b, SLACK_APP_TOKEN: _a, ...clean } = process.env;
  const ended = spawnSync(process.execPath, [join(root, "launch.js"), "src/cli/start.ts"], {
    cwd: root,
    env: { ...clean, LOG_LEVEL: "error", ...variables },
    encoding: "utf8",
    timeout: 20_000,
  });
  return { code: ended.status, said: ended.stderr.trim() };
}

/** One sentence or two on one line, no stack, and an exit code that is not zero. */
function expectRefusal(variables: Record<string, string>, pattern: RegExp): void {
  const { code, said } = start(variables);
  expect(said).toMatch(pattern);
  expect(said.split("\n")).toHaveLength(1);
  expect(code).toBe(1);
}

describe("with tokens", () => {
  test("the same app answers there, tells its health, and ends within ten seconds", async () => {
    const said = await harbor.startAgainstSlack();
    const health = /http:\S+/.exec(said)?.[0] ?? "";
    const answer = await fetch(health);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ ok: true, connected: true });
    expect((await fetch(health.replace("/health", "/other"))).status).toBe(404);

    const reply = await harbor.reply(await harbor.say(ADA, "@shipmate What is a ReplicaSet?"));
    expect(reply.text).toMatch(/ReplicaSet/);
    // No welcome to channels that it was in already: that belongs to the local Slack.
    expect((await harbor.messages()).some(({ text }) => /Ahoy/.test(text))).toBe(false);

    await harbor.post("drop", { how: "kill" });
    await until("an unhealthy moment or a quick return", async () => (await fetch(health)).status !== 0);
    const began = Date.now();
    expect(await harbor.stopBot()).toBe(0);
    expect(Date.now() - began).toBeLessThan(10_000);
  }, 40_000);
});

test("logs are JSON lines without the text of any message", async () => {
  await harbor.startAgainstSlack({ LOG_LEVEL: "debug" });
  const ts = await harbor.say(ADA, "@shipmate What is a ReplicaSet, asks Zanzibar?");
  const reply = await harbor.reply(ts);
  await harbor.say(ADA, "and how does Zanzibar scale it?", { thread_ts: ts });
  await harbor.post("faults", { method: "chat.postMessage", fault: "500-before", count: 1 });
  await harbor.reply(await harbor.say(ADA, "@shipmate What is quorum in Zanzibar?"));
  await harbor.stopBot();
  const lines = harbor.logs().split("\n").filter(Boolean);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.filter((line) => !line.startsWith("{"))).toEqual([]);
  expect(harbor.logs()).not.toContain("Zanzibar");
  expect(harbor.logs()).not.toContain(reply.text.slice(0, 40));
}, 40_000);

describe("with a model", () => {
  test("what it says is posted where it stands in the lessons; without it the composed answer is", async () => {
    const model = await startModelServer();
    const key = { OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL: model.baseURL };
    await harbor.startAgainstSlack(key);
    const question = "@shipmate What is a ReplicaSet?";
    const fluent = "So a ReplicaSet keeps a chosen number of identical pods running.";

    model.script((response, seen) => {
      const [section] = /replicasets#replicaset-what/.exec(JSON.stringify(seen.body["input"])) ?? [];
      const cites = section ? [section] : [];
      replies({ answerable: true, sentences: [{ text: fluent, cites }] })(response, seen);
    });
    expect((await harbor.reply(await harbor.say(ADA, question))).text).toMatch(/^So a ReplicaSet keeps .*\[1\]/);

    model.script(fails(500));
    const composed = await harbor.reply(await harbor.say(ADA, question));
    expect(composed.text).not.toContain("So a ReplicaSet");
    expect(composed.text).toMatch(/ReplicaSet.*\[1\]/);
    await harbor.stopBot();
    await model.close();
  }, 40_000);
});

describe("says in one sentence, and ends with exit code 1, that", () => {
  test("a bot token is wrong", () =>
    expectRefusal({ ...tokens, SLACK_BOT_TOKEN: "xoxb-wrong" }, /Slack refused SLACK_BOT_TOKEN \(invalid_auth\)/));

  test("an app token is wrong", () =>
    expectRefusal({ ...tokens, SLACK_APP_TOKEN: "xapp-wrong" }, /Slack refused SLACK_APP_TOKEN \(invalid_auth\)/));

  test("a token is missing", () =>
    expectRefusal({ ...tokens, SLACK_APP_TOKEN: "" }, /SLACK_BOT_TOKEN is set and SLACK_APP_TOKEN is not/));

  // Only after some patience: it may have passed by then.
  test(
    "Slack cannot be reached",
    () => expectRefusal({ ...tokens, SLACK_API_URL: "http://127.0.0.1:1/api/" }, /Slack cannot be reached/),
    30_000,
  );

  test("scopes are missing", async () => {
    const manifest = JSON.parse(readFileSync(join(root, "manifest.json"), "utf8"));
    const { bot } = manifest.oauth_config.scopes;
    manifest.oauth_config.scopes.bot = bot.filter((scope: string) => scope !== "groups:history");
    const file = join(folder, "manifest.json");
    writeFileSync(file, JSON.stringify(manifest));
    const poorer = await openHarbor({}, file);
    const app = (await (await fetch(`${poorer.url()}/control/app`)).json()) as Record<string, string>;
    const variables = {
      SLACK_BOT_TOKEN: app["bot_token"] ?? "",
      SLACK_APP_TOKEN: app["app_token"] ?? "",
      SLACK_API_URL: app["api_url"] ?? "",
    };
    expectRefusal({ ...tokens, ...variables }, /lacks the scopes groups:history/);
    await poorer.close();
  }, 30_000);

  test("the port is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await until("a taken port", async () => server.listening);
    const { port } = server.address() as AddressInfo;
    expectRefusal({ ...tokens, PORT: String(port) }, /Port \d+ on 127\.0\.0\.1 is taken: free it/);
    server.close();
  });

  test("the database is none, or another workspace's", async () => {
    const data = join(folder, "broken");
    mkdirSync(data);
    writeFileSync(join(data, "slack.db"), "This is a letter, and by no means a database. ".repeat(50));
    expectRefusal({ ...tokens, SHIPMATE_DATA: data }, /slack\.db cannot be used: it is not a Shipmate database/);

    // The local Slack's records, put where the real ones belong.
    await harbor.startBot();
    await harbor.stopBot();
    const foreign = join(folder, "foreign");
    mkdirSync(foreign);
    copyFileSync(join(harbor.folder, "local.db"), join(foreign, "slack.db"));
    expectRefusal({ ...tokens, SHIPMATE_DATA: foreign }, /belong to the workspace local:\w+, and this is slack:\w+/);
  }, 30_000);

  test("the configuration cannot be used", () =>
    expectRefusal({ ...tokens, PORT: "harbour" }, /PORT must be a number/));
});
