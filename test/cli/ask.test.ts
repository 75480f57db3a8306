// `npm run ask`: once, as a conversation over real pipes, and worded by a scripted model.
import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Chat, type ChatTools, converse, NEW_CHAT } from "../../src/cli/ask-chat.ts";
import { ask, library } from "../ask/library.ts";
import { type ModelServer, startModelServer } from "../llm/model-server.ts";
import { answersWith, reply, trueSentences } from "../support/scripted-model.ts";

const root = resolve(import.meta.dirname, "../..");

function run(
  args: string[],
  input = "",
  variables: Record<string, string> = {},
): Promise<{ code: number | null; out: string }> {
  return new Promise((done) => {
    const env = { ...process.env, OPENAI_API_KEY: "", ...variables };
    const child = spawn(process.execPath, [join(root, "launch.js"), "src/cli/ask.ts", ...args], { cwd: root, env });
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.on("exit", (code) => done({ code, out }));
    child.stdin.end(input);
  });
}

describe("a conversation", () => {
  const tools: ChatTools = { ask, word: async (_, given) => given, library, width: 80, colour: false };
  async function talk(...lines: string[]): Promise<string[]> {
    let chat: Chat = NEW_CHAT;
    const texts: string[] = [];
    for (const line of lines) {
      const said = await converse(chat, line, tools);
      chat = said.chat;
      texts.push(said.text);
    }
    return texts;
  }

  test("follows up on what was asked, until it begins anew", async () => {
    const [, followUp, , alone] = await talk(
      "What is a Docker Swarm manager?",
      "and how many do I need?",
      "new",
      "and how many do I need?",
    );
    expect(followUp).toMatch(/manager/i);
    expect(alone).not.toBe(followUp);
  });

  test("shows the section that a citation names, and says which there are", async () => {
    const [answer = "", first = "", none] = await talk("What is a ReplicaSet?", "1", "[30]");
    const [, id = ""] = /\[1\] .*\((.+)\)$/m.exec(answer) ?? [];
    expect(first).toContain(`[${id}]`);
    expect(none).toMatch(/^The last answer cites \[1\] to \[\d\]\.$/);
  });

  test("says more, and knows when there is nothing to say more about", async () => {
    const [nothing, short = "", long = ""] = await talk("more", "What does the HPA do?", "more");
    expect(nothing).toMatch(/no answer yet/);
    expect(long.length).toBeGreaterThan(short.length);
  });

  test.each([
    ["nothing", ""],
    ["blanks", "   "],
    ["a control character", "\u0000"],
    ["emoji", "🎉🎉🎉"],
    ["marks", "`".repeat(99)],
    ["40,000 characters", "x".repeat(40_000)],
    ["a number that cites nothing", "1e9"],
    ["a name that every object has", "constructor"],
  ])("goes on after %s", async (_, line) => {
    const [, after] = await talk(line, "What is a Pod?");
    expect(after).toMatch(/\[1\]/);
  });
});

test("over pipes it ends at exit or at the end of what comes in, without colours", async () => {
  const { code, out } = await run([], "What is a Pod?\n\nand a node?\nexit\nWhat is etcd?\n");
  expect(code).toBe(0);
  expect(out).toMatch(/smallest unit/);
  expect(out).not.toMatch(/etcd is/);
  expect(out.includes("\u001B")).toBe(false);
  expect((await run([], "")).code).toBe(0);
}, 30_000);

test("questions on the command line follow up on each other", async () => {
  const { code, out } = await run(["What is a Docker Swarm manager?", "And how many do I need?"]);
  expect(code).toBe(0);
  expect(out).toMatch(/> And how many do I need\?\n.*manager/is);
}, 30_000);

describe("with a model", () => {
  let model: ModelServer;
  beforeAll(async () => {
    model = await startModelServer();
  });
  afterAll(() => model.close());

  test("it words what the lessons answer, and is not asked for the rest", async () => {
    model.script(answersWith((data) => reply(trueSentences(data, 3))));
    const variables = { OPENAI_API_KEY: "k", OPENAI_BASE_URL: model.baseURL };
    const { out } = await run(["--model", "What is a Pod?", "Who painted the Mona Lisa?"], "", variables);
    expect(out).toMatch(/\[1\]/);
    expect(model.seen).toHaveLength(1);
  }, 30_000);

  test("that is not configured says what to set", async () => {
    const { code, out } = await run(["--model", "What is a Pod?"]);
    expect(out).toMatch(/set OPENAI_API_KEY/);
    expect(code).toBe(2);
  }, 30_000);
});
