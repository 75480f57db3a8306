// A model that writes while people watch, end to end: the real client of OpenAI against a scripted endpoint, real Bolt against the local Slack.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { JournalLine } from "../../src/local-slack/protocol-journal.ts";
import { fails, type ModelServer, refuses, startModelServer, trickles, writes } from "../llm/model-server.ts";
import { button } from "../support/blocks.ts";
import { ADA, BO, type Harbor, openHarbor, STUDY, until } from "../support/harbor.ts";
import { answersWith, FALSE, reply, replyInTwo, trueSentences } from "../support/scripted-model.ts";

let model: ModelServer;
let harbor: Harbor;
let direct = "";
beforeAll(async () => {
  model = await startModelServer();
  harbor = await openHarbor({ OPENAI_API_KEY: "k", OPENAI_BASE_URL: model.baseURL, OPENAI_MODEL: "scripted" });
  await harbor.startBot();
  await until("the welcome", async () => (await harbor.messages()).length > 0);
  direct = String((await harbor.post("open_dm", { user: ADA })).channel);
}, 60_000);
afterAll(async () => {
  await harbor.close();
  await model.close();
});

let gate = Promise.withResolvers<void>();
let closed = Promise.withResolvers<void>();
let since = 0;
beforeEach(async () => {
  gate = Promise.withResolvers();
  closed = Promise.withResolvers();
  since = (await harbor.journal()).length;
});
afterEach(() => gate.resolve());

const QUESTION = "How does a Service find its pods?";

/** Says so many true sentences, and waits for the gate after the first few. */
function script(count: number, waitAfter: number, more: { text: string; cites: string[] }[] = []): void {
  const answers = answersWith((data) => {
    const sentences = [...trueSentences(data, count), ...more];
    const [first, rest] = replyInTwo(sentences, waitAfter);
    return [first, gate.promise, rest];
  });
  model.script((response, seen) => {
    response.on("close", () => closed.resolve());
    answers(response, seen);
  });
}

type Call = Extract<JournalLine, { kind: "api" }>;
const calls = async (method: string): Promise<Call[]> =>
  (await harbor.journal()).slice(since).filter((line): line is Call => line.kind === "api" && line.method === method);
const counts = async (...methods: string[]) => Promise.all(methods.map(async (method) => (await calls(method)).length));
const STREAM = ["chat.startStream", "chat.stopStream", "chat.postMessage", "chat.update"];

const growing = (ts: string, channel: string) =>
  until("the first sentences", async () => {
    const message = (await harbor.replies(ts, ADA, channel))[0];
    return message && message.text.length > 20 && message;
  });
const whole = (ts: string, channel: string) =>
  until("the whole answer", async () => {
    const message = (await harbor.replies(ts, ADA, channel))[0];
    return message?.blocks?.some(({ type }) => type === "context_actions") && message;
  });
const lines = (text: string) => text.match(/\[\d\]/g)?.length ?? 0;
const sentencesIn = (text: string) => text.split("\n").filter((line) => /\S/.test(line) && !/^\[\d\] /.test(line));
const ask = (channel: string, text = QUESTION) =>
  harbor.say(ADA, channel === direct ? text : `@shipmate ${text}`, { channel });

describe("in a direct message", () => {
  test("the answer streams: three checked sentences, then more, and at the end its citations, buttons and mark", async () => {
    script(5, 3);
    const ts = await ask(direct);
    const first = await growing(ts, direct);
    expect(first.streaming).toBe(true);
    expect(lines(first.text)).toBe(3);
    gate.resolve();
    const last = await whole(ts, direct);
    expect(last.ts).toBe(first.ts);
    expect(last.streaming).toBeFalsy();
    expect(lines(last.text)).toBe(5);
    expect(last.text.startsWith(first.text)).toBe(true);
    expect(button(last, "open-section").value).toMatch(/#/);
    expect(await harbor.replies(ts, ADA, direct)).toHaveLength(1);
    expect(await counts(...STREAM)).toEqual([1, 1, 0, 0]);
    const [stop] = await calls("chat.stopStream");
    expect(JSON.stringify(stop?.args["metadata"])).toContain(`answer:message:`);
    await until("an end of being busy", async () => (await harbor.state(ADA)).statuses?.length === 0);
  });

  test("what does not hold up in the end is replaced by the lessons' words, and says so", async () => {
    const wrong = { text: FALSE, cites: ["services#service"] };
    script(3, 3, [wrong, wrong, wrong, wrong]);
    const ts = await ask(direct);
    const first = await growing(ts, direct);
    gate.resolve();
    const last = await whole(ts, direct);
    expect(last.ts).toBe(first.ts);
    expect(last.text).toMatch(/^What stood here before did not hold up/);
    expect(last.text).not.toContain("Zorblax");
    expect(last.streaming).toBeFalsy();
  });

  test("Stop ends the model's call and keeps what was shown", async () => {
    script(5, 3);
    const ts = await ask(direct);
    const first = await growing(ts, direct);
    const stopped = await harbor.post("stop_session", { user: ADA, channel: direct, thread_ts: ts });
    expect(stopped.ok).toBe(true);
    await closed.promise;
    const last = await whole(ts, direct);
    expect(last.text).toMatch(/^Stopped here/);
    expect(lines(last.text)).toBeGreaterThanOrEqual(lines(first.text));
    expect(await harbor.replies(ts, ADA, direct)).toHaveLength(1);
  });

  test("Stop before anything is shown ends it with a word", async () => {
    script(5, 1);
    const ts = await ask(direct);
    await until("a session", async () => (await calls("agents.sessions.setStatus")).length > 0);
    await until("the model's call", async () => model.seen.length > 0);
    await harbor.post("stop_session", { user: ADA, channel: direct, thread_ts: ts });
    await closed.promise;
    expect((await harbor.reply(ts, direct)).text).toMatch(/^Stopped\./);
    await harbor.quiet();
    expect(await harbor.replies(ts, ADA, direct)).toHaveLength(1);
  });

  test("a stream that Slack closed after five minutes becomes whole by an edit", async () => {
    script(5, 3);
    const ts = await ask(direct);
    const first = await growing(ts, direct);
    await harbor.post("clock", { advance_ms: 6 * 60_000 });
    gate.resolve();
    const last = await whole(ts, direct);
    expect(last.ts).toBe(first.ts);
    expect(lines(last.text)).toBeGreaterThanOrEqual(5);
    expect((await calls("chat.update")).filter(({ answer }) => answer["ok"])).toHaveLength(1);
  });

  test.each([
    ["the reply to its beginning is lost", "chat.startStream", "drop-after"],
    ["its beginning fails", "chat.startStream", "500-before"],
    ["its beginning is taken and fails", "chat.startStream", "500-after"],
    ["a piece is lost", "chat.appendStream", "drop-after"],
    ["its end fails", "chat.stopStream", "500-before"],
    ["the reply to its end is lost", "chat.stopStream", "drop-after"],
  ])(
    "there is one whole answer when %s",
    async (_, method, fault) => {
      await harbor.post("faults", { method, fault });
      script(6, 4);
      const ts = await ask(direct);
      await growing(ts, direct);
      gate.resolve();
      const last = await whole(ts, direct);
      await harbor.quiet(1500);
      expect(await harbor.replies(ts, ADA, direct)).toHaveLength(1);
      // What was taken although its reply was lost is put there once more, with its sources in words as well.
      const now = (await harbor.replies(ts, ADA, direct))[0]?.text ?? "";
      expect(sentencesIn(now)).toEqual(sentencesIn(last.text));
      expect(lines(last.text)).toBeGreaterThanOrEqual(6);
    },
    30_000,
  );

  test("a kill in the middle leaves one message, which the next start makes whole", async () => {
    script(5, 3);
    const ts = await ask(direct);
    const first = await growing(ts, direct);
    await harbor.killBot();
    gate.resolve();
    await harbor.startBot();
    const last = await whole(ts, direct);
    expect(last.ts).toBe(first.ts);
    expect(last.streaming).toBeFalsy();
    await harbor.quiet();
    expect(await harbor.replies(ts, ADA, direct)).toHaveLength(1);
  }, 30_000);
});

describe("in a channel", () => {
  test("the first sentences are posted and the whole is put in their place", async () => {
    script(5, 3);
    const ts = await ask(STUDY);
    const first = await growing(ts, STUDY);
    expect(lines(first.text)).toBe(3);
    gate.resolve();
    const last = await whole(ts, STUDY);
    expect(last.ts).toBe(first.ts);
    await harbor.quiet();
    expect(await harbor.replies(ts)).toHaveLength(1);
    expect(await counts(...STREAM)).toEqual([0, 0, 1, 1]);
  });

  test("a command is answered in private when all is there, with nothing shown before", async () => {
    model.script(answersWith((data) => reply(trueSentences(data, 4))));
    await harbor.command(BO, `ask ${QUESTION}`);
    const answer = await until("the answer", async () =>
      (await harbor.messages(STUDY, BO)).find((message) => message.ephemeral_for === BO && /\[1\]/.test(message.text)),
    );
    expect(answer.blocks?.some(({ type }) => type === "context_actions")).toBe(true);
    expect(await counts(...STREAM)).toEqual([0, 0, 0, 0]);
  });
});

describe("the lessons' own words are posted, and nothing of the model", () => {
  const wrong = { text: FALSE, cites: ["services#service"] };

  test.each([
    ["answers 429", fails(429)],
    ["answers 500", fails(500)],
    ["declines", refuses],
    ["writes nonsense", writes("The Zorblax controller")],
    ["says too little that stands", answersWith((data) => reply([...trueSentences(data, 1), wrong, wrong]))],
    ["is cut before three sentences", answersWith((data) => [...reply(trueSentences(data, 3)).slice(0, 4), "cut"])],
  ])("when it %s", async (_, each) => {
    model.script(each);
    const ts = await ask(direct);
    const answer = await whole(ts, direct);
    expect(answer.text).toMatch(/^A Service finds its pods by its selector/);
    expect(answer.text).not.toMatch(/Zorblax|did not hold up/);
    await harbor.quiet();
    expect(await counts(...STREAM)).toEqual([0, 0, 1, 0]);
  });

  test("when it is too slow", async () => {
    model.script(trickles({ answerable: true, sentences: [] }));
    const ts = await ask(direct);
    const answer = await until("the answer", async () => (await harbor.replies(ts, ADA, direct))[0], 20_000);
    expect(answer.text).toMatch(/^A Service finds its pods by its selector/);
  }, 30_000);

  test("and a question that the lessons do not cover is not shown to it", async () => {
    model.script(answersWith((data) => reply(trueSentences(data, 3))));
    const ts = await ask(direct, "Who painted the Mona Lisa?");
    await harbor.reply(ts, direct);
    expect(model.seen).toEqual([]);
  });
});
